const opener = () => document.querySelector("[data-search-open]");
const field = (element) => element.closest?.("[data-search]")?.querySelector("[role=combobox]");
const isTyping = (element) => element.matches?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const isCtrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  const isSlash = event.key === "/" && "shortcuts" in document.documentElement.dataset && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  if (!(isCtrlK || isSlash) || !opener() || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  // Not a click: right after loading, htmx may not know the link yet.
  htmx.ajax("GET", opener().getAttribute("hx-get"), { target: "#dialog", source: opener() });
});

// One Escape closes the whole box, not its list first.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !field(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  event.target.closest("[data-search]").querySelector("[data-cancel]").click();
  opener()?.focus();
}, true);

document.addEventListener("combobox:chosen", ({ target, detail }) => {
  if (target.closest("[data-search]")) location.assign(detail.value);
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const input = ctx.sourceElement;
  if (!input.matches?.("[data-search] [role=combobox]") || document.activeElement !== input) return;
  const list = document.getElementById("search-list");
  const isEmpty = !list.querySelector("[role=option]");
  if (isEmpty) input.setAttribute("aria-expanded", "false");
  list.hidden = isEmpty;
  if (isEmpty) input.removeAttribute("aria-activedescendant");
});
