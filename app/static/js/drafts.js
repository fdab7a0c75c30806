const TEXTS = "textarea[name], input[name]:is([type=text], [type=email], [type=tel], [type=url])";
const FORMS = "form[data-draft], form[method=post]:has(textarea)";
const address = (form) => `draft:${new URL(form.action, location).pathname}`;
const texts = (form) => [...form.querySelectorAll(TEXTS)];
const isChanged = (form) => texts(form).some((field) => field.value !== field.defaultValue);
const forget = (form) => sessionStorage.removeItem(address(form));
const forms = (root) => [...(root.matches?.(FORMS) ? [root] : root.querySelectorAll?.(FORMS) ?? [])];
let leaving = false;

function keep(form, sent = false) {
  if (!isChanged(form)) return forget(form);
  const values = texts(form).map((field) => [field.name, field.value]);
  sessionStorage.setItem(address(form), JSON.stringify({ values, sent }));
}

function offer(form) {
  const { values = [] } = JSON.parse(sessionStorage.getItem(address(form)) ?? "{}");
  const field = (name) => texts(form).find((candidate) => candidate.name === name);
  const lost = values.filter(([name, value]) => value && field(name) && field(name).value !== value);
  if (!lost.length || form.querySelector(".draft, [aria-invalid=true]")) return;
  const note = document.getElementById("draft").content.firstElementChild.cloneNode(true);
  note.addEventListener("click", ({ target }) => {
    if (target.closest("[data-restore]")) for (const [name, value] of lost) field(name).value = value;
    else if (target.closest("[data-discard]")) forget(form);
    else return;
    note.remove();
    texts(form).at(-1).focus();
  });
  form.prepend(note);
}

function forgetAccepted() {
  if (location.pathname === "/login") return;
  const here = forms(document).map(address);
  for (const [name, draft] of Object.entries(sessionStorage)) {
    if (name.startsWith("draft:") && JSON.parse(draft).sent && !here.includes(name)) sessionStorage.removeItem(name);
  }
}

document.addEventListener("input", ({ target }) => {
  leaving = false;
  if (target.closest?.(FORMS)) keep(target.closest(FORMS));
});
window.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (target.matches("[action='/logout']")) sessionStorage.clear();
  if (defaultPrevented || !target.matches(FORMS)) return;
  keep(target, true);
  leaving = true;
});
document.addEventListener("click", ({ target, isTrusted }) => {
  const cancel = target.closest?.("[data-cancel]");
  if (cancel && isTrusted) forms(cancel.closest("form, dialog") ?? document).forEach(forget);
  if (cancel && !cancel.hasAttribute("hx-get")) leaving = true;
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.request.form;
  if (ctx.response.status >= 400 || !form?.matches(FORMS)) return;
  leaving = Boolean(ctx.hx.redirect);
  if (!ctx.hx.redirect?.startsWith("/login")) forget(form);
});
document.addEventListener("htmx:after:settle", ({ detail }) => detail.newContent.flatMap(forms).forEach(offer));
window.addEventListener("beforeunload", (event) => {
  if (!leaving && forms(document).some(isChanged)) event.preventDefault();
});
forgetAccepted();
forms(document).forEach(offer);
