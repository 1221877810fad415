// The operator's own base map, by Leaflet, under every map of operations.

const STYLES = {
  land: { fillColor: "#f4f1e6", fillOpacity: 1, stroke: true, color: "#8fa7ad", weight: 1 },
  neighbours: { fill: false, color: "#8a8a80", weight: 1, dashArray: "2 4" },
  areas: { fill: false, color: "#5b3a83", weight: 1.5, dashArray: "6 4" },
  roads: { fill: false, color: "#b0601c", weight: 2 },
};
const AREAS_ALONE = { ...STYLES.areas, fill: true, fillColor: "#f4f1e6", fillOpacity: 1 };

/** An empty map; `says` has the words of its buttons. */
export function makeMap(L, canvas, says) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, {
    attributionControl: false, // the licences' lines stand below the map
    zoomControl: false,
    scrollWheelZoom: false, // the page must scroll past it
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    inertia: !isCalm,
    preferCanvas: false,
  });
  L.control.zoom({ zoomInTitle: says.zoomIn, zoomOutTitle: says.zoomOut }).addTo(map);
  // Whatever comes when, the base map lies below what is drawn on it.
  map.createPane("base").style.zIndex = 350;
  return map;
}

/** The shapes at this address; null where there are none. */
export async function fetchLayers(address) {
  const answer = await fetch(address);
  return answer.ok ? (await answer.json()).layers : null;
}

/** Draw land, areas and roads below everything else. */
export function drawLayers(L, map, layers) {
  for (const [name, shapes] of Object.entries(layers)) {
    const style = name === "areas" && !layers.land ? AREAS_ALONE : STYLES[name];
    L.geoJSON(shapes, { style, interactive: false, pane: "base" }).addTo(map);
  }
}
