/** Copies one field of the form, as it is typed into the Home Office's service. */

for (const field of document.querySelectorAll("[data-copy-field]")) {
  const button = field.querySelector("[data-copy]");
  const text = field.querySelector("[data-copy-text]");
  if (!button || !text || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.innerText.trim());
    button.textContent = button.dataset.copied;
  });
}
