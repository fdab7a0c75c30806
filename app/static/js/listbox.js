const EVENT = "combobox:chosen";
const isCombobox = (element) => element.matches?.("[role=combobox]");
const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const inputOf = (list) => document.querySelector(`[aria-controls="${list.id}"]`);
const choices = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];

function toggle(input, isOpen) {
  listOf(input).hidden = !isOpen;
  input.setAttribute("aria-expanded", isOpen);
  if (!isOpen) input.removeAttribute("aria-activedescendant");
}

function mark(input, index) {
  const all = choices(listOf(input));
  all.forEach((item, at) => {
    item.id ||= `${input.id}-option-${at}`;
    item.setAttribute("aria-selected", at === index);
  });
  if (!all[index]) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", all[index].id);
  all[index].scrollIntoView({ block: "nearest" });
}

function choose(input, item) {
  toggle(input, false);
  const detail = { value: item.dataset.value, text: item.dataset.text ?? item.textContent.trim() };
  input.dispatchEvent(new CustomEvent(EVENT, { detail, bubbles: true }));
}

document.addEventListener("combobox:filled", ({ target }) => {
  toggle(target, true);
  mark(target, 0);
});

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!isCombobox(input) || event.isComposing) return;
  const list = listOf(input);
  const all = choices(list);
  const at = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && list.hidden) input.dispatchEvent(new CustomEvent("combobox:ask", { bubbles: true }));
  else if (step) mark(input, (at + step + all.length) % all.length);
  else if (event.key === "Enter" && !list.hidden && all[at]) choose(input, all[at]);
  else if (event.key === "Escape" && !list.hidden) toggle(input, false);
  else return;
  event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("[role=listbox] [role=option]");
  if (!item) return;
  event.preventDefault();
  if (!item.hasAttribute("aria-disabled")) choose(inputOf(item.closest("[role=listbox]")), item);
});

document.addEventListener("focusout", ({ target }) => isCombobox(target) && toggle(target, false));
