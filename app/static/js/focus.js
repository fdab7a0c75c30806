const TARGETS = ["[data-autofocus]", "[aria-invalid=true]"];

function focusWithin(root) {
  for (const selector of TARGETS) {
    const found = root.matches?.(selector) ? root : root.querySelector?.(selector);
    if (!found) continue;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "nearest" });
    return;
  }
}

// A field that was checked as it was left does not call the person back.
document.addEventListener("htmx:after:settle", ({ detail: { newContent } }) => {
  for (const element of newContent) if (element.nodeType === 1 && !element.matches(".field")) focusWithin(element);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const shown = field.hidden ? document.getElementById(`${field.id}-text`) : field;
  shown.scrollIntoView({ block: "center" });
  shown.focus({ preventScroll: true });
});

focusWithin(document.body);
