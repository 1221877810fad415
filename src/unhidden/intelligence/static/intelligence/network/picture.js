// The chart as a picture, once the record has the reason. Every picture says how it is
// marked. An SVG is drawn here from where things stand: the one package that would do
// it is under another licence than ours.
import { SHAPES } from "./looks.js";

const SVG = "http://www.w3.org/2000/svg";
const EDGE = 60;
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

const lines = (parent, text, { x, y, ...look }) =>
  text.split("\n").forEach((line, index) => {
    drawn(parent, "text", { x, y: y + index * 18, "text-anchor": "middle", ...look }, line);
  });

const edgeOf = (svg, edge, colours) => {
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
  lines(svg, edge.data("label"), { x, y: y - 3, "font-size": 12, fill: colours.text });
};

const nodeOf = (svg, node, colours) => {
  const { x, y } = node.position();
  const half = node.width() / 2;
  const { corners } = SHAPES[node.data("kind")];
  const look = {
    fill: colours.of(node.data("kind")),
    stroke: colours.text,
    "stroke-width": node.data("isBridge") ? 5 : 2,
  };
  if (corners) {
    const points = corners.map(([across, down]) => `${x + across * half},${y + down * half}`);
    drawn(svg, "polygon", { points: points.join(" "), ...look });
  } else {
    drawn(svg, "circle", { cx: x, cy: y, r: half, ...look });
  }
  lines(svg, node.data("label"), { x, y: y + half + 17, "font-size": 15, fill: colours.text });
};

const asSvg = ({ cy, colours }, marking) => {
  const shown = cy.elements(":visible");
  const box = shown.boundingBox();
  const [left, top] = [box.x1 - EDGE, box.y1 - EDGE];
  const [width, height] = [box.w + 2 * EDGE, box.h + 2 * EDGE];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  svg.setAttribute("font-family", "sans-serif");
  drawn(svg, "title", {}, marking);
  const arrow = drawn(drawn(svg, "defs", {}), "marker", {
    id: "arrow", viewBox: "0 0 10 10", refX: 10, refY: 5, markerWidth: 6, markerHeight: 6, orient: "auto",
  });
  drawn(arrow, "path", { d: "M0 0L10 5L0 10z", fill: colours.line });
  drawn(svg, "rect", { x: left, y: top, width, height, fill: colours.ground });
  shown.edges().forEach((edge) => edgeOf(svg, edge, colours));
  shown.nodes().forEach((node) => nodeOf(svg, node, colours));
  lines(svg, marking, { x: left + width / 2, y: top + 24, "font-size": 14, "font-weight": "bold", fill: colours.text });
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: TYPES.svg });
};

const asPng = async ({ cy, colours }, marking) => {
  const plain = await cy.png({ output: "blob-promise", full: true, scale: 2, bg: colours.ground });
  const image = await createImageBitmap(plain);
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d");
  brush.font = "bold 28px sans-serif";
  canvas.width = Math.max(image.width, brush.measureText(marking).width + EDGE);
  canvas.height = image.height + EDGE;
  brush.fillStyle = colours.ground;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, (canvas.width - image.width) / 2, EDGE);
  brush.fillStyle = colours.text;
  brush.font = "bold 28px sans-serif";
  brush.textAlign = "center";
  brush.fillText(marking, canvas.width / 2, 40);
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
      const blob = kind === "png" ? await asPng(chart, says.marking) : asSvg(chart, says.marking);
      save(blob, `network.${kind}`);
      say(says.saved);
    } catch {
      say(says.failed);
    }
  });
};
