const inputOf = (area) => area.querySelector("input[type=file]");

function tooLarge(input) {
  const most = Number(input.dataset.mostBytes);
  return [...input.files].filter((file) => file.size > most).map((file) => file.name);
}

function show(input) {
  const names = tooLarge(input);
  const words = input.closest("[data-drop]").querySelector("[data-too-large]");
  words.hidden = !names.length;
  words.textContent = names.length ? `${names.join(", ")}: larger than 10 MB. Choose smaller files.` : "";
  return !names.length;
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-drop] input[type=file]")) return;
  if (!show(target)) target.value = "";
  else if (target.files.length && "atOnce" in target.dataset) target.form.requestSubmit();
});

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const area = event.target.closest?.("[data-drop]");
    if (!area || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area.toggleAttribute("data-over", kind === "dragenter" || kind === "dragover");
    if (kind !== "drop" || "busy" in (area.closest("form")?.dataset ?? {})) return;
    inputOf(area).files = event.dataTransfer.files;
    inputOf(area).dispatchEvent(new Event("change", { bubbles: true }));
  });
}
