// Up to which day links are shown: one stop for each day on which a link begins.

export const sliderIn = (part, label, says, filled, until) => {
  const slider = part.querySelector("input");
  const words = new Intl.DateTimeFormat(`${document.documentElement.lang}-GB`, { dateStyle: "long", timeZone: "UTC" });
  let days = [];

  const tell = () => {
    const day = days[Number(slider.value)];
    const said = filled(says.until, { day: words.format(new Date(`${day}T00:00Z`)) });
    label.textContent = said;
    slider.setAttribute("aria-valuetext", said);
    until(day);
  };

  slider.addEventListener("input", tell);
  return {
    show: (edges) => {
      const isAtEnd = Number(slider.value) >= days.length - 1;
      const before = days[Number(slider.value)];
      days = [...new Set(edges.map((edge) => edge.first).filter(Boolean))].sort();
      part.hidden = days.length < 2;
      if (!part.hidden) {
        slider.max = String(days.length - 1);
        slider.value = String(isAtEnd ? days.length - 1 : days.indexOf(before));
        tell();
      }
    },
  };
};
