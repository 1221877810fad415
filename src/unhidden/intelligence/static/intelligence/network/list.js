// The list beside the chart: one stop for Tab, arrow keys within, Enter for more.

const NEXT = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export const listIn = (element, says, filled, { onOpen, onPoint }) => {
  const buttons = () => [...element.querySelectorAll("li:not([hidden]) button")];

  const stopAt = (button) => {
    for (const each of element.querySelectorAll("button")) {
      each.tabIndex = each === button ? 0 : -1;
    }
  };

  const made = (node) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "network__node";
    button.dataset.node = node.id;
    button.tabIndex = -1;
    button.addEventListener("click", () => onOpen(node.id));
    button.addEventListener("focus", () => {
      stopAt(button);
      onPoint(node.id);
    });
    item.append(button);
    element.append(item);
    return button;
  };

  element.addEventListener("keydown", (event) => {
    const all = buttons();
    const here = all.indexOf(document.activeElement);
    const ends = { Home: 0, End: all.length - 1 };
    const there = event.key in NEXT ? here + NEXT[event.key] : ends[event.key];
    if (here >= 0 && all[there]) {
      event.preventDefault();
      all[there].focus();
    }
  });

  const stopSomewhere = () => {
    if (!buttons().some((button) => button.tabIndex === 0)) {
      stopAt(buttons()[0]);
    }
  };

  return {
    show: (nodes, whole) => {
      for (const node of nodes) {
        const button = element.querySelector(`[data-node="${node.id}"]`) ?? made(node);
        const text = whole.has(node.id) ? says.nodeWhole : says.node;
        button.textContent = filled(text, { name: node.name, kind: node.kindLabel, links: node.links });
      }
      stopSomewhere();
    },
    hide: (ids) => {
      for (const button of element.querySelectorAll("button")) {
        button.parentElement.hidden = ids.has(button.dataset.node);
      }
      stopSomewhere();
    },
    point: (id) => {
      const button = element.querySelector(`[data-node="${id}"]`);
      stopAt(button);
      button.scrollIntoView({ block: "nearest" });
      onPoint(id);
    },
  };
};
