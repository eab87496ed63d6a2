// All views, in the order of the page. A view is {id, mount, table}: mount(section, app) fills its section and gives back what draws a state, and
// table(state) are the numbers that it shows, to be saved.
import { ask } from "./ask.js";
import { cell } from "./cell.js";
import { compare } from "./compare/compare.js";
import { curves } from "./curves/curves.js";
import { embeddings } from "./embeddings/embeddings.js";
import { formula } from "./formula/formula.js";
import { map } from "./map/map.js";
import { matrix } from "./matrix/matrix.js";
import { mistakes } from "./mistakes/mistakes.js";
import { numbers } from "./numbers.js";
import { plane } from "./plane.js";
import { sandbox } from "./sandbox/sandbox.js";
import { scores } from "./scores/scores.js";
import { slow } from "./slow/slow.js";
import { split } from "./split/split.js";
import { verdict } from "./verdict/verdict.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Table} from "../ui/table.js" */
/** What draws a state; its `table` are the numbers of what it shows, where a state alone does not say them.
 * @typedef {((state: State) => void) & {table?: (state: State) => Table}} Draw */
/** @typedef {{id: string, fields?: readonly string[], ignores?: readonly (keyof State)[], table?: (state: State) => Table, mount: (section: HTMLElement, app: App) => Draw}} View
 * `fields` of the history that it draws or saves; a view that says what of the state it `ignores` is drawn only when something else has changed */

/** @type {readonly View[]} */
export const views = [matrix, cell, curves, numbers, compare, split, plane, scores, mistakes, embeddings, map, formula, ask, slow, sandbox, verdict];
