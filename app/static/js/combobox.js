const EMPTY = '<li role="option" aria-disabled="true" aria-selected="false">Nothing found</li>';
const parts = (box) => ({
  select: box.querySelector("select"),
  input: box.querySelector("[role=combobox]"),
  list: box.querySelector("[role=listbox]"),
  chips: box.querySelector(".chips"),
});
const choices = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];

function upgrade(box) {
  const { select, input, chips } = parts(box);
  if (select.hidden) return;
  select.hidden = true;
  input.hidden = false;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  document.querySelector(`label[for="${select.id}"]`).htmlFor = input.id;
  chips.hidden = !select.multiple;
  show(box);
}

function show(box) {
  const { select, input, chips } = parts(box);
  const chosen = [...select.selectedOptions].filter((option) => option.value);
  input.value = select.multiple ? "" : chosen[0]?.text ?? "";
  chips.replaceChildren(...(select.multiple ? chosen.map(chip) : []));
}

function chip(option) {
  const item = document.getElementById("chip").content.firstElementChild.cloneNode(true);
  item.querySelector("span").textContent = option.text;
  item.querySelector("button").setAttribute("aria-label", `Remove ${option.text}`);
  item.querySelector("button").dataset.value = option.value;
  return item;
}

function open(box, isOpen) {
  const { input, list } = parts(box);
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", isOpen);
  if (!isOpen) input.removeAttribute("aria-activedescendant");
}

function suggest(box) {
  const { select, input, list } = parts(box);
  if (input.hasAttribute("hx-get")) return;
  const wanted = input.value.trim().toLowerCase();
  const found = [...select.options].filter((o) => o.value && o.text.toLowerCase().includes(wanted));
  list.replaceChildren(...found.slice(0, 50).map(suggestion));
  if (!found.length) list.innerHTML = EMPTY;
  open(box, true);
  mark(box, 0);
}

function suggestion(option) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.value = option.value;
  item.textContent = option.text;
  return item;
}

function mark(box, index) {
  const { input, list } = parts(box);
  const all = choices(list);
  all.forEach((item, at) => {
    item.id ||= `${list.id}-${at}`;
    item.setAttribute("aria-selected", at === index);
  });
  if (!all[index]) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", all[index].id);
  all[index].scrollIntoView({ block: "nearest" });
}

function choose(box, item) {
  const { select, input } = parts(box);
  const text = item.dataset.text ?? item.textContent.trim();
  const option = [...select.options].find((o) => o.value === item.dataset.value) ?? new Option(text, item.dataset.value);
  if (!option.isConnected) select.append(option);
  option.selected = true;
  show(box);
  open(box, false);
  input.focus();
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("input", ({ target }) => {
  const box = target.matches("[role=combobox]") && target.closest("[data-combobox]");
  if (box) suggest(box);
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const box = ctx.sourceElement.closest?.("[data-combobox]");
  if (box) open(box, true), mark(box, 0);
});
document.addEventListener("keydown", (event) => {
  const box = event.target.matches?.("[role=combobox]") && event.target.closest("[data-combobox]");
  if (!box) return;
  const { input, list, select } = parts(box);
  const all = choices(list);
  const at = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && list.hidden) suggest(box);
  else if (step) mark(box, (at + step + all.length) % all.length);
  else if (event.key === "Enter" && !list.hidden && all[at]) choose(box, all[at]);
  else if (event.key === "Escape" && !list.hidden) open(box, false), show(box);
  else if (event.key === "Backspace" && !input.value && select.multiple) parts(box).chips.lastElementChild?.querySelector("button").click();
  else return;
  event.preventDefault();
});
document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("[data-combobox] [role=option]:not([aria-disabled])");
  if (!item) return;
  event.preventDefault();
  choose(item.closest("[data-combobox]"), item);
});
document.addEventListener("click", ({ target }) => {
  const box = target.closest?.("[data-combobox]");
  const remove = target.closest?.(".chip button");
  if (remove) {
    [...parts(box).select.options].find((o) => o.value === remove.dataset.value).selected = false;
    show(box);
    parts(box).input.focus();
  } else if (box && target.matches("[role=combobox]")) suggest(box);
});
document.addEventListener("focusout", ({ target }) => {
  const box = target.matches?.("[role=combobox]") && target.closest("[data-combobox]");
  if (!box) return;
  const { select, input } = parts(box);
  if (!select.multiple && !input.value.trim()) select.value = "";
  open(box, false);
  show(box);
});
const upgradeAll = (root) => root.querySelectorAll?.("[data-combobox]").forEach(upgrade);
document.addEventListener("htmx:after:settle", ({ detail }) => detail.newContent.forEach(upgradeAll));
upgradeAll(document);
