function submitters(form) {
  return form.querySelectorAll("button:not([type=button]), input[type=submit]");
}

function begin(form, submitter) {
  form.dataset.busy = "";
  for (const button of submitters(form)) button.setAttribute("aria-disabled", "true");
  (submitter ?? submitters(form)[0])?.setAttribute("aria-busy", "true");
}

function end(element) {
  delete element.dataset.busy;
  for (const button of element.matches("form") ? submitters(element) : [element]) {
    button.removeAttribute("aria-disabled");
    button.removeAttribute("aria-busy");
  }
}

window.addEventListener("submit", (event) => {
  if ("busy" in event.target.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

window.addEventListener("submit", (event) => {
  const form = event.target;
  if (!event.defaultPrevented && form.method !== "dialog") begin(form, event.submitter);
});

window.addEventListener("click", (event) => {
  if (event.target.closest?.("[aria-disabled=true]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const source = ctx.sourceElement;
  if (source.matches("form[hx-post], form[hx-patch], form[hx-put], form[hx-delete]")) {
    if (source.getAttribute("hx-trigger") !== "change") begin(source, ctx.request.submitter);
  } else if (source.matches("button")) {
    source.setAttribute("aria-disabled", "true");
  }
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (!ctx.keepIndicators && ctx.sourceElement.matches("form, button")) end(ctx.sourceElement);
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-busy]").forEach(end);
});
