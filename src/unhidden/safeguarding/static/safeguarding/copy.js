/** Copies one field of the form, as it is typed into the Home Office's service. */

for (const field of document.querySelectorAll("[data-copy-field]")) {
  const button = field.querySelector("[data-copy]");
  const text = field.querySelector("[data-copy-text]");
  const told = field.querySelector("[data-copy-told]");
  if (!button || !text || !told || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    for (const other of document.querySelectorAll("[data-copy-told]")) other.textContent = "";
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      told.textContent = button.dataset.copied;
    } catch {
      // The browser forbids it: select the words, which can be copied by hand.
      getSelection()?.selectAllChildren(text);
      told.textContent = button.dataset.refused;
    }
  });
}
