// The visits of the board on a map, by Leaflet: what the list says, and where.

import "../leaflet/leaflet.js";
import { drawLayers, fetchLayers, makeMap } from "./basemap.js";

const L = globalThis.L;
const COLOURS = {
  to_brief: "#505a5f",
  tasked: "#505a5f",
  on_the_way: "#54319f",
  there: "#54319f",
  inside: "#ca357c",
  left: "#0f7a52",
  closed: "#8a8a80",
};

let map = null;
let marks = null;

/** Show the visits that have a position; without any there is no map. */
export function showMap(canvas, list) {
  if (!canvas) return;
  const visits = [...list.querySelectorAll("[data-latitude]")];
  canvas.hidden = visits.length === 0;
  if (visits.length === 0) return;
  const isNew = map === null;
  if (isNew) {
    map = makeMap(L, canvas, canvas.dataset);
    marks = L.layerGroup().addTo(map);
    if (canvas.dataset.basemap) drawBase(canvas);
  }
  marks.clearLayers();
  const drawn = visits.map(drawVisit);
  if (isNew) map.fitBounds(L.featureGroup(drawn).getBounds().pad(0.2), { maxZoom: 12 });
}

/** The operator's base map with its licences' lines; the visits show without it, too. */
async function drawBase(canvas) {
  const layers = await fetchLayers(canvas.dataset.basemap).catch(() => null);
  if (!layers) return;
  drawLayers(L, map, layers);
  for (const line of document.querySelectorAll("[data-board-credit]")) line.hidden = false;
}

function drawVisit(visit) {
  const { latitude, longitude, state, name } = visit.dataset;
  const colour = COLOURS[state] ?? COLOURS.closed;
  const mark = L.circleMarker([Number(latitude), Number(longitude)], {
    radius: 9,
    color: "#0b0c0c",
    weight: 2,
    fillColor: colour,
    fillOpacity: 1,
  });
  const says = visit.querySelector(".govuk-tag")?.textContent.trim() ?? "";
  mark.bindTooltip(document.createTextNode(`${name}: ${says}`).data.replace(/[<>&]/g, " "));
  mark.on("click", () => visit.querySelector("a")?.focus());
  return mark.addTo(marks);
}
