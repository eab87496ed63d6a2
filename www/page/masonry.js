// Cards of different heights in a grid of fine rows: each takes as many rows as it is high, so that the next one stands close below it.

/** Pixels of a row, as in the style. */
const ROW = 4;

/** @param {HTMLElement} grid @param {number} gap pixels between cards */
export function closeRanks(grid, gap) {
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const card = /** @type {HTMLElement} */ (target);
      card.style.gridRowEnd = `span ${Math.ceil((card.offsetHeight + gap) / ROW)}`;
    }
  });
  for (const card of grid.children) watcher.observe(card, { box: "border-box" });
}
