// Values that were found elsewhere, ticked one by one, are put into the fields of the same form.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-fill]");
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const found = document.getElementById(button.dataset.fill);
  const { elements } = button.form;
  const ticked = [...found.querySelectorAll("[data-fills]:checked")].map((tick) => tick.dataset.fills);
  for (const name of ticked) put(elements[name], elements[`found-${name}`].value);
  found.replaceChildren(said(ticked.length));
  elements[ticked[0]]?.focus();
}, true);

function put(field, value) {
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function said(count) {
  const line = document.createElement("p");
  line.className = "muted";
  line.textContent = count ? `${count} ${count === 1 ? "field" : "fields"} filled: check, then add.` : "Nothing was ticked.";
  return line;
}
