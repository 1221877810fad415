// The way to the map. The map itself is loaded only by whoever asks for it (map.js), and
// nothing of where they look leaves the browser.

/** Show the way to the map in this step, and what was chosen on it before. */
export function offerMap(panel, draft, data, warmUp) {
  const said = panel.querySelector("[data-map-said]");
  if (draft.point) said.textContent = draft.point.inWords(data);
  panel.hidden = false;
  panel.querySelector("[data-map-open]").addEventListener("click", async ({ currentTarget }) => {
    currentTarget.setAttribute("aria-disabled", "true");
    warmUp(data.map.pins);
    try {
      const { open } = await import("./map.js");
      await open(panel, draft, data);
      currentTarget.hidden = true;
    } catch {
      said.textContent = data.map.says.failed;
    } finally {
      currentTarget.removeAttribute("aria-disabled");
    }
  });
}
