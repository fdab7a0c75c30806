document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-reveal]");
  const input = button && document.getElementById(button.dataset.reveal);
  if (!input) return;
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
  const use = button.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, shown ? "#eye-off" : "#eye"));
});

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-confirm]");
  if (!form) return;
  const matches = form.elements.confirm.value.trim() === form.dataset.confirm;
  form.querySelector("button[type=submit]").disabled = !matches;
});

for (const failure of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(failure, ({ detail: { ctx } }) => {
    if (ctx?.sourceElement.matches("form.inline")) ctx.sourceElement.reset();
  });
}

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches("form.filters")) return;
  const { body } = ctx.request;
  for (const [name, value] of [...body]) if (value === "") body.delete(name);
});

document.addEventListener("change", ({ target }) => {
  if (target.closest?.("[data-themes]")) document.documentElement.dataset.theme = target.value;
});

function lockUntyped(root) {
  root.querySelectorAll?.("form[data-confirm] button[type=submit]").forEach((button) => (button.disabled = true));
}

document.addEventListener("htmx:after:settle", ({ detail }) => detail.newContent.forEach(lockUntyped));
lockUntyped(document);
