// A worker of the verdict: makes the run that it is given, slice by slice, so that it hears at once when it is to pause.
import { configsOf, Dataset, readLink, Trainer, verdictLink } from "../../pkg/web/tripletscope.js";
import { begin as beginCore, whole } from "../host/core.js";
import { saidOf } from "../model/problems.js";
import { readOpened } from "../run/read-file.js";
import { hold, taskOf } from "../worker/thread.js";

/** @import {FromWorker, Outcome, Run, ToWorker} from "./protocol.js" */

/** Training goes on for so long before messages are read. */
const SLICE_MS = 30;

/** @type {Run | undefined} */
let run;
/** Steps at which it is measured on its way, rising. @type {number[]} */
let marks = [];
/** @type {Trainer | undefined} */
let trainer;
let paused = false;

/** @param {FromWorker} message */
const tell = (message) => self.postMessage(message);

const soon = taskOf(() => guard(turn));

/** @type {{name: string, dataset: Dataset} | undefined} */
let last;
/** Runs that differ in seed and loss share their data. @param {string} name @param {() => Dataset | Promise<Dataset>} make */
async function dataOf(name, make) {
  if (last?.name !== name) {
    last?.dataset.free();
    last = undefined;
    last = { name, dataset: await make() };
  }
  return last.dataset;
}

/** @param {Extract<ToWorker, {type: "make"}>} message */
async function begin({ run: wanted, marks: asked, file }) {
  const { values, loss } = readLink(verdictLink(wanted));
  const { data, run: config, reading } = configsOf(values, loss);
  const own = file && (reading ? { ...file, reading: { ...reading, ...file.reading } } : file);
  const dataset = await dataOf(wanted.data || JSON.stringify(data), () => (own ? readOpened(own) : Dataset.builtin(data.set ?? "questions", data)));
  [run, marks] = [wanted, asked];
  trainer = new Trainer(dataset, config);
  soon();
}

function turn() {
  if (!run || !trainer || paused) return;
  const until = performance.now() + SLICE_MS;
  try {
    while (trainer.stepNumber < run.steps && performance.now() < until) step(trainer);
  } catch (error) {
    const { problem } = saidOf(error);
    if (problem?.kind !== "diverged") throw error;
    return end({ forward: 0, backward: 0, auc: null, diverged: problem.step });
  }
  tell({ type: "progress", steps: trainer.stepNumber });
  if (trainer.stepNumber < run.steps) soon();
  else end(trainer.verdictOutcome());
}

/** @param {Trainer} of */
function step(of) {
  of.step();
  if (of.stepNumber === marks[0]) tell({ type: "measured", steps: /** @type {number} */ (marks.shift()), outcome: of.verdictOutcome() });
}

/** @param {Outcome} outcome */
function end(outcome) {
  trainer?.free();
  trainer = undefined;
  tell({ type: "made", outcome });
}

/** What each message does. @type {{[T in ToWorker["type"]]: (message: Extract<ToWorker, {type: T}>) => void | Promise<void>}} */
const answers = {
  load: async ({ module, lock }) => {
    await beginCore(module);
    tell({ type: "ready" });
    hold(lock, () => tell({ type: "held" }));
    await whole();
  },
  make: begin,
  pause: () => {
    paused = true;
  },
  resume: () => {
    paused = false;
    soon();
  },
};

/** @param {() => void | Promise<void>} act */
async function guard(act) {
  try {
    await act();
  } catch (error) {
    tell({ type: "failed", said: saidOf(error) });
  }
}

/** Messages are taken up in order, behind the module. */
let loaded = Promise.resolve();

self.onmessage = ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  const act = /** @type {(message: ToWorker) => void | Promise<void>} */ (answers[message.type]);
  loaded = loaded.then(() => guard(() => act(message)));
};
