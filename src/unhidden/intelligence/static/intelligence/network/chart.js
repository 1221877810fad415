// The chart itself: each kind has a shape of its own and its name in words, so that no
// colour says anything alone.
import cytoscape from "../../cytoscape/cytoscape.esm.min.mjs";
import { coloursFor, SHAPES } from "./looks.js";

const LAYOUT = {
  name: "cose",
  animate: false,
  randomize: false,
  fit: false,
  padding: 40,
  nodeRepulsion: () => 60000,
  idealEdgeLength: () => 110,
  nodeOverlap: 40,
  nodeDimensionsIncludeLabels: true,
  componentSpacing: 120,
  gravity: 0.4,
  numIter: 1500,
};

const READABLE = 0.75;

const labelOf = (node, says) => {
  const more = node.isBridge ? ` · ${says.bridge}` : "";
  return `${node.name}\n${node.kindLabel}${more}`;
};

const styleOf = (colours) => [
  {
    selector: "node",
    style: {
      shape: (node) => SHAPES[node.data("kind")].shape,
      width: 38,
      height: 38,
      "background-color": (node) => colours.of(node.data("kind")),
      "border-width": (node) => (node.data("isBridge") ? 5 : 2),
      "border-color": colours.text,
      label: "data(label)",
      color: colours.text,
      "font-family": colours.typeface,
      "font-size": 15,
      "text-wrap": "wrap",
      "text-max-width": 140,
      "text-valign": "bottom",
      "text-margin-y": 5,
      "text-background-color": colours.ground,
      "text-background-opacity": 0.85,
    },
  },
  { selector: "node[?isRoot]", style: { width: 56, height: 56, "text-max-width": 220, "font-weight": "bold", "font-size": 18 } },
  {
    selector: "edge",
    style: {
      width: 2,
      "line-color": colours.line,
      "target-arrow-color": colours.line,
      "target-arrow-shape": "triangle",
      "curve-style": "bezier",
      label: "data(label)",
      color: colours.text,
      "font-family": colours.typeface,
      "font-size": 12,
      "text-wrap": "wrap",
      "text-rotation": "autorotate",
      "text-background-color": colours.ground,
      "text-background-opacity": 1,
      "text-background-padding": 2,
      "min-zoomed-font-size": 7,
    },
  },
  { selector: "node:selected", style: { "overlay-color": colours.focus, "overlay-opacity": 0.35, "overlay-padding": 8 } },
  { selector: ".hidden", style: { display: "none" } },
];

export const chartIn = (element, says, { onOpen, onSelect }) => {
  const colours = coloursFor(element);
  const cy = cytoscape({
    container: element,
    style: styleOf(colours),
    minZoom: 0.2,
    maxZoom: 3,
    // Scrolling the page is not zooming the chart: the buttons do that.
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
  });
  cy.on("tap", "node", (event) => {
    onSelect(event.target.id());
    onOpen(event.target.id());
  });

  const nodeOf = (node, index, root) => ({
    group: "nodes",
    data: { ...node, label: labelOf(node, says), isRoot: node.steps === 0 },
    // In a ring around what is there already, so that the layout need not tear it apart.
    position: {
      x: root.x + (node.steps ? 160 * node.steps * Math.cos(index * 2.4) : 0),
      y: root.y + (node.steps ? 160 * node.steps * Math.sin(index * 2.4) : 0),
    },
  });

  // All of it, unless its words would be too small to read: then what is in the middle.
  const look = () => {
    cy.fit(undefined, 30);
    if (cy.zoom() < READABLE) {
      cy.zoom(READABLE);
      cy.center(cy.nodes("[?isRoot]"));
    }
    if (cy.zoom() > 1.2) {
      cy.zoom(1.2);
      cy.center();
    }
  };

  return {
    cy,
    colours,
    show: (nodes, edges) => {
      const before = cy.elements().length;
      nodes.forEach((node, index) => {
        const shown = cy.getElementById(node.id);
        if (shown.empty()) {
          const near = edges.find(
            ({ one, other }) =>
              (one === node.id && cy.getElementById(other).nonempty()) ||
              (other === node.id && cy.getElementById(one).nonempty()),
          );
          const beside = near && cy.getElementById(near.one === node.id ? near.other : near.one);
          cy.add(nodeOf(node, index, beside ? beside.position() : { x: 0, y: 0 }));
        } else {
          shown.data("isBridge", node.isBridge);
        }
      });
      for (const { id, one, other, ...data } of edges) {
        if (cy.getElementById(id).empty()) {
          cy.add({ group: "edges", data: { id, source: one, target: other, ...data } });
        }
      }
      if (cy.elements().length !== before) {
        cy.layout(LAYOUT).run();
        look();
      }
    },
    point: (id) => {
      cy.nodes().unselect();
      const node = cy.getElementById(id).select();
      const { x, y } = node.renderedPosition();
      if (x < 0 || y < 0 || x > cy.width() || y > cy.height()) {
        cy.center(node);
      }
    },
    hide: (ids) => {
      cy.batch(() => cy.elements().forEach((each) => each.toggleClass("hidden", ids.has(each.id()))));
    },
    drawn: () => cy.edges(":visible").map((edge) => edge.id()),
    fit: () => cy.fit(undefined, 40),
    zoom: (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
  };
};
