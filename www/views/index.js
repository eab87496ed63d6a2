// All views, in the order of the page. A view is {id, mount}: mount(section, app) fills its section and gives back what draws a state.
import { ask } from "./ask.js";
import { cell } from "./cell.js";
import { compare } from "./compare.js";
import { curves } from "./curves.js";
import { embeddings } from "./embeddings.js";
import { formula } from "./formula.js";
import { matrix } from "./matrix.js";
import { numbers } from "./numbers.js";
import { plane } from "./plane.js";
import { sandbox } from "./sandbox.js";
import { scores } from "./scores.js";
import { slow } from "./slow.js";
import { split } from "./split.js";

/** @import {App, State} from "../state.js" */
/** @typedef {{id: string, fields?: readonly string[], ignores?: readonly (keyof State)[], mount: (section: HTMLElement, app: App) => (state: State) => void}} View
 * `fields` of the history that it draws; a view that says what of the state it `ignores` is drawn only when something else has changed */

/** @type {readonly View[]} */
export const views = [matrix, cell, curves, numbers, compare, split, plane, scores, embeddings, formula, ask, slow, sandbox];
