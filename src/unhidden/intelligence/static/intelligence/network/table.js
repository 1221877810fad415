// The page's own table of links, which grows with the chart and hides what it hides.

export const tableIn = (body) => {
  const rowOf = (id) => body.querySelector(`[data-link="${id}"]`);
  return {
    // Rows as the server wrote them, in which every text is escaped.
    add: (rows) => {
      for (const [id, row] of Object.entries(rows)) {
        if (!rowOf(id)) {
          body.insertAdjacentHTML("beforeend", row);
        }
      }
    },
    hide: (ids) => {
      for (const row of body.rows) {
        row.hidden = ids.has(row.dataset.link);
      }
    },
  };
};
