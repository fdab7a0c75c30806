const boxes = () => document.querySelectorAll(".scroll");

function fit(box) {
  const table = box.firstElementChild;
  box.classList.toggle("fits", table.offsetWidth <= box.clientWidth && !table.matches(".fixed"));
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

function watch() {
  for (const box of boxes()) sizes.observe(box);
}

document.addEventListener("htmx:after:swap", () => {
  watch();
  boxes().forEach(fit);
});
watch();

document.addEventListener("mouseover", ({ target }) => {
  const cell = target.closest?.(".list td");
  if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText.trim();
});
