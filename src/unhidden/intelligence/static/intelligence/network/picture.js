// The chart as a picture, once the record has the reason. What is in it, how that is
// called, the marking and the conditions are the server's answer; the chart only says
// where things stand. It is drawn here as an SVG, and from that as a PNG: the one
// package that would do it is under another licence than ours.
import { SHAPES } from "./looks.js";

const SVG = "http://www.w3.org/2000/svg";
const EDGE = 60;
const NARROWEST = 640;
const MOST_PIXELS = 8000;
const LINE = 18;
const TYPES = { png: "image/png", svg: "image/svg+xml" };

const drawn = (parent, name, attributes, text = "") => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(value));
  }
  element.textContent = text;
  parent.append(element);
  return element;
};

const brush = document.createElement("canvas").getContext("2d");

// The text in lines of this width; a word that is wider than one is cut.
const wrapped = (text, width, size) => {
  brush.font = `${size}px sans-serif`;
  const isWide = (line) => brush.measureText(line).width > width;
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (!isWide(longer)) {
      lines[lines.length - 1] = longer;
      continue;
    }
    for (const [index, letter] of [...word].entries()) {
      if (index === 0 || isWide(lines.at(-1) + letter)) {
        lines.push("");
      }
      lines[lines.length - 1] += letter;
    }
  }
  return lines.filter(Boolean);
};

const written = (parent, lines, { x, y, ...look }) =>
  lines.forEach((line, index) => {
    drawn(parent, "text", { x, y: y + index * LINE, "text-anchor": "middle", ...look }, line);
  });

// Legible where it crosses a line.
const ink = (colours) => ({
  fill: colours.text,
  stroke: colours.ground,
  "stroke-width": 4,
  "stroke-linejoin": "round",
  "paint-order": "stroke",
});

const edgeOf = (svg, edge, label, colours) => {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const [bend] = edge.controlPoints() ?? [edge.midpoint()];
  drawn(svg, "path", {
    d: `M${from.x} ${from.y}Q${bend.x} ${bend.y} ${to.x} ${to.y}`,
    fill: "none",
    stroke: colours.line,
    "stroke-width": 2,
    "marker-end": "url(#arrow)",
  });
  const { x, y } = edge.midpoint();
  written(svg, label.split("\n"), { x, y: y - 3, "font-size": 12, ...ink(colours) });
};

// Without a word on bridges: these come from links that may not be in the picture.
const nodeOf = (svg, node, name, colours) => {
  const { x, y } = node.position();
  const half = node.width() / 2;
  const { corners } = SHAPES[node.data("kind")];
  const look = { fill: colours.of(node.data("kind")), stroke: colours.text, "stroke-width": 2 };
  if (corners) {
    const points = corners.map(([across, down]) => `${x + across * half},${y + down * half}`);
    drawn(svg, "polygon", { points: points.join(" "), ...look });
  } else {
    drawn(svg, "circle", { cx: x, cy: y, r: half, ...look });
  }
  const words = [...wrapped(name, 200, 15), node.data("kindLabel")];
  written(svg, words, { x, y: y + half + 17, "font-size": 15, ...ink(colours) });
};

// Where the chart stands, with the marking above it and the legend below.
const framed = (box, legend) => {
  const width = Math.max(box.w + 2 * EDGE, NARROWEST);
  const lines = legend.flatMap((text) => wrapped(text, width - EDGE, 14));
  const height = box.h + 2 * EDGE + LINE * (lines.length + 1);
  return { left: box.x1 + box.w / 2 - width / 2, top: box.y1 - EDGE, width, height, lines };
};

const asSvg = ({ cy, colours }, { links, marking, legend }) => {
  const names = new Map();
  const edges = links.map(({ id, label, one, other }) => {
    const edge = cy.getElementById(id);
    names.set(edge.source().id(), one).set(edge.target().id(), other);
    return [edge, label];
  });
  const shown = cy.collection();
  edges.forEach(([edge]) => shown.merge(edge).merge(edge.connectedNodes()));
  const { left, top, width, height, lines } = framed(shown.boundingBox(), legend);
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: `${left} ${top} ${width} ${height}`, width, height })) {
    svg.setAttribute(key, value);
  }
  svg.setAttribute("font-family", "sans-serif");
  drawn(svg, "title", {}, marking);
  const arrow = drawn(drawn(svg, "defs", {}), "marker", {
    id: "arrow", viewBox: "0 0 10 10", refX: 10, refY: 5, markerWidth: 6, markerHeight: 6, orient: "auto",
  });
  drawn(arrow, "path", { d: "M0 0L10 5L0 10z", fill: colours.line });
  drawn(svg, "rect", { x: left, y: top, width, height, fill: colours.ground });
  names.forEach((name, id) => nodeOf(svg, cy.getElementById(id), name, colours));
  // Last, so that no name stands on the number of a condition.
  edges.forEach(([edge, label]) => edgeOf(svg, edge, label, colours));
  const middle = { x: left + width / 2, ...ink(colours) };
  written(svg, [marking], { ...middle, y: top + 24, "font-size": 14, "font-weight": "bold" });
  const below = top + height - LINE * lines.length;
  written(svg, lines, { ...middle, y: below, "font-size": 14 });
  return new XMLSerializer().serializeToString(svg);
};

const asPng = async (svg) => {
  const image = new Image();
  image.src = `data:${TYPES.svg},${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, MOST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, TYPES.png));
};

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

export const pictureFrom = (form, error, chart, says, say) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kind = event.submitter.value;
    const sent = new URLSearchParams(new FormData(form, event.submitter));
    sent.set("links", chart.drawn().join(" "));
    error.hidden = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      if (answer.status === 400) {
        error.textContent = (await answer.json()).error;
        error.hidden = false;
        form.elements.reason.focus();
        return;
      }
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const allowed = await answer.json();
      const svg = asSvg(chart, allowed);
      save(kind === "png" ? await asPng(svg) : new Blob([svg], { type: TYPES.svg }), `network.${kind}`);
      say(allowed.said);
    } catch {
      say(says.failed);
    }
  });
};
