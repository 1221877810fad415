// The table of candidates and the map beside it, by Leaflet over the operator's own base
// map. The list works without either; nothing is sent that the page did not load.

const STYLES = {
  land: { fillColor: "#f4f1e6", fillOpacity: 1, stroke: true, color: "#8fa7ad", weight: 1 },
  neighbours: { fill: false, color: "#8a8a80", weight: 1, dashArray: "2 4" },
  areas: { fill: false, color: "#5b3a83", weight: 1.5, dashArray: "6 4" },
  roads: { fill: false, color: "#b0601c", weight: 2 },
};
const AREAS_ALONE = { ...STYLES.areas, fill: true, fillColor: "#f4f1e6", fillOpacity: 1 };
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
  const [answer] = await Promise.all([fetch(data.basemap), import("../leaflet/leaflet.js")]);
  if (!answer.ok) return;
  panel.hidden = false;
  const L = globalThis.L;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(panel.querySelector("[data-targets-canvas]"), {
    attributionControl: false, // the licences' lines stand below the map
    zoomControl: false,
    scrollWheelZoom: false, // the page must scroll past it
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    inertia: !isCalm,
    preferCanvas: false,
  });
  L.control.zoom({ zoomInTitle: data.says.zoomIn, zoomOutTitle: data.says.zoomOut }).addTo(map);
  const { layers } = await answer.json();
  for (const [name, shapes] of Object.entries(layers)) {
    const style = name === "areas" && !layers.land ? AREAS_ALONE : STYLES[name];
    L.geoJSON(shapes, { style, interactive: false }).addTo(map);
  }
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
