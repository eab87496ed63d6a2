// Spoilt links, saved runs and models, data files, arrays, results and lessons, each made of its number alone, and what is answered to them: a result
// or a sentence. Anything else is thrown on.
import { readdirSync, readFileSync } from "node:fs";
import * as scope from "../../../pkg/node/tripletscope.js";
import { lessonSchema } from "../../../www/lessons/schema.js";
import { faultsOfLesson } from "../../../www/lessons/validator.js";
import { authors } from "../../../www/words/en-authors.js";
import { call } from "./calls.mjs";

/** @typedef {(typeof KINDS)[number]} Kind */
/** @typedef {"read" | "refused"} Answer */

const KINDS = /** @type {const} */ (["links", "saved", "data", "results", "arrays", "lessons", "calls"]);

const encoder = new TextEncoder();

/** Repeatable whole numbers below a bound. @param {number} seed */
function dice(seed) {
  let state = (seed * 0x9e3779b1 + 0x7f4a7c15) >>> 0;
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x ^= x + Math.imul(x ^ (x >>> 7), 61 | x);
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}
/** @typedef {ReturnType<typeof dice>} Dice */

/** What stands where a number, a word or a sign should stand. */
const WRONG = [
  "NaN",
  "-1",
  "1e300",
  "2.5",
  "4294967295",
  "18446744073709551615",
  "0",
  "-0",
  "null",
  "true",
  "[]",
  "{}",
  '"',
  "é",
  "\0",
  "%2C",
  "",
  "[".repeat(6000),
];

/** One to four spoilt places. @param {string} text @param {Dice} roll */
function spoilText(text, roll) {
  let spoilt = text;
  for (let k = 1 + roll(4); k > 0; k--) {
    const at = roll(spoilt.length + 1);
    const length = roll(6);
    const numbers = [...spoilt.matchAll(/\d+(\.\d+)?/g)];
    const number = numbers[roll(numbers.length || 1)];
    if (roll(2) === 0 && number) spoilt = spoilt.slice(0, number.index) + WRONG[roll(WRONG.length)] + spoilt.slice(number.index + number[0].length);
    else if (roll(3) === 0) spoilt = spoilt.slice(0, at) + spoilt.slice(roll(spoilt.length + 1));
    else spoilt = spoilt.slice(0, at) + (roll(2) ? WRONG[roll(WRONG.length)] : String.fromCharCode(roll(128))) + spoilt.slice(at + length);
  }
  return spoilt;
}

/** @param {Uint8Array} bytes @param {Dice} roll @param {number} [until] spoils only what is before */
function spoilBytes(bytes, roll, until = bytes.length) {
  const spoilt = Uint8Array.from(bytes);
  for (let k = 1 + roll(4); k > 0; k--) spoilt[roll(until)] = roll(256);
  return roll(5) === 0 ? spoilt.slice(0, roll(spoilt.length)) : spoilt;
}

const rows = Array.from({ length: 40 }, (_, k) => `how does thing ${k} work,"what, then, makes thing ${k} go",${k % 4 ? 1 : 0}`);
const csv = ["question1,question2,is_duplicate", ...rows, ""].join("\n");
const LINKS = [
  "v=1&seed=7&batchSize=8&model.hiddenDim=4&model.embeddingDim=4&loss=sum~semi-hard_harder_0.3_2~mean_averaged_0.1_0.5&hide.header=true",
  "v=1&adam.learningRate=0.02&at=3,loss=columns&run=loss=both,swap=true&at=2,batchSize=4&run=&step=5",
  "v=1&lesson=rows&loss=mean~softmax_rows_20&page.stopAt=300&view.split=true&data.asymmetry=1",
];

/** Made once: reading one takes longer than spoiling it. */
function originals() {
  const { values, loss } = scope.readLink("v=1&seed=7&batchSize=8&model.hiddenDim=2&model.embeddingDim=3&model.pooling=mean&swap=true");
  const dataset = scope.Dataset.fromCsv(encoder.encode(csv));
  const trainer = new scope.Trainer(dataset, scope.configsOf(values, loss).run);
  for (let k = 0; k < 3; k++) trainer.step();
  const run = { asymmetry: "0.5", loss: "both", seed: 1, steps: 300, settings: "batchSize=8&adam.learningRate=0.005" };
  const outcome = { forward: 1 / 3, backward: 0.5, auc: 0.75 };
  const packed = {
    asymmetry: "0.5",
    loss: "columns",
    steps: 300,
    settings: "",
    seeds: [1, 7],
    forward: [0.5, 0.3],
    backward: [0.7, 0.1],
    auc: [0.8, null],
  };
  const folder = new URL("../../../tests/arrays/", import.meta.url);
  const arrays = readdirSync(folder).filter((name) => /\.(npy|npz|safetensors)$/.test(name));
  const lessons = new URL("../../../www/lessons/en/", import.meta.url);
  return {
    dataset,
    saved: [trainer.save(), trainer.toSafetensors()],
    results: JSON.stringify([[run, outcome], packed]),
    arrays: [trainer.toWeights("npz"), trainer.toWeights("safetensors"), ...arrays.map((name) => readFileSync(new URL(name, folder)))],
    lessons: readdirSync(lessons).map((name) => readFileSync(new URL(name, lessons), "utf8")),
    schema: lessonSchema(scope.settings(), Object.keys(scope.presets())),
  };
}
/** @type {ReturnType<typeof originals> | undefined} */
let made;

/** A refusal is an error with its parts and a whole sentence. @param {() => void} act @returns {Answer} */
function answered(act) {
  try {
    act();
    return "read";
  } catch (error) {
    const { message, problem } = /** @type {Error & {problem?: object}} */ (error);
    if (error instanceof WebAssembly.RuntimeError || !problem || !/[.?]$/.test(message) || message.length > 4000) throw error;
    return "refused";
  }
}

/** @param {unknown} held @param {string} what */
function hold(held, what) {
  if (!held) throw new Error(`does not hold: ${what}`);
}

/** @param {string} text @returns {Answer} */
function readLink(text) {
  const { values, loss, runs, step, shown, problems } = scope.readLink(text);
  hold(problems.length <= 11 && problems.every(({ sentence }) => sentence.length < 4000), "few sentences");
  scope.configsOf(values, loss);
  const again = scope.readLink(scope.writeLink(values, loss, { runs, step, shown }));
  hold(JSON.stringify(again) === JSON.stringify({ values, loss, runs, step, shown, problems: [] }), `${text} is read back equal`);
  return problems.length > 0 ? "refused" : "read";
}

/** @param {Uint8Array} bytes @param {scope.Dataset} dataset @returns {Answer} */
function readSaved(bytes, dataset) {
  const model = answered(() => scope.Model.fromSafetensors(bytes).free());
  const run = answered(() => {
    const trainer = scope.Trainer.restore(dataset, bytes);
    try {
      for (let k = 0; k < 8; k++) trainer.step();
      trainer.evaluate();
    } finally {
      trainer.free();
    }
  });
  return model === "read" || run === "read" ? "read" : "refused";
}

/** @param {Uint8Array} bytes @param {Dice} roll @returns {Answer} */
function readData(bytes, roll) {
  return answered(() => {
    const dataset = scope.Dataset.fromCsv(bytes);
    dataset.report();
    if (roll(20) === 0) {
      const { values, loss } = scope.readLink("batchSize=4&model.hiddenDim=2&model.embeddingDim=2");
      const trainer = new scope.Trainer(dataset, scope.configsOf(values, loss).run);
      trainer.step();
      trainer.evaluate();
      trainer.free();
    }
    dataset.free();
  });
}

/** @param {unknown} results @returns {Answer} */
function readResults(results) {
  return answered(() => {
    const read = scope.verdictResults(/** @type {any} */ (results));
    scope.verdictSummary(read, "both");
    hold(JSON.stringify(scope.verdictResults(JSON.parse(JSON.stringify(read)))) === JSON.stringify(read), "results are read back equal");
  });
}

/** Read in every way that there is. @param {Uint8Array} bytes @param {scope.Dataset} dataset @returns {Answer} */
function readArrays(bytes, dataset) {
  const { values, loss } = scope.readLink("batchSize=4&model.hiddenDim=2&model.embeddingDim=2");
  const ways = [
    () => scope.readArrays(bytes),
    () => scope.weightsSource(bytes),
    () => scope.readVocabulary(bytes),
    () => {
      const trainer = scope.Trainer.fromWeights(dataset, scope.configsOf(values, loss).run, bytes);
      trainer.step();
      trainer.free();
    },
  ];
  return ways.map(answered)[0];
}

/** @param {unknown} lesson @param {ReturnType<typeof lessonSchema>} schema @returns {Answer} */
function readLesson(lesson, schema) {
  const faults = faultsOfLesson(lesson, schema).map((fault) => authors.lessonFile.fault(fault));
  hold(
    faults.every((said) => said.length < 4000 && said.endsWith(".")),
    `${faults}`,
  );
  return faults.length > 0 ? "refused" : "read";
}

/** What JSON.parse gives of spoilt text, and what no JSON gives. @param {string} text @param {Dice} roll @returns {unknown} */
function parsed(text, roll) {
  const odd = roll(40);
  if (odd === 0) {
    /** @type {unknown[]} */
    const circle = [];
    circle.push(circle);
    return circle;
  }
  if (odd === 1) return [[() => 0, new Map([[1, 2]])], Symbol.iterator, 2n, undefined][roll(4)];
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer to one case; throws where there is none. @param {Kind} kind @param {number} number @returns {Answer} */
export function answer(kind, number) {
  made ??= originals();
  const roll = dice(number * 4 + KINDS.indexOf(kind));
  if (kind === "calls") return call(roll);
  if (kind === "links") return readLink(spoilText(LINKS[roll(LINKS.length)], roll));
  if (kind === "results") return readResults(parsed(spoilText(made.results, roll), roll));
  if (kind === "lessons") return readLesson(parsed(spoilText(made.lessons[roll(made.lessons.length)], roll), roll), made.schema);
  if (kind === "arrays")
    return readArrays(
      roll(2) ? spoilBytes(made.arrays[roll(made.arrays.length)], roll, 400) : spoilBytes(made.arrays[roll(made.arrays.length)], roll),
      made.dataset,
    );
  if (kind === "data") return readData(roll(2) ? encoder.encode(spoilText(csv, roll)) : spoilBytes(encoder.encode(csv), roll), roll);
  const file = made.saved[roll(4) === 0 ? 1 : 0];
  const header = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true)) + 8;
  if (roll(3) === 0) return readSaved(spoilBytes(file, roll, roll(2) ? header : file.length), made.dataset);
  const text = encoder.encode(spoilText(new TextDecoder().decode(file.subarray(8, header)), roll));
  const whole = new Uint8Array(8 + text.length + file.length - header);
  new DataView(whole.buffer).setBigUint64(0, BigInt(text.length), true);
  whole.set(text, 8);
  whole.set(file.subarray(header), 8 + text.length);
  return readSaved(whole, made.dataset);
}
