// Vectors of one's own before they are opened: which array is what, and what comes of it.
import { chooser, element, say } from "../../ui/dom.js";
import { labelled } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { fileButton, frameOf } from "./dialog.js";
import { arrayTable } from "./table.js";

/** @import {App} from "../../model/state.js" */
/** @import {ArrayFound, Looked} from "../../run/protocol.js" */
/** @import {Vectors} from "../../types/run.js" */
/** @import {Wait} from "./dialog.js" */
/** @typedef {"v1" | "v2" | "labels" | "left" | "right"} Role */

/** @type {Role[]} */
const ROLES = ["v1", "v2", "labels", "left", "right"];
const NONE = "";

/** Which arrays may be what. @param {ArrayFound} array @param {Role} role */
const fits = ({ shape, texts }, role) => {
  if (role === "v1" || role === "v2") return !texts && shape.length === 2 && shape[0] > 1;
  return shape.length === 1 && (role === "labels" ? !texts : Boolean(texts));
};

/** Could these arrays be vectors? @param {readonly ArrayFound[]} arrays */
export const mayBeVectors = (arrays) => arrays.some((array) => fits(array, "v1"));

/** The array that a role begins with: two matrices of one shape, and what has a value for each of their lines. @param {readonly ArrayFound[]} arrays
 * @returns {Record<Role, string>} by its place in the list */
function guessed(arrays) {
  const matrices = arrays.filter((array) => fits(array, "v1"));
  const twins = (/** @type {ArrayFound} */ a) => matrices.find((b) => b !== a && String(b.shape) === String(a.shape));
  const one = matrices.find(twins) ?? matrices[0];
  const beside = (/** @type {Role} */ role) => arrays.filter((array) => fits(array, role) && array.shape[0] === one?.shape[0]);
  const labels = beside("labels").find(({ values }) => values.every((x) => x === 0 || x === 1));
  const [left, right] = beside("left");
  const place = (/** @type {ArrayFound | undefined} */ array) => (array ? String(arrays.indexOf(array)) : NONE);
  return { v1: place(one), v2: place(one && twins(one)), labels: place(labels), left: place(left), right: place(right) };
}

/** @param {App} app @param {Wait} wait @param {File[]} files @param {Looked} looked @param {(files: File[]) => void} again with a further file */
export function vectorsDialog(app, wait, files, { arrays }, again) {
  const said = words.arrays.vectors;
  const { dialog, body, problem, act, ask } = frameOf("open-vectors", said.title);
  const nameOf = (/** @type {ArrayFound} */ { file, name }) =>
    name === "0" ? files[file].name : files.length > 1 ? `${files[file].name}: ${name}` : name;
  const named = arrays.map((array) => ({ ...array, name: nameOf(array) }));
  const start = guessed(arrays);
  const choosers = Object.fromEntries(ROLES.map((role) => [role, roleChooser(role, named, start[role])]));
  const taken = (/** @type {ArrayFound} */ array) => {
    const role = ROLES.find((each) => choosers[each].value === String(named.indexOf(array)));
    return role ? said.roles[role] : words.arrays.unused;
  };
  const [table, sums] = [element("div"), element("ul", { id: "vectors-words" })];
  const open = element("button", { type: "button", id: "vectors-open", class: "primary" }, said.open);
  const chosen = (/** @type {Role} */ role) => (choosers[role].value === NONE ? undefined : arrays[Number(choosers[role].value)]);
  const show = () => {
    table.replaceChildren(arrayTable(named, taken));
    const wrong = wrongWith(chosen("v1"), chosen("v2"));
    say(problem, wrong);
    open.disabled = wrong !== "";
    sums.replaceChildren(
      ...(wrong ? [] : sentences(/** @type {ArrayFound} */ (chosen("v1")), chosen("labels"))).map((line) => element("li", {}, line)),
    );
  };
  for (const choice of Object.values(choosers)) choice.addEventListener("change", show);
  open.addEventListener("click", () => ask(() => opened(app, wait, files, chosen)));
  const more = fileButton("vectors-more", said.more, said.moreFile, (file) => {
    dialog.close();
    again([...files, file]);
  });
  const fields = element("div", { class: "arrays-fields" }, ...ROLES.map((role) => labelled(said.roles[role], choosers[role])));
  body.append(element("p", {}, said.lead), table, fields, more, sums);
  act(open);
  show();
  dialog.showModal();
  open.focus();
}

/** @param {Role} role @param {ArrayFound[]} arrays @param {string} start */
function roleChooser(role, arrays, start) {
  const own = arrays.flatMap((array, k) => (fits(array, role) ? [[String(k), `${array.name} (${words.arrays.shape(array.shape)})`]] : []));
  return chooser(`vectors-${role}`, { ...Object.fromEntries(own), [NONE]: words.arrays.vectors.none }, start);
}

/** @param {ArrayFound | undefined} one @param {ArrayFound | undefined} two */
function wrongWith(one, two) {
  const said = words.arrays.vectors;
  if (!one || !two) return said.missing;
  if (one === two) return said.same;
  return String(one.shape) === String(two.shape) ? "" : said.shapes(words.arrays.shape(one.shape), words.arrays.shape(two.shape));
}

/** What is said of what is chosen. @param {ArrayFound} one @param {ArrayFound | undefined} labels */
function sentences({ shape: [pairs, dim] }, labels) {
  const said = words.arrays.vectors;
  const duplicates = labels?.values.reduce((sum, label) => sum + Number(label === 1), 0) ?? 0;
  return [said.pairs(pairs, dim), labels ? said.labelled(duplicates, labels.values.length - duplicates) : said.unlabelled, said.head(dim)];
}

/** @param {App} app @param {Wait} wait @param {File[]} files @param {(role: Role) => ArrayFound | undefined} chosen */
function opened(app, wait, files, chosen) {
  const place = (/** @type {Role} */ role) => {
    const array = chosen(role);
    return array && { file: array.file, array: array.name };
  };
  const places = Object.fromEntries(ROLES.flatMap((role) => (place(role) ? [[role, place(role)]] : [])));
  const vectors = /** @type {Vectors} */ (/** @type {unknown} */ ({ files, dim: chosen("v1")?.shape[1], ...places }));
  const { era } = app.state();
  const name = words.arrays.vectors.called(files.map((file) => file.name));
  return wait(
    () => app.open({ kind: "file", file: files[0], name, vectors }),
    (state) => (state.pending ? undefined : state.era !== era),
  );
}
