const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const goes = () => [...document.querySelectorAll("main .list .go")];
const rowOf = (element) => element?.closest?.(".list tbody tr");

function isBusy({ target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented }) {
  const isOpen = document.querySelector("dialog[open], .menu:popover-open");
  return ctrlKey || metaKey || altKey || isComposing || defaultPrevented || isOpen || target.closest?.(FIELDS);
}

function step(by) {
  const all = goes();
  const at = all.indexOf(rowOf(document.activeElement)?.querySelector(".go"));
  const next = all[at < 0 ? 0 : at + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
  return next;
}

const actions = {
  j: () => step(1),
  k: () => step(-1),
  x: () => rowOf(document.activeElement)?.querySelector("td.pick input")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (!("shortcuts" in document.documentElement.dataset) || isBusy(event)) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) button.click();
  else if (actions[event.key] && goes().length) actions[event.key]();
  else return;
  event.preventDefault();
});
