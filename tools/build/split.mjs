// Splits the compiled module: what a first visit to the page needs, and the rest, which joins it on the same memory when it is asked for.
// All that the first part can call is in it, so nothing in it ever waits; only the functions that are named here lead into the rest.

/** What the page asks for later, by the names of the module's exports. Whoever calls one of them has waited for the rest (`www/host/core.js`). */
export const LATER = [
  ...["adam_new", "adam_step", "adam_update", "arrayfiles_add", "arrayfiles_array", "arrayfiles_end", "arrayfiles_names", "arrayfiles_new"],
  ...["arrayfiles_push", "arrayfiles_vectors", "dataset_fromCsv"],
  ...[
    "dataset_fromVectors",
    "dataset_heldOut",
    "dataset_inspect",
    "dataset_inspectBeside",
    "dataset_inspectLabels",
    "dataset_inspectTest",
    "dataset_verdictName",
    "datasetreader_bytesRead",
    "datasetreader_finish",
  ],
  ...["datasetreader_finishWith", "datasetreader_new", "datasetreader_push", "datasetreader_rowsRead", "decide", "drawCurves", "model_encode"],
  ...[
    "measuring_ahead",
    "measuring_take",
    "model_fromSafetensors",
    "model_fromWeights",
    "model_gradients",
    "model_new",
    "model_parameters",
    "model_setParameters",
    "model_source",
  ],
  ...["model_toSafetensors", "nearestVectors", "partner_encode", "partner_finish", "partner_new", "partner_partGradients", "partner_parts"],
  ...["partner_restore", "principalplane_follow", "principalplane_new", "readArrays", "readVocabulary", "rocCurve", "shareInterval"],
  ...[
    "trainer_begin",
    "trainer_encode",
    "trainer_evaluateScored",
    "trainer_explain",
    "trainer_finish",
    "trainer_fromWeights",
    "trainer_map",
    "trainer_nearest",
  ],
  ...["trainer_partGradients", "trainer_predict", "trainer_restore", "trainer_toSafetensors", "trainer_toWeights", "trainer_verdictOutcome"],
  ...["verdictGrid", "verdictLeast", "verdictLink", "verdictRates", "verdictResults", "verdictRun", "verdictSummary", "verdictTuned"],
  ...["neighbourPlane", "weightsSource"],
];

/** A module that adds nothing: the rest of one that is whole. */
export const NOTHING = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** The table that functions are called by. */
const CALLED_BY = "$0";

/** @typedef {{name: string, text: string, params: string[], results: string, calls: string[]}} Func */
/** @typedef {ReturnType<typeof partsOf>} Parts */

/** @param {RegExp} pattern @param {string} text */
const all = (pattern, text) => [...text.matchAll(pattern)];

/** A module's text, its pieces by what they are. @param {string} text */
function partsOf(text) {
  const funcs = all(/^ \(func (\$\S+)([^\n]*)\n[\s\S]*?^ \)$/gm, text).map(([whole, name, head]) => ({
    ...{ name, text: whole },
    params: all(/\(param \$\S+ (\w+)\)/g, head).map(([, type]) => type),
    results: /\(result [^)]*\)/.exec(head)?.[0] ?? "",
    calls: all(/\((?:return_)?call (\$[^\s()]+)/g, whole).map(([, callee]) => callee),
  }));
  const lines = text.split("\n");
  const of = (/** @type {string} */ word) => lines.filter((line) => line.startsWith(` (${word} `));
  const pieces = { types: of("type"), imports: of("import"), globals: of("global"), memory: of("memory"), data: of("data") };
  return { ...pieces, funcs: new Map(funcs.map((func) => [func.name, func])), tables: of("table"), elements: of("elem"), exports: of("export") };
}

/** The functions of the module that can be called from there on. @param {Parts["funcs"]} funcs @param {string[]} roots @returns {Set<string>} */
function reached(funcs, roots) {
  const found = new Set();
  for (const open = [...roots]; open.length > 0; ) {
    const name = /** @type {string} */ (open.pop());
    const func = funcs.get(name);
    if (!func || found.has(name)) continue;
    found.add(name);
    open.push(...func.calls);
  }
  return found;
}

/** Which functions each part has; `doors`: where the first part leads into the rest, in the order of their places in the table. @param {Parts} parts */
function divided({ funcs, elements, exports }) {
  const exported = exports.flatMap((line) => all(/\(export "([^"]+)" \(func (\$\S+?)\)\)/g, line)).map(([, name, func]) => ({ name, func }));
  const unknown = LATER.filter((name) => !exported.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`The module exports no ${unknown.join(", ")}.`);
  const isLater = (/** @type {{name: string}} */ { name }) => LATER.includes(name);
  const named = elements.flatMap((line) => all(/ (\$\d+)(?=[ )])/g, line.replace(/^.*?func/, ""))).map(([, name]) => name);
  const first = reached(funcs, [...named, ...exported.filter((each) => !isLater(each)).map(({ func }) => func)]);
  const doors = [...new Set(exported.filter(isLater).map(({ func }) => func))].filter((func) => !first.has(func));
  return { first, doors, rest: reached(funcs, doors) };
}

/** The function calls what stands in the table at the place. @param {Func} func @param {number} place */
const door = ({ name, params, results }, place) => {
  const typed = params.length > 0 ? `(param ${params.join(" ")})` : "";
  const given = params.map((_, k) => `(local.get ${k})`).join(" ");
  return ` (func ${name} ${typed} ${results} (call_indirect ${CALLED_BY} ${typed} ${results} ${given} (i32.const ${place})))`;
};

/** @param {string} text of the whole module @returns {{first: string, rest: string}} */
function textsOf(text) {
  const parts = partsOf(text);
  const { funcs, types, imports, globals, memory, data, tables, elements, exports } = parts;
  const { first, doors, rest } = divided(parts);
  const funcOf = (/** @type {string} */ name) => /** @type {Func} */ (funcs.get(name));
  const size = Number(/ (\d+) \d+ funcref/.exec(tables[0])?.[1]);
  const table = tables[0].replace(/\d+ \d+ funcref/, `${size + doors.length} ${size + doors.length} funcref`);
  // What the rest takes from the first part, imported functions too, by numbers.
  const own = [...rest].filter((name) => !first.has(name));
  const foreign = [...new Set(own.flatMap((name) => funcOf(name).calls))].filter((name) => !own.includes(name));
  // A global and a table may have one name.
  const shared = all(/^ \((global|table) (\$\S+) /gm, [...globals, ...tables].join("\n")).map(([, kind, name]) => ({ kind, name }));
  const given = [...foreign.map((name) => ({ kind: "func", name })), ...shared];
  const numberOf = new Map(given.map(({ kind, name }, k) => [`${kind} ${name}`, k]));
  const taken = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {string} */ what) =>
    ` (import "first" "${numberOf.get(`${kind} ${name}`)}" ${what})`;
  const typeOf = (/** @type {string} */ name) => {
    const { params, results } = funcOf(name);
    return `(func ${name} (param ${params.join(" ")}) ${results})`;
  };
  const declared = new Map(imports.map((line) => [/\(func (\$\S+)/.exec(line)?.[1], /\(func .*\)(?=\))/.exec(line)?.[0] ?? ""]));
  const sharedTypes = [...globals, table, ...tables.slice(1)].map((line) => {
    const [, kind, name, type] = /** @type {RegExpExecArray} */ (/^ \((global|table) (\$\S+) (\(mut \w+\)|[^(]+?)(?: \([^)]*\))?\)$/.exec(line));
    return taken(kind, name, `(${kind} ${name} ${type})`);
  });
  const bodies = (/** @type {string[]} */ names) => names.map((name) => funcOf(name).text);
  return {
    first: moduleOf(
      [types, imports, globals, memory, data, [table, ...tables.slice(1)], elements, exports],
      given.map(({ kind, name }, k) => ` (export "${k}" (${kind} ${name}))`),
      bodies([...first]),
      doors.map((name, k) => door(funcOf(name), size + k)),
    ),
    rest: moduleOf(
      [types, foreign.map((name) => taken("func", name, declared.get(name) ?? typeOf(name))), sharedTypes],
      [` (import "first" "memory" (memory $0 1))`, ` (elem (table ${CALLED_BY}) (i32.const ${size}) func ${doors.join(" ")})`],
      bodies(own),
    ),
  };
}

/** @param {(string[] | string[][])[]} pieces */
const moduleOf = (...pieces) => `(module\n${pieces.flat(2).join("\n")}\n)`;

/** @param {Uint8Array} whole a module @returns {Promise<{first: Uint8Array, rest: Uint8Array}>} */
export async function split(whole) {
  const { default: binaryen } = await import("binaryen");
  const module = binaryen.readBinary(whole);
  const features = module.getFeatures();
  const texts = textsOf(module.emitText());
  const written = (/** @type {string} */ text) => {
    const part = binaryen.parseText(text);
    part.setFeatures(features);
    if (!part.validate()) throw new Error("A part of the module is not valid.");
    return part.emitBinary();
  };
  return { first: written(texts.first), rest: written(texts.rest) };
}
