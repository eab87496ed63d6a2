// Calls of the package's functions, constructors and methods with what nobody should give them, each made of its number alone: a result or an error, but no trap.
import * as scope from "../../../pkg/node/tripletscope.js";

/** @typedef {(below: number) => number} Dice */

/** @type {unknown[]} */
const circle = [];
circle.push(circle);
const ODD = [
  ...[undefined, null, Number.NaN, -1, 2.5, 1e300, 4294967296, 2 ** 31, 0, 1, true, 2n, Symbol.iterator, () => 1],
  ...["", "x", "[".repeat(7000), "mean", "both", "\ud800", {}, [], circle, Object.create(null), new Array(5), new Date(0), new Map([[1, 2]])],
  ...[new Uint8Array(3), new Float32Array(4), new Float32Array([Number.NaN, 1]), new Uint32Array([4294967295, 1]), new Float64Array(0)],
];

const rows = Array.from({ length: 40 }, (_, k) => `how does thing ${k} work,what makes thing ${k} go`);
const csv = new TextEncoder().encode(["question1,question2", ...rows].join("\n"));

function given() {
  const { values, loss } = scope.readLink("batchSize=8&model.hiddenDim=2&model.embeddingDim=3");
  const { run } = scope.configsOf(values, loss);
  const dataset = scope.Dataset.fromCsv(csv);
  const trainer = () => new scope.Trainer(dataset, run);
  const saved = trainer().save();
  /** @type {Record<string, () => object>} */
  const made = {
    Dataset: () => scope.Dataset.fromCsv(csv),
    Trainer: trainer,
    Model: () => scope.Model.fromSafetensors(trainer().toSafetensors()),
    Adam: () => new scope.Adam(/** @type {any} */ (run).adam),
    ArrayFiles: () => new scope.ArrayFiles(),
    Partner: () => scope.Partner.restore(saved),
    PrincipalPlane: () => new scope.PrincipalPlane(),
  };
  return { made, good: [run, values, loss, csv, dataset, saved, trainer().toWeights("npz"), 8] };
}
/** @type {ReturnType<typeof given> | undefined} */
let known;

const FUNCTIONS = Object.entries(scope).filter(([name, value]) => typeof value === "function" && !/^(_|init)/.test(name));

/** @param {any} object @param {string[]} without */
const methodsOf = (object, ...without) => Object.getOwnPropertyNames(object).filter((name) => !/^_/.test(name) && !without.includes(name));

/** What is called, and with how many values. @param {Dice} roll @returns {[call: (...values: any[]) => any, count: number]} */
function chosen(roll, /** @type {ReturnType<typeof given>} */ { made }) {
  const [name, value] = /** @type {[string, any]} */ (FUNCTIONS[roll(FUNCTIONS.length)]);
  if (!/^class/.test(Function.prototype.toString.call(value))) return [value, value.length];
  const statics = methodsOf(value, "length", "name", "prototype");
  if (roll(3) === 0 && statics.length > 0) {
    const own = statics[roll(statics.length)];
    return [value[own].bind(value), value[own].length];
  }
  const methods = methodsOf(value.prototype, "constructor", "free");
  if (!made[name] || methods.length === 0) return [(...values) => new value(...values), value.length];
  const object = /** @type {any} */ (made[name]());
  const own = methods[roll(methods.length)];
  const { get, set, value: method } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(value.prototype, own));
  if (method) return [method.bind(object), method.length];
  return [(/** @type {any[]} */ ...[one]) => (set ? set.call(object, one) : get?.call(object)), 1];
}

/** @param {Dice} roll @returns {"read" | "refused"} */
export function call(roll) {
  known ??= given();
  const { good } = known;
  const [act, count] = chosen(roll, known);
  const values = Array.from({ length: count }, () => (roll(3) === 0 ? good[roll(good.length)] : ODD[roll(ODD.length)]));
  try {
    act(...values);
    return "read";
  } catch (error) {
    if (!(error instanceof Error) || error instanceof WebAssembly.RuntimeError) throw error;
    return "refused";
  }
}
