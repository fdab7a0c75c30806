const anchored = CSS.supports("position-area: block-end");

function items(menu) {
  return [...menu.querySelectorAll("a[href], button, input")];
}

function place(menu) {
  const opener = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
  const above = opener.bottom + menu.offsetHeight > innerHeight;
  menu.style.inset = "auto";
  menu.style.margin = "0";
  menu.style.top = `${above ? opener.top - menu.offsetHeight - 4 : opener.bottom + 4}px`;
  menu.style.left = `${Math.max(8, Math.min(opener.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
}

document.addEventListener("toggle", ({ target, newState }) => {
  if (!target.matches("[data-menu]") || newState !== "open") return;
  if (!anchored) place(target);
  target.querySelector("a[href], button")?.focus({ focusVisible: false });
}, true);

document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("[data-menu]:popover-open");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step || event.target.matches("input")) return;
  event.preventDefault();
  const all = items(menu);
  all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
});

document.addEventListener("click", ({ target }) => {
  const menu = target.closest?.("[data-menu]");
  if (menu && target.closest("a, button")) menu.hidePopover();
});

document.addEventListener("click", ({ target }) => {
  const fold = target.closest?.("[data-fold]");
  if (!fold) return;
  const { dataset } = document.documentElement;
  dataset.nav = dataset.nav === "rail" ? "full" : "rail";
  fold.setAttribute("aria-pressed", dataset.nav === "rail");
  document.cookie = `nav=${dataset.nav}; path=/; max-age=31536000; samesite=lax`;
});
