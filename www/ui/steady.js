// Text that changes with the steps keeps the height of its longest version so far, so that nothing below it moves.

/** @param {HTMLElement[]} nodes */
export function steady(...nodes) {
  for (const node of nodes) {
    let width = 0;
    new ResizeObserver(() => {
      if (node.offsetWidth === width) return keep(node);
      width = node.offsetWidth;
      requestAnimationFrame(() => {
        node.style.minHeight = "";
        keep(node);
      });
    }).observe(node);
  }
}

/** @param {HTMLElement} node */
const keep = (node) => node.style.setProperty("min-height", `${node.offsetHeight}px`);
