document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(new URL(button.dataset.copy, location).href);
  const words = button.querySelector("[data-copied]");
  const before = words.textContent;
  words.textContent = words.dataset.copied;
  setTimeout(() => (words.textContent = before), 2000);
});
