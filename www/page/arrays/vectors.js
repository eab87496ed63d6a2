// Vectors of one's own before they are opened: which array is what, what their labels mean, what is held out, and what comes of it.
import { Dataset } from "../../../pkg/web/tripletscope.js";
import { root } from "../../host.js";
import { chooser, element, say } from "../../ui/dom.js";
import { areAllowed, labelled } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { splitFields } from "../pairs/file.js";
import { labelsPart } from "../pairs/labels.js";
import { countsOf, withScores, withSenses } from "../pairs/reading.js";
import { fileButton, frameOf } from "./dialog.js";
import { fits, guessed, placesOf, ROLES, valuesOf, vectorsOf } from "./roles.js";
import { arrayTable } from "./table.js";

/** @import {Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {App} from "../../model/state.js" */
/** @import {ArrayFound, Looked} from "../../run/protocol.js" */
/** @import {Reading, Vectors} from "../../types/run.js" */
/** @import {Wait} from "./dialog.js" */
/** @import {Sense} from "../pairs/reading.js" */
/** @import {Places, Role} from "./roles.js" */

const NONE = -1;
/** The name of the array of an `.npy`, or of one of the two sides in it. */
const ONLY = /^0(?=\[|$)/;

/** @param {App} app @param {Wait} wait @param {File[]} files @param {Looked} looked @param {(files: File[]) => void} more with a further file
 * @param {{vectors?: Vectors, reading?: Reading}} [said] what is said of them already */
export function vectorsDialog(app, wait, files, { arrays }, more, { vectors, reading = {} } = {}) {
  const said = words.arrays.vectors;
  const { dialog, body, problem, act, ask } = frameOf("open-vectors", said.title);
  const nameOf = (/** @type {ArrayFound} */ { file, name }) =>
    ONLY.test(name) ? name.replace(ONLY, files[file].name) : files.length > 1 ? `${files[file].name}: ${name}` : name;
  const named = arrays.map((array) => ({ ...array, name: nameOf(array) }));
  const places = vectors ? placesOf(vectors, arrays) : guessed(named);
  const taken = (/** @type {ArrayFound} */ array) => {
    const role = ROLES.find((each) => places[each] === named.indexOf(array));
    return role ? said.roles[role] : words.arrays.unused;
  };
  const [table, sums, labels, held] = [
    element("div"),
    element("ul", { id: "vectors-words" }),
    element("div"),
    element("div", { class: "pairs-fields" }),
  ];
  const open = element("button", { type: "button", id: "vectors-open", class: "primary" }, said.open);
  /** @type {Reading} */
  let given = reading;
  /** @type {Map<string, Sense>} */
  const senses = new Map();
  const change = (/** @type {Reading} */ next) => {
    given = next;
    show();
  };
  const show = () => {
    const active = root().activeElement?.id;
    table.replaceChildren(arrayTable(named, taken));
    const wrong = wrongWith(named, places);
    const inspection = inspected(arrays[places.labels], given);
    const [doubt] = inspection?.doubts ?? [];
    say(problem, wrong);
    open.disabled = wrong !== "" || doubt !== undefined;
    sums.replaceChildren(...(wrong ? [] : sentences(arrays[places.v1], inspection)).map((line) => element("li", {}, line)));
    labels.className = doubt ? "pairs-question" : "";
    labels.replaceChildren(...(inspection ? labelParts(inspection, given, senses, { change, draw: show }) : []));
    const own = places.split >= 0 ? [element("p", {}, words.pairs.heldBy(undefined, named[places.split].name))] : undefined;
    const { split } = given;
    held.replaceChildren(...(own ?? splitFields(typeof split === "object" ? split : null, (next) => change({ ...given, ...next }))));
    if (active) root().getElementById(active)?.focus();
  };
  const choosers = ROLES.map((role) =>
    labelled(
      said.roles[role],
      roleChooser(role, named, places[role], (place) => {
        places[role] = place;
        if (role === "labels") senses.clear();
        change(role === "labels" ? { split: given.split } : given);
      }),
    ),
  );
  open.addEventListener("click", () => areAllowed(body) && ask(() => opened(app, wait, files, vectorsOf(files, arrays, places), given)));
  const add = fileButton("vectors-more", said.more, said.moreFile, (file) => more([...files, file]));
  body.append(element("p", {}, said.lead), table, element("div", { class: "arrays-fields" }, ...choosers), labels, held, add, sums);
  act(open);
  show();
  app.complain("");
  dialog.showModal();
  const question = /** @type {HTMLElement | null} */ (body.querySelector(".pairs-question :is(select, input, button)"));
  const further = add.querySelector("button");
  if (open.disabled) (question ?? further)?.focus();
  else open.focus();
}

/** @param {Role} role @param {ArrayFound[]} arrays @param {number} start @param {(place: number) => void} change */
function roleChooser(role, arrays, start, change) {
  const own = arrays.flatMap((array, k) => (fits(array, role) ? [[String(k), `${array.name} (${words.arrays.shape(array.shape)})`]] : []));
  return chooser(`vectors-${role}`, { ...Object.fromEntries(own), [NONE]: words.arrays.vectors.none }, String(start), (value) =>
    change(Number(value)),
  );
}

/** @param {readonly ArrayFound[]} arrays @param {Places} places */
function wrongWith(arrays, places) {
  const said = words.arrays.vectors;
  const [one, two] = [arrays[places.v1], arrays[places.v2]];
  if (!one || !two) return said.missing(one && { name: one.name, shape: words.arrays.shape(one.shape) });
  if (one === two) return said.same;
  const lines = (/** @type {Role} */ role) => arrays[places[role]] && arrays[places[role]].shape[0] !== one.shape[0];
  const other = ROLES.find(lines);
  if (other && other !== "v2") return said.lines(said.roles[other], arrays[places[other]].shape[0], one.shape[0]);
  return String(one.shape) === String(two.shape) ? "" : said.shapes(words.arrays.shape(one.shape), words.arrays.shape(two.shape));
}

/** What the labels mean, by convention or as it is said. @param {ArrayFound | undefined} labels @param {Reading} given @returns {Inspection | undefined} */
function inspected(labels, { duplicate, different }) {
  if (!labels) return undefined;
  return Dataset.inspectLabels(valuesOf(labels), { ...(duplicate && { duplicate }), ...(different && { different }) });
}

/** @param {Inspection} inspection @param {Reading} given @param {Map<string, Sense>} said @param {{change: (given: Reading) => void, draw: () => void}} after */
function labelParts(inspection, given, said, { change, draw }) {
  const [doubt] = inspection.doubts;
  const part = labelsPart(inspection, said, {
    of: "pairs",
    senses: (senses) => change(withSenses(given, inspection, senses)),
    draw,
    scores: (from, below) => change(withScores(given, inspection, from, below)),
  });
  return [...(doubt ? [element("p", {}, words.pairs.question(words.arrays.vectors.roles.labels, []))] : []), ...(part ? [part] : [])];
}

/** What is said of what is chosen. @param {ArrayFound} one @param {Inspection | undefined} labels */
function sentences({ shape: [pairs, dim] }, labels) {
  const said = words.arrays.vectors;
  const { duplicate, different } = labels ? countsOf(labels) : { duplicate: 0, different: 0 };
  const known = labels ? said.labelled(duplicate, different) : said.unlabelled;
  return [said.pairs(pairs, dim), ...(labels && labels.doubts.length > 0 ? [] : [known]), said.head(dim)];
}

/** @param {App} app @param {Wait} wait @param {File[]} files @param {Vectors} vectors @param {Reading} reading */
function opened(app, wait, files, vectors, reading) {
  const { era } = app.state();
  const name = words.arrays.vectors.called(files.map((file) => file.name));
  return wait(
    () => app.open({ kind: "file", file: files[0], name, vectors, reading }),
    (state) => (state.pending ? undefined : state.era !== era),
  );
}
