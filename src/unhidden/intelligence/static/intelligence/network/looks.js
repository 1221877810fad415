// Shapes and colours of the kinds, for the chart and for the picture of it.

// Corners in a square from -1 to 1, as the chart's program has them for each shape.
const ring = (corners, turn = 0) =>
  Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners - Math.PI / 2 + turn;
    return [Math.cos(angle), Math.sin(angle)];
  });

export const SHAPES = {
  person: { shape: "ellipse", corners: null },
  vehicle: { shape: "rectangle", corners: ring(4, Math.PI / 4).map(([x, y]) => [x * 1.41, y * 1.41]) },
  phone: { shape: "diamond", corners: ring(4) },
  account: { shape: "triangle", corners: [[0, -1], [1, 1], [-1, 1]] },
  advert: { shape: "star", corners: ring(10).map(([x, y], index) => (index % 2 ? [x / 2, y / 2] : [x, y])) },
  document: { shape: "pentagon", corners: ring(5) },
  premises: { shape: "hexagon", corners: ring(6, Math.PI / 6) },
  business: { shape: "octagon", corners: ring(8, Math.PI / 8) },
  event: { shape: "vee", corners: [[-1, -1], [0, -0.4], [1, -1], [0, 1]] },
};

const COLOURS = {
  person: "#a9d3da",
  vehicle: "#f3c98b",
  phone: "#c6b7e2",
  account: "#b8d8a8",
  advert: "#f2b5c4",
  document: "#d5d9dc",
  premises: "#f0e29a",
  business: "#a8bfe8",
  event: "#e3bfa5",
};

// What the page is drawn in; where somebody chose colours of their own, those.
export const coloursFor = (element) => {
  const isForced = window.matchMedia("(forced-colors: active)").matches;
  const look = getComputedStyle(element);
  const ground = look.backgroundColor;
  return {
    ground,
    text: look.color,
    line: isForced ? look.color : "#475560",
    focus: isForced ? look.color : "#ffdd00",
    typeface: look.fontFamily,
    of: (kind) => (isForced ? ground : COLOURS[kind]),
  };
};
