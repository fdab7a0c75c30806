const chipsOf = (select) => select.parentElement.querySelector(".chips");

function chip(option) {
  const item = document.getElementById("chip").content.firstElementChild.cloneNode(true);
  item.querySelector("span").textContent = option.text;
  item.querySelector("button").setAttribute("aria-label", `Remove ${option.text}`);
  item.querySelector("button").dataset.value = option.value;
  return item;
}

function remove(button) {
  const box = button.closest("[data-combobox]");
  const select = box.querySelector("select");
  [...select.selectedOptions].find((option) => option.value === button.dataset.value).selected = false;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  box.querySelector("[role=combobox]").focus();
}

function show(select) {
  chipsOf(select).hidden = !select.selectedOptions.length;
  chipsOf(select).replaceChildren(...[...select.selectedOptions].map(chip));
}

document.addEventListener("change", ({ target }) => target.matches("[data-combobox] select[multiple]") && show(target));

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-combobox] .chip button");
  if (button) remove(button);
});

document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Backspace" || target.value) return;
  const last = target.closest?.("[data-combobox]")?.querySelector(".chip:last-child button");
  if (last) remove(last);
});

const showAll = (root) => root.querySelectorAll?.("[data-combobox] select[multiple]").forEach(show);
document.addEventListener("htmx:after:settle", ({ detail }) => detail.newContent.forEach(showAll));
showAll(document);
