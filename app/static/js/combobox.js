const boxOf = (element) => element.closest?.("[data-combobox]");
const parts = (box) => [box.querySelector("select"), box.querySelector("[role=combobox]")];
const tell = (input) => input.dispatchEvent(new CustomEvent("combobox:filled", { bubbles: true }));

function upgrade(box) {
  const [select, input] = parts(box);
  show(box);
  if (select.hidden) return;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  document.querySelector(`label[for="${select.id}"]`).htmlFor = input.id;
  select.hidden = true;
  input.hidden = false;
}

function show(box) {
  const [select, input] = parts(box);
  const chosen = select.selectedOptions[0];
  input.value = select.multiple || !chosen?.value ? "" : chosen.text;
}

function suggest(box) {
  const [select, input] = parts(box);
  if (input.hasAttribute("hx-get")) return htmx.trigger(input, "combobox:search");
  const wanted = select.selectedOptions[0]?.text === input.value ? "" : input.value.trim().toLowerCase();
  const isFree = (option) => option.value && !(select.multiple && option.selected);
  const found = [...select.options].filter((option) => isFree(option) && option.text.toLowerCase().includes(wanted));
  const items = found.length ? found.slice(0, 50).map(suggestion) : [suggestion()];
  input.nextElementSibling.replaceChildren(...items);
  tell(input);
}

function suggestion(option) {
  const item = document.getElementById("nothing-found").content.firstElementChild.cloneNode(true);
  if (!option) return item;
  item.removeAttribute("aria-disabled");
  item.dataset.value = option.value;
  item.textContent = option.text;
  return item;
}

document.addEventListener("combobox:chosen", ({ target, detail: { value, text } }) => {
  if (!boxOf(target)) return;
  const [select] = parts(boxOf(target));
  const known = [...select.options].find((option) => option.value === value);
  (known ?? select.appendChild(new Option(text, value))).selected = true;
  show(boxOf(target));
  target.focus();
  select.dispatchEvent(new Event("change", { bubbles: true }));
});
document.addEventListener("combobox:ask", ({ target }) => boxOf(target) && suggest(boxOf(target)));
document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-combobox] [role=combobox]:not([hx-get])")) suggest(boxOf(target));
});
document.addEventListener("click", ({ target }) => {
  if (target.matches?.("[data-combobox] [role=combobox]")) suggest(boxOf(target));
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const input = ctx.sourceElement;
  if (input.matches?.("[role=combobox]") && document.activeElement === input) tell(input);
});
document.addEventListener("focusout", ({ target }) => {
  if (!target.matches?.("[data-combobox] [role=combobox]")) return;
  const [select] = parts(boxOf(target));
  if (!select.multiple && !target.value.trim()) select.value = "";
  show(boxOf(target));
});

const upgradeAll = (root) => root.querySelectorAll?.("[data-combobox]").forEach(upgrade);
document.addEventListener("htmx:after:settle", ({ detail }) => detail.newContent.forEach(upgradeAll));
upgradeAll(document);
