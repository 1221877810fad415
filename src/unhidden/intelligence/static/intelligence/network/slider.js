// Which links are shown by their days: those that had begun by the chosen one, and, if
// asked for, of these only what had not ended before it. What has no day is always
// there. The stops are the days on which a link begins or ends.

export const sliderIn = (part, label, says, filled, hide) => {
  const [slider, isHeld] = part.querySelectorAll("input");
  const words = {};
  let days = [];
  let links = [];

  const tell = () => {
    const day = days[Number(slider.value)];
    const isHidden = ({ first, last }) => first > day || (isHeld.checked && last && last < day);
    const hidden = links.filter(isHidden);
    const said = filled(isHeld.checked ? says.held : says.began, {
      day: words[day],
      number: links.length - hidden.length,
      all: links.length,
    });
    label.textContent = said;
    slider.setAttribute("aria-valuetext", said);
    hide(new Set(hidden.map(({ id }) => id)));
  };

  slider.addEventListener("input", tell);
  isHeld.addEventListener("change", tell);
  return {
    // Days as the server writes them: not every browser knows Welsh.
    show: (edges, inWords) => {
      Object.assign(words, inWords);
      const isAtEnd = Number(slider.value) >= days.length - 1;
      const before = days[Number(slider.value)];
      links = edges;
      days = [...new Set(edges.flatMap(({ first, last }) => [first, last]).filter(Boolean))].sort();
      part.hidden = days.length < 2;
      if (!part.hidden) {
        slider.max = String(days.length - 1);
        slider.value = String(isAtEnd ? days.length - 1 : days.indexOf(before));
        tell();
      }
    },
  };
};
