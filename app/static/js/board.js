const START = 6;
const EDGE = 48;
// A rule instead of a style attribute, which htmx would copy and the content security policy refuse.
const sheet = new CSSStyleSheet();
sheet.insertRule(".deal.moving {}");
document.adoptedStyleSheets.push(sheet);
const [moving] = sheet.cssRules;
let drag = null;

const selectOf = (card) => card.querySelector("select[name=stage]");
const columnAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-stage]");

function moveTo(card, stage) {
  const select = selectOf(card);
  if (!stage || select.value === stage) return false;
  select.value = stage;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function settle(card) {
  card.classList.remove("moving");
}

function over(column) {
  for (const shown of document.querySelectorAll(".column.over")) if (shown !== column) shown.classList.remove("over");
  if (column && column !== drag?.from) column.classList.add("over");
}

function follow() {
  if (!drag?.moving) return;
  const { board, x, y } = drag;
  const box = board.getBoundingClientRect();
  board.scrollLeft += x > box.right - EDGE ? 12 : x < box.left + EDGE ? -12 : 0;
  moving.style.translate = `${x - drag.startX + board.scrollLeft - drag.scrolled}px ${y - drag.startY}px`;
  over(columnAt(x, y));
  requestAnimationFrame(follow);
}

function end(stage) {
  const { card, moving: isMoved } = drag;
  over(null);
  drag = null;
  if (isMoved && !moveTo(card, stage)) settle(card);
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.("[data-grip]");
  const card = event.target.closest?.("[data-card]");
  const isFree = grip || (event.pointerType === "mouse" && !event.target.closest("button, select, .foot-line a"));
  if (!card || event.button || !isFree) return;
  const board = card.closest("[data-board]");
  const { clientX: x, clientY: y } = event;
  drag = { card, board, from: card.closest("[data-stage]"), x, y, startX: x, startY: y, scrolled: board.scrollLeft };
});

document.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
  if (!drag) return;
  Object.assign(drag, { x, y });
  if (drag.moving || Math.hypot(x - drag.startX, y - drag.startY) < START) return;
  drag.moving = true;
  follow();
  drag.card.classList.add("moving");
});

document.addEventListener("pointerup", ({ clientX, clientY }) => {
  if (!drag) return;
  if (drag.moving) window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, true));
  end(columnAt(clientX, clientY)?.dataset.stage);
});

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("pointercancel", () => drag && end());

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag) return end();
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || !event.target.matches?.("[data-grip]")) return;
  event.preventDefault();
  const card = event.target.closest("[data-card]");
  const { options, selectedIndex } = selectOf(card);
  moveTo(card, options[selectedIndex + step]?.value);
});

// A move that was refused, or whose dialog was closed, leaves the card where it was.
function reset() {
  for (const form of document.querySelectorAll("[data-card] form")) form.reset();
  for (const card of document.querySelectorAll(".deal.moving")) settle(card);
}

for (const failure of ["htmx:response:error", "htmx:error"]) document.addEventListener(failure, reset);
document.addEventListener("close", ({ target }) => target.id === "dialog" && reset(), true);
