// A network as a chart that grows where one asks, beside a list that holds the same.
// Without this script the page's table says all of it.
import { chartIn } from "./network/chart.js";
import { listIn } from "./network/list.js";
import { pictureFrom } from "./network/picture.js";
import { sliderIn } from "./network/slider.js";
import { tableIn } from "./network/table.js";

const section = document.querySelector("[data-network-chart]");
const part = (name) => section.querySelector(`[data-network-${name}]`);
const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const start = () => {
  const given = JSON.parse(document.getElementById("network-data").textContent);
  const { says } = given;
  // On a phone the table comes first.
  if (window.matchMedia("(max-width: 48em)").matches) {
    document.querySelector("[data-network-table]").after(section);
  }
  section.hidden = false;
  const known = { nodes: new Map(), edges: new Map(), pages: new Map(), whole: new Set() };
  const point = (id) => {
    const { name, page, around } = known.nodes.get(id);
    chart.point(id);
    part("chosen").hidden = false;
    for (const [link, text, address] of [["page", says.page, page], ["around", says.around, around]]) {
      part(link).textContent = filled(text, { name });
      part(link).href = address;
    }
  };
  const chart = chartIn(part("canvas"), says, { onOpen: (id) => more(id), onSelect: (id) => list.point(id) });
  const list = listIn(part("list"), says, filled, { onOpen: (id) => more(id), onPoint: point });
  const table = tableIn(document.querySelector("[data-network-table] tbody"));

  // Whoever hangs together with others by hidden links alone is hidden with them.
  const hide = (links) => {
    const edges = [...known.edges.values()];
    const shown = new Set(edges.filter(({ id }) => !links.has(id)).flatMap(({ one, other }) => [one, other]));
    const nodes = new Set([...known.nodes.keys()].filter((id) => !shown.has(id) && id !== given.root));
    chart.hide(new Set([...links, ...nodes]));
    list.hide(nodes);
    table.hide(links);
  };
  const slider = sliderIn(part("time"), part("until"), says, filled, hide);

  const take = ({ nodes, edges, root, isWhole, days, rows = {} }) => {
    const added = edges.filter((edge) => !known.edges.has(edge.id));
    for (const node of nodes) {
      // What a node counts is known where it was asked; its step where it was first met.
      const before = known.nodes.get(node.id);
      const isAsked = !before || node.id === root;
      known.nodes.set(node.id, isAsked ? { ...node, ...(before && { steps: before.steps }) } : before);
    }
    for (const edge of edges) {
      known.edges.set(edge.id, edge);
    }
    if (isWhole) {
      known.whole.add(root);
    }
    for (const { id, count, hasMore } of known.nodes.values()) {
      const all = [...known.edges.values()].filter(({ one, other }) => one === id || other === id);
      if (!hasMore && count !== null && all.length >= count) {
        known.whole.add(id);
      }
    }
    chart.show([...known.nodes.values()], [...known.edges.values()]);
    list.show([...known.nodes.values()], known.whole);
    table.add(rows);
    slider.show([...known.edges.values()], days);
    return added.length;
  };

  const more = async (id) => {
    const node = known.nodes.get(id);
    if (known.whole.has(id)) {
      part("said").textContent = filled(says.nothing, { name: node.name });
      return;
    }
    const page = (known.pages.get(id) ?? 0) + 1;
    const asked = new URLSearchParams(window.location.search);
    asked.set("page", String(page));
    asked.delete("depth");
    try {
      const answer = await fetch(`${node.more}?${asked}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const number = take(await answer.json());
      known.pages.set(id, page);
      part("said").textContent = filled(number ? says.added : says.nothing, { name: node.name, number });
    } catch {
      part("said").textContent = says.failed;
    }
  };

  known.pages.set(given.root, Math.max(1, Number(new URLSearchParams(window.location.search).get("page")) || 1));
  take(given);
  part("in").addEventListener("click", () => chart.zoom(1.3));
  part("out").addEventListener("click", () => chart.zoom(1 / 1.3));
  part("fit").addEventListener("click", chart.fit);
  if (part("picture")) {
    pictureFrom(part("picture"), part("error"), chart, says, (text) => {
      part("said").textContent = text;
    });
  }
};

if (section) {
  start();
}
