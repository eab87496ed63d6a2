// The pictures that a lesson's text may show: small matrices with the cells that a row, a column or one side looks at.

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Questions of a side, pixels of a cell, and between the blocks. */
const [COUNT, CELL, GAP] = [4, 18, 10];
/** The anchor that is looked from. */
const ANCHOR = 1;

/** A block of similarities: where it stands, its name, and the class of a cell, if it has one. @typedef {{x: number, y: number, name: string, look: (row: number, column: number) => string}} Block */

/** @param {number} row @param {number} column */
const positive = (row, column) => (row === column ? "positive" : "");
/** @type {Block["look"]} */
const rowOf = (row, column) => (row === ANCHOR ? `${positive(row, column)} from-row` : positive(row, column));
/** @type {Block["look"]} */
const columnOf = (row, column) => (column === ANCHOR ? `${positive(row, column)} from-column` : positive(row, column));
/** @type {Block["look"]} */
const bothOf = (row, column) => (row === ANCHOR ? rowOf(row, column) : columnOf(row, column));
/** Of one side a question is not compared with itself. @param {string} look @returns {Block["look"]} */
const sideOf = (look) => (row, column) => (row === column ? "itself" : row === ANCHOR ? look : "");

/** @type {Record<string, Block[]>} */
const FIGURES = {
  row: [{ x: 0, y: 0, name: "S", look: rowOf }],
  column: [{ x: 0, y: 0, name: "S", look: columnOf }],
  both: [{ x: 0, y: 0, name: "S", look: bothOf }],
  sides: [
    { x: 0, y: 0, name: "A", look: sideOf("from-row") },
    { x: 1, y: 0, name: "S", look: bothOf },
    { x: 1, y: 1, name: "C", look: sideOf("from-column") },
  ],
};
export const FIGURE_NAMES = Object.keys(FIGURES);

/** @param {string} tag @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** @param {string} name @param {string} alt what it shows, in words */
export function figureOf(name, alt) {
  const blocks = FIGURES[name] ?? [];
  const side = COUNT * CELL;
  const [columns, rows] = [Math.max(...blocks.map(({ x }) => x)) + 1, Math.max(...blocks.map(({ y }) => y)) + 1];
  const [width, height] = [columns * (side + GAP), rows * (side + GAP + CELL)];
  const parts = blocks.flatMap(({ x, y, name: title, look }) => {
    const [left, top] = [x * (side + GAP), y * (side + GAP + CELL) + CELL];
    const cells = Array.from({ length: COUNT * COUNT }, (_, k) => {
      const [row, column] = [Math.floor(k / COUNT), k % COUNT];
      const at = { x: left + column * CELL, y: top + row * CELL, width: CELL - 2, height: CELL - 2 };
      return svg("rect", { ...at, class: `figure-cell ${look(row, column)}` });
    });
    return [svg("text", { x: left, y: top - 5, class: "figure-name" }, title), ...cells];
  });
  return svg("svg", { role: "img", "aria-label": alt, class: "figure", viewBox: `0 0 ${width} ${height}`, width, height }, ...parts);
}
