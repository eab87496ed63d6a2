// All views, in the order of the page. A view is {id, mount, table}: mount(section, app) fills its section and gives back what draws a state, and
// table(state) are the numbers that it shows, to be saved. What a first visit does not open comes when it is opened.
import { whole } from "../host/core.js";
import { cell } from "./cell.js";
import { curves } from "./curves/curves.js";
import { matrix } from "./matrix/matrix.js";
import { numbers } from "./numbers.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Table} from "../ui/table.js" */
/** What draws a state; its `table` are the numbers of what it shows, where a state alone does not say them.
 * @typedef {((state: State) => void) & {table?: (state: State) => Table}} Draw */
/** @typedef {{id: string, fields?: readonly string[], ignores?: readonly (keyof State)[], table?: (state: State) => Table, mount: (section: HTMLElement, app: App) => Draw}} View
 * `fields` of the history that it draws or saves; a view that says what of the state it `ignores` is drawn only when something else has changed */
/** A view that is not there yet. @typedef {{id: string, fields?: undefined, load: () => Promise<View>}} Later */

/** A view that asks the core for what a first visit does not have of it. @param {() => Promise<View>} load */
const withCore = (load) => async () => {
  const [view] = await Promise.all([load(), whole()]);
  return view;
};

/** Those that take the page's whole width stand first and last, and the short ones after the long ones, so that no gap is left between them. @type {readonly Later[]} */
const later = [
  { id: "compare", load: () => import("./compare/compare.js").then(({ compare }) => compare) },
  { id: "split", load: () => import("./split/split.js").then(({ split }) => split) },
  { id: "plane", load: () => import("./plane.js").then(({ plane }) => plane) },
  { id: "scores", load: withCore(() => import("./scores/scores.js").then(({ scores }) => scores)) },
  { id: "formula", load: () => import("./formula/formula.js").then(({ formula }) => formula) },
  { id: "embeddings", load: withCore(() => import("./embeddings/embeddings.js").then(({ embeddings }) => embeddings)) },
  { id: "sandbox", load: () => import("./sandbox/sandbox.js").then(({ sandbox }) => sandbox) },
  { id: "slow", load: () => import("./slow/slow.js").then(({ slow }) => slow) },
  { id: "ask", load: () => import("./ask.js").then(({ ask }) => ask) },
  { id: "map", load: withCore(() => import("./map/map.js").then(({ map }) => map)) },
  { id: "mistakes", load: () => import("./mistakes/mistakes.js").then(({ mistakes }) => mistakes) },
  { id: "verdict", load: withCore(() => import("./verdict/verdict.js").then(({ verdict }) => verdict)) },
];

/** @type {readonly (View | Later)[]} */
export const views = [matrix, cell, curves, numbers, ...later];
