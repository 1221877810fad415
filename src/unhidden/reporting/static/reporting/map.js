// The map of the step "Where?", by Leaflet, over the operator's own base map. Loaded
// only there, and only when asked for; it fetches shapes once and sends nothing.

import "../leaflet/leaflet.js";
import { pointAt } from "./place.js";

const L = globalThis.L;
const NEAREST = 15;
const FARTHEST = 6;
const ROOM = 0.5; // of a zoom: how much sooner a name is tried
const SHAPES = {
  land: { fillColor: "#f4f1e6", fillOpacity: 1, stroke: true, color: "#8fa7ad", weight: 1 },
  neighbours: { fill: false, color: "#8a8a80", weight: 1, dashArray: "2 4" },
  areas: { fill: false, color: "#5b3a83", weight: 1.5, dashArray: "6 4" },
  roads: { fill: false, color: "#b0601c", weight: 2 },
};
// Where no file has the land, the areas are the land.
const AREAS_ALONE = { ...SHAPES.areas, fill: true, fillColor: "#f4f1e6", fillOpacity: 1 };
const MARK = { radius: 11, color: "#0b0c0c", weight: 4, fillColor: "#ffdd00", fillOpacity: 1 };

let atlas = null;
let map = null;

/** Show the map in the step's panel, and keep what is chosen in the draft. */
export async function open(panel, draft, data) {
  const [loaded] = await Promise.all([atlasOf(data.map), ...data.map.styles.map(style)]);
  atlas = loaded;
  panel.querySelector("[data-map-shown]").hidden = false;
  const canvas = panel.querySelector("[data-map-canvas]");
  map?.remove();
  map = made(canvas, data.map.says);
  drawShapes();
  drawPlaces(data.language);
  const choose = chooser(panel, draft, data);
  if (draft.point) choose(L.latLng(draft.point.text.split(",").map(Number)));
  const middle = panel.querySelector("[data-map-middle]");
  const here = ({ lat, lng }) => pointAt(lat, lng, atlas.places, data.map);
  const say = () => {
    const place = here(map.getCenter()).inWords(data);
    middle.textContent = data.map.says.middle.replace("%(place)s", () => place);
  };
  map.on("moveend", say);
  map.on("click", ({ latlng }) => choose(latlng));
  panel.querySelector("[data-map-put]").addEventListener("click", () => choose(map.getCenter()));
  panel.querySelector("[data-map-take]").addEventListener("click", () => choose(null));
  say();
  canvas.focus({ preventScroll: true });
}

/** Put the mark at a place, or take it away, and say in words where it is. */
function chooser(panel, draft, data) {
  const box = panel.querySelector('[name="point"]');
  const said = panel.querySelector("[data-map-said]");
  const take = panel.querySelector("[data-map-take]");
  const mark = L.circleMarker([0, 0], { ...MARK, interactive: false });
  return (latlng) => {
    if (!latlng && document.activeElement === take) panel.querySelector("[data-map-put]").focus();
    draft.point = latlng && pointAt(latlng.lat, latlng.lng, atlas.places, data.map);
    box.value = draft.point?.text ?? "";
    said.textContent = draft.point?.inWords(data) ?? "";
    take.hidden = !latlng;
    mark.remove();
    if (!latlng) return;
    const kept = draft.point.text.split(",").map(Number);
    mark.setLatLng(kept).addTo(map);
    map.panTo(kept);
  };
}

function made(canvas, says) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const one = L.map(canvas, {
    attributionControl: false, // the licences' lines stand below the map
    zoomControl: false,
    scrollWheelZoom: false, // the page must scroll past it
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    inertia: !isCalm,
    zoomSnap: 0.25,
    minZoom: FARTHEST,
    maxZoom: NEAREST,
    preferCanvas: true,
  });
  // Leaflet has no setting for it, and it leaves out keys that come while it moves.
  if (isCalm) one.panBy = (by) => L.Map.prototype.panBy.call(one, by, { animate: false });
  L.control.zoom({ zoomInTitle: says.zoomIn, zoomOutTitle: says.zoomOut }).addTo(one);
  const cross = L.DomUtil.create("div", "report-map__cross", canvas);
  cross.setAttribute("aria-hidden", "true");
  const all = atlas.places.map(({ latitude, longitude }) => [latitude, longitude]);
  return one.fitBounds(all, { animate: false, padding: [34, 18] });
}

function drawShapes() {
  for (const [name, shapes] of Object.entries(atlas.layers)) {
    const isLand = name === "areas" && !atlas.layers.land;
    const look = isLand ? AREAS_ALONE : SHAPES[name];
    L.geoJSON(shapes, { style: look, interactive: false }).addTo(map);
  }
}

/** The places as points, and the names of those that there is room for. */
function drawPlaces(language) {
  const named = atlas.places.map((place) => {
    const at = [place.latitude, place.longitude];
    L.circleMarker(at, {
      radius: 3, color: "#14212b", weight: 1, fillColor: "#14212b", fillOpacity: 1, interactive: false,
    }).addTo(map);
    const html = document.createElement("span");
    html.textContent = language === "cy" ? place.welsh : place.english;
    const icon = L.divIcon({ className: "report-map__name", html, iconSize: [0, 0] });
    return [place.fromZoom, L.marker(at, { icon, interactive: false, keyboard: false })];
  });
  const draw = () => {
    for (const [fromZoom, name] of named) {
      if (map.getZoom() >= fromZoom - ROOM) name.addTo(map);
      else name.remove();
    }
  };
  map.on("zoomend", draw);
  draw();
}

async function atlasOf({ address }) {
  if (atlas) return atlas;
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(address);
  const { layers, places } = await answer.json();
  return {
    layers,
    places: places.map(([english, welsh, latitude, longitude, area, fromZoom]) => (
      { english, welsh, latitude, longitude, area, fromZoom }
    )),
  };
}

function style(href) {
  return new Promise((resolve, reject) => {
    if (document.head.querySelector(`link[rel="stylesheet"][href="${href}"]`)) resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}
