document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const form = event.target.closest?.("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    form?.requestSubmit(form.querySelector("button.primary") ?? undefined);
  }
  if (event.key === "Escape" && !document.querySelector(".menu:popover-open")) {
    const scope = form ?? event.target.closest?.("dialog");
    const cancel = scope?.querySelector("[data-cancel]");
    if (!cancel) return;
    event.preventDefault();
    cancel.click();
  }
});
