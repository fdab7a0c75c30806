const TYPED = /(?:^|[\s(])@([\p{L}][\p{L}\p{N}'’. -]{0,40})$/u;
let area = null;
let asked = 0;
const list = Object.assign(document.createElement("ul"), { className: "mentions", id: "mentions", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Colleagues");

const typedIn = (field) => TYPED.exec(field.value.slice(0, field.selectionStart))?.[1];

function close() {
  asked += 1;
  list.hidden = true;
  for (const name of ["aria-controls", "aria-activedescendant"]) area?.removeAttribute(name);
}

function mark(index) {
  [...list.children].forEach((item, at) => {
    item.id = `mention-${at}`;
    item.setAttribute("aria-selected", at === index);
  });
  area.setAttribute("aria-activedescendant", `mention-${index}`);
  list.children[index].scrollIntoView({ block: "nearest" });
}

function choose(item) {
  const end = area.selectionStart;
  area.setRangeText(`${item.dataset.text} `, end - typedIn(area).length, end, "end");
  close();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", async ({ target }) => {
  if (!target.matches?.("textarea[data-mentions]")) return;
  const typed = typedIn(target);
  if (!typed) return close();
  const mine = ++asked;
  const address = `${target.dataset.mentions}?q=${encodeURIComponent(typed)}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (mine !== asked || !answer?.ok) return;
  list.innerHTML = await answer.text();
  if (mine !== asked || !list.children.length) return close();
  area = target;
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  list.hidden = false;
  mark(0);
});

document.addEventListener("keydown", (event) => {
  if (list.hidden || event.target !== area || event.isComposing) return;
  const all = [...list.children];
  const at = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark((at + step + all.length) % all.length);
  else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) choose(all[at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

list.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  const item = event.target.closest("[role=option]");
  if (item) choose(item);
});
document.addEventListener("focusout", ({ target }) => target === area && close());
