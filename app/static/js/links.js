// htmx 4.0.1 swallows clicks that ask for a new tab or window.
window.addEventListener("click", (event) => {
  const asksForAnother = event.ctrlKey || event.metaKey || event.shiftKey;
  if (asksForAnother && event.target.closest?.("a[href][hx-get]")) event.stopImmediatePropagation();
}, true);
