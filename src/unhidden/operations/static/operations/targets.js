// The table of candidates and the map beside it, by Leaflet over the operator's own base
// map. The list works without either; nothing is sent that the page did not load.

import { drawLayers, fetchLayers, makeMap } from "./basemap.js";

const COLOURS = { undecided: "#ffdd00", ready: "#28a197", planned: "#4c2c92", visited: "#00703c" };

offerAll(document.querySelector("[data-select-all]"));
const told = document.getElementById("targets-map");
if (told) show(JSON.parse(told.textContent));

/** A button that ticks every place of the page, or none. */
function offerAll(button) {
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll("[data-candidate]")];
    const isOn = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = isOn;
  });
}

async function show(data) {
  const panel = document.querySelector("[data-targets-map]");
  const [layers] = await Promise.all([fetchLayers(data.basemap), import("../leaflet/leaflet.js")]);
  if (!layers) return;
  panel.hidden = false;
  const L = globalThis.L;
  const map = makeMap(L, panel.querySelector("[data-targets-canvas]"), data.says);
  drawLayers(L, map, layers);
  const places = data.points.map((point) => draw(L, map, point));
  if (places.length) map.fitBounds(L.featureGroup(places).getBounds(), { padding: [24, 24] });
}

/** A place as a point that leads to its page; one whose place is a guess has a dashed rim. */
function draw(L, map, point) {
  const mark = L.circleMarker(point.at, {
    radius: 8, color: "#0b0c0c", weight: 2, dashArray: point.isRough ? "2 3" : null,
    fillColor: COLOURS[point.state], fillOpacity: 1,
  }).addTo(map);
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = point.url;
  link.textContent = point.says;
  mark.bindPopup(link);
  return mark;
}
