// Cards of different heights in a grid of fine rows: each takes as many rows as it is high, so that the next one stands close below it.

/** Pixels of a row, as in the style, and those between cards. */
const [ROW, GAP] = [4, 20];

/** @param {HTMLElement} grid */
export function closeRanks(grid) {
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const card = /** @type {HTMLElement} */ (target);
      card.style.gridRowEnd = `span ${Math.ceil((card.offsetHeight + GAP) / ROW)}`;
    }
  });
  for (const card of grid.children) watcher.observe(card, { box: "border-box" });
}
