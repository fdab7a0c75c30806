const STAY = 6000;
const UNREACHABLE = "Could not reach Travault. Nothing is lost: check the connection and try again.";
const FAILED = "That did not work. Nothing is lost: please try again.";

function show({ message, tone = "good", undo_url: undoUrl }) {
  const region = document.getElementById("toasts");
  const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  toast.className = `toast ${tone}`;
  const sign = toast.querySelector("use");
  const icons = { good: "circle-check", bad: "circle-alert", warn: "triangle-alert" };
  sign.setAttribute("href", sign.getAttribute("href").replace(/#.*/, `#${icons[tone] ?? "info"}`));
  toast.querySelector("p").textContent = message;
  if (undoUrl) toast.querySelector("p").append(undoButton(undoUrl, toast));
  if (tone === "bad") toast.setAttribute("role", "alert");
  [...region.children].find((shown) => shown.textContent === toast.textContent)?.remove();
  region.append(toast);
  raise(region);
  arm(toast);
}

function raise(region) {
  region.popover = "manual";
  if (region.matches(":popover-open")) region.hidePopover();
  region.showPopover();
}

function undoButton(url, toast) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Undo";
  button.addEventListener("click", () => {
    toast.remove();
    htmx.ajax("POST", url, { target: "#main", swap: "none" });
  });
  return button;
}

function arm(toast) {
  if (toast.matches(".bad")) return;
  let timer = setTimeout(() => toast.remove(), STAY);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = setTimeout(() => toast.remove(), STAY)));
}

function announceFlashes() {
  const region = document.getElementById("toasts");
  for (const toast of [...(region?.children ?? [])]) {
    setTimeout(() => region.append(toast), 100);
    arm(toast);
  }
}

document.addEventListener("toast", (event) => show(event.detail));
document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.parentElement.remove());
// What asks by itself every few seconds fails quietly: it asks again.
const isQuiet = (ctx) => ctx.sourceElement?.matches("[data-quiet]");
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status !== 422 && !ctx.hx.trigger && !isQuiet(ctx)) show({ message: FAILED, tone: "bad" });
});
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx && !isQuiet(detail.ctx)) show({ message: UNREACHABLE, tone: "bad" });
});
document.addEventListener("htmx:before:swap", (event) => {
  const { response, text } = event.detail.ctx;
  if (response?.status === 422 && !text.trim()) event.preventDefault();
});
announceFlashes();
