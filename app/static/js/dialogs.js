const host = () => document.getElementById("dialog");

function close() {
  host().close();
  host().replaceChildren();
}

function open(dialog) {
  dialog.showModal();
  dialog.querySelector("[data-autofocus], input:not([type=hidden]), select, textarea")?.focus();
}

document.addEventListener("htmx:after:swap", () => {
  const dialog = host();
  if (dialog?.childElementCount && !dialog.open) open(dialog);
  if (dialog?.open && !dialog.childElementCount) dialog.close();
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const isForm = ctx.sourceElement.matches("form") && host()?.contains(ctx.sourceElement);
  if (isForm && ctx.response.status < 400 && !host().contains(ctx.target)) queueMicrotask(close);
});

document.addEventListener("click", (event) => {
  const cancel = event.target.closest?.("#dialog [data-cancel]");
  if (!cancel || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  close();
});

document.addEventListener("cancel", ({ target }) => target === host() && setTimeout(close), true);
