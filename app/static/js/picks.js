const TICK = "td.pick input";
const ticksOf = (form) => [...document.querySelectorAll(`${TICK}[form="${form.id}"]`)];
let last = null;

function show(form) {
  const ticks = ticksOf(form);
  const ticked = ticks.filter((tick) => tick.checked).length;
  const every = form.elements.every?.checked;
  form.querySelector("[data-picked-count]").value = every ? "" : `${ticked} selected`;
  const page = ticks[0].closest("table").querySelector("[data-pick-page]");
  page.checked = ticked === ticks.length;
  page.indeterminate = ticked > 0 && ticked < ticks.length;
}

function tickUpTo(tick) {
  const ticks = ticksOf(tick.form);
  const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((a, b) => a - b);
  if (from >= 0) ticks.slice(from, to + 1).forEach((other) => (other.checked = tick.checked));
}

function tickAll(form, isTicked) {
  for (const tick of ticksOf(form)) tick.checked = isTicked;
}

document.addEventListener("click", ({ target, shiftKey }) => {
  if (!target.matches?.(TICK)) return;
  if (shiftKey) tickUpTo(target);
  last = target;
  if (!target.checked && target.form.elements.every) target.form.elements.every.checked = false;
  show(target.form);
});

document.addEventListener("change", ({ target }) => {
  const form = target.matches("[data-pick-page]")
    ? target.closest("table").querySelector(TICK).form
    : target.closest(".picked");
  if (!form?.matches(".picked") || target.matches("select")) return;
  if (target.name === "every" ? target.checked : target.matches("[data-pick-page]")) tickAll(form, target.checked);
  show(form);
});

document.addEventListener("reset", ({ target }) => {
  if (target.matches(".picked")) setTimeout(show, 0, target);
});
