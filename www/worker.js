// The worker: reads data and trains one run. It goes to the step that it is told, back as well as on, and then posts a frame.
import init, { Dataset, Trainer } from "../pkg/web/tripletscope.js";
import { saidOf } from "./model/problems.js";
import { Crew } from "./run/crew.js";
import { serveLeader } from "./run/partner.js";
import { readPairs } from "./run/read-file.js";
import { Snapshots } from "./run/snapshots.js";
import { taskOf } from "./run/task-queue.js";

/** @import {FromWorker, ToWorker} from "./run/protocol.js" */
/** @import {Frame, Log, Measured, Source, StepReport} from "./types/run.js" */

/** Training goes on for so long before messages are looked at: what a halt may take, or, without a worker, the page. A message to oneself is not free: while the page
 * draws, it takes WebKit four milliseconds. */
const SLICE_MS = "document" in globalThis ? 10 : 50;
/** The way to a step is reported this often. */
const REPORT_MS = 150;
/** A step that takes longer is worth being shared. */
const WORTH_SHARING_MS = 12;

/** @type {Dataset | undefined} */
let dataset;
/** @type {Trainer | undefined} */
let trainer;
let run = 0;
/** @type {Log} */
let log = [];
/** @type {Log[number] | undefined} what the trainer is configured by */
let inForce;
/** @type {Uint8Array | undefined} a saved run that this one continues */
let origin;
let snapshots = new Snapshots(0);
/** The last step that there has been, and the last at which the held-out pairs were measured. */
let head = 0;
let lastMeasured = -1;
/** @type {{ticket: number, to: number, measure: boolean, every: number, since: number, told: number} | undefined} */
let goal;
/** @type {Crew | undefined} whom the steps are shared with */
let crew;
/** Has the page been told that the steps are worth being shared? */
let offered = false;
/** Is a slice of the way under way? */
let turning = false;
/** @type {StepReport | undefined} */
let report;
/** @type {Measured | undefined} */
let measured;
/** @type {Pick<Frame, "reports" | "evaluations">} for the first time since the last frame */
let news = { reports: [], evaluations: [] };

/** @param {FromWorker} message @param {Transferable[]} [transfer] */
const tell = (message, transfer = []) => self.postMessage(message, { transfer });
/** A trap leaves the instance in a state that nothing may be built on. */
const isCrash = (/** @type {unknown} */ error) => error instanceof WebAssembly.RuntimeError;

const soon = taskOf(() => guard("go", turn));

/** One slice at a time: while a step is shared, other messages may change the goal. */
async function turn() {
  if (turning) return;
  turning = true;
  try {
    await slice();
  } finally {
    turning = false;
  }
}

async function slice() {
  const until = performance.now() + SLICE_MS;
  while (trainer && goal && trainer.stepNumber < goal.to && performance.now() < until) await advance(trainer, goal.every);
  if (!trainer || !goal) return;
  if (trainer.stepNumber >= goal.to) return arrive(trainer, goal);
  const now = performance.now();
  if (now - goal.told > REPORT_MS) {
    goal.told = now;
    tell({ type: "going", step: trainer.stepNumber, to: goal.to });
  }
  soon();
}

/** @param {Trainer} own @param {number} every */
async function advance(own, every) {
  configure(own);
  const taken = crew ? await shared(own, crew) : alone(own);
  if (!taken) return;
  report = taken;
  if (taken.step > head) {
    head = taken.step;
    news.reports.push(taken);
    if (taken.step % every === 0) measure(own);
  }
  if (snapshots.wants(taken.step)) snapshots.keep(taken.step, own.save());
}

/** @param {Trainer} own */
function alone(own) {
  const start = performance.now();
  const taken = own.step();
  if (!offered && performance.now() - start > WORTH_SHARING_MS) {
    offered = true;
    tell({ type: "shareable", parts: own.parts });
  }
  return taken;
}

/** A step with partners; when one is lost, alone after all. Undefined if another run has taken the place of this one meanwhile.
 * @param {Trainer} own @param {Crew} partners */
async function shared(own, partners) {
  const isCurrent = () => trainer === own;
  try {
    return await partners.step(own, isCurrent);
  } catch (error) {
    // Only what comes of the partners is made good by going on alone.
    if (isCrash(error) || saidOf(error).problem) throw error;
    if (crew === partners) {
      partners.end();
      crew = undefined;
      tell({ type: "partner-lost" });
    }
    return isCurrent() ? own.step() : undefined;
  }
}

/** The next step, and what is said of it before it is taken, goes by what is in force where the run stands. @param {Trainer} trainer */
function configure(trainer) {
  const due = log.findLast((entry) => entry.step <= trainer.stepNumber);
  if (!due || due === inForce) return;
  trainer.configure(due.config);
  inForce = due;
}

/** @param {Trainer} trainer */
function measure(trainer) {
  if (measured?.step === trainer.stepNumber) return;
  measured = { step: trainer.stepNumber, ...trainer.evaluateScored() };
  if (measured.step <= lastMeasured) return;
  lastMeasured = measured.step;
  news.evaluations.push(measured);
}

/** @param {Trainer} trainer @param {NonNullable<typeof goal>} reached */
function arrive(trainer, reached) {
  if (reached.measure || trainer.stepNumber < head) measure(trainer);
  goal = undefined;
  configure(trainer);
  const [similarity, vectors] = [trainer.similarity(), trainer.vectors()];
  const shown = { step: trainer.stepNumber, report, measured, similarity, vectors, texts: trainer.batchTexts() };
  const frame = { run, ticket: reached.ticket, busy: performance.now() - reached.since, workers: crew?.size ?? 1, ...shown, ...news };
  news = { reports: [], evaluations: [] };
  tell({ type: "frame", frame }, [similarity.buffer, vectors.buffer]);
}

/** Back, or a long way on, from the nearest place that is kept. @param {Trainer} from @param {Dataset} data @param {number} to */
function approach(from, data, to) {
  const kept = snapshots.before(to);
  if (from.stepNumber <= to && from.stepNumber >= (kept?.step ?? 0)) return;
  place(kept ? Trainer.restore(data, kept.bytes) : begun(data));
}

/** The run before its first step here. @param {Dataset} data */
const begun = (data) => (origin ? Trainer.restore(data, origin) : new Trainer(data, log[0].config));

/** @param {Trainer} next */
function place(next) {
  trainer?.free();
  trainer = next;
  [report, measured, inForce] = [undefined, undefined, undefined];
  trainer.preview();
}

/** A new run. @param {number} number @param {Trainer} next @param {number} budget of its snapshots */
function begin(number, next, budget) {
  [run, goal, snapshots, news, offered] = [number, undefined, new Snapshots(budget), { reports: [], evaluations: [] }, false];
  place(next);
  [head, lastMeasured] = [next.stepNumber, -1];
}

/** A run that forks has another's past: it is taken up where that was kept. @param {Dataset} data @param {import("./run/protocol.js").Kept} from */
function take(data, from) {
  snapshots.keep(from.step, from.bytes);
  place(Trainer.restore(data, from.bytes));
  [head, lastMeasured] = [from.step, from.step];
}

/** @param {Source} source */
async function read(source) {
  if (source.kind === "builtin") return Dataset.builtin(source.config.set ?? "questions", source.config);
  const total = source.file.size;
  return readPairs(source.file, (bytes, rows) => tell({ type: "progress", bytes, total, rows }));
}

/** What has been opened and not begun: until then the run that is there goes on.
 * @type {{number: number, data: Dataset, next: Trainer, saved: Uint8Array | undefined, start: string} | undefined} */
let prepared;

/** @param {Dataset} data @param {Trainer} [next] */
function discard(data, next) {
  next?.free();
  if (data !== dataset) data.free();
}

/** @param {Dataset} data @param {Log} entries @param {Uint8Array} [saved] */
function made(data, entries, saved) {
  try {
    return saved ? Trainer.restore(data, saved) : new Trainer(data, entries[0].config);
  } catch (error) {
    discard(data);
    throw error;
  }
}

/** A lock that ends with this worker, however it ends: who waits for it hears of that. @param {string} name @returns {Promise<boolean>} */
const holds = (name) =>
  new Promise((resolve) => {
    const held = () => {
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks?.request(name, held).catch(() => resolve(false)) ?? resolve(false);
  });

/** The run that was asked for last: one that is read for longer than a later one does not take its place. */
let latest = 0;

/** What each message does. @type {{[T in ToWorker["type"]]: (message: Extract<ToWorker, {type: T}>) => void | Promise<void>}} */
const answers = {
  load: async ({ module, lock }) => {
    await init({ module_or_path: module });
    tell({ type: "ready", locked: lock !== undefined && (await holds(lock)) });
  },
  open: async ({ source, log: entries, saved, run: number }) => {
    latest = number;
    const opened = source ? await read(source) : dataset;
    if (!opened) return;
    if (latest !== number) return discard(opened);
    if (prepared) discard(prepared.data, prepared.next);
    prepared = undefined;
    const next = made(opened, entries, saved);
    prepared = { number, data: opened, next, saved, start: JSON.stringify(entries[0]?.config) };
    const called = source?.kind === "file" ? opened.verdictName(source.name) : "";
    tell({ type: "opened", run: number, report: { ...opened.report(), called }, config: next.config(), origin: next.stepNumber });
  },
  begin: ({ run: number, log: entries, budget, from }) => {
    if (prepared?.number !== number) return;
    const { data, saved, start } = prepared;
    // What has been changed since it was opened holds.
    const same = saved || JSON.stringify(entries[0].config) === start;
    const next = same ? prepared.next : new Trainer(data, entries[0].config);
    if (!same) prepared.next.free();
    prepared = undefined;
    if (dataset !== data) dataset?.free();
    [dataset, origin, log] = [data, saved, saved ? [{ step: 0, config: next.config() }] : entries];
    begin(number, next, budget);
    if (from) take(data, from);
  },
  log: ({ log: entries }) => {
    log = entries;
    if (trainer && !goal) configure(trainer);
  },
  go: ({ type: _, ...wanted }) => {
    if (!trainer || !dataset) return;
    approach(trainer, dataset, wanted.to);
    const now = performance.now();
    goal = { ...wanted, since: now, told: now };
    return turn();
  },
  halt: () => {
    if (goal && trainer) goal.to = trainer.stepNumber;
  },
  crew: ({ ports }) => {
    crew?.end();
    crew = ports.length > 0 ? new Crew(ports) : undefined;
  },
  partner: ({ port }) => serveLeader(port),
  keep: ({ before }) => tell({ type: "kept", kept: snapshots.before(before) }),
  save: ({ what }) => {
    if (!trainer) return;
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (what === "run" ? trainer.save() : trainer.toSafetensors());
    tell({ type: "saved", what, step: trainer.stepNumber, bytes }, [bytes.buffer]);
  },
  ask: ({ question1, question2 }) => {
    if (!trainer) return;
    const answer = { question1, question2, cosine: trainer.predict(question1, question2), nearest: trainer.nearest(question1, 5) };
    tell({ type: "answer", answer });
  },
  // The page may have asked about a batch that is gone by now; it asks again about the next one.
  explain: ({ run: askedRun, step, pair }) => {
    if (!trainer || askedRun !== run || step !== trainer.stepNumber) return;
    tell({ type: "explanation", explanation: { run, step, pair, ...trainer.explain(pair) } });
  },
};

/**
 * Does something; a mistake in what was given is refused with its sentence, a crash ends this worker's use.
 * @param {ToWorker["type"]} what
 * @param {() => void | Promise<void>} act
 * @param {number} [of] the run that is asked for
 */
async function guard(what, act, of) {
  try {
    await act();
  } catch (error) {
    if (isCrash(error)) return tell({ type: "crashed", sentence: saidOf(error).sentence });
    // A run that cannot go on is shown where it stands.
    if (what === "go" && trainer && goal) await guard("halt", () => trainer && goal && arrive(trainer, goal));
    tell({ type: "refused", what, run: of, ...saidOf(error) });
  }
}

/** Messages are taken up in order; reading a file lets those behind it pass. */
let loaded = Promise.resolve();

self.onmessage = async ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  const act = /** @type {(message: ToWorker) => void | Promise<void>} */ (answers[message.type]);
  if (message.type === "load") loaded = guard("load", () => act(message));
  await loaded;
  if (message.type !== "load") await guard(message.type, () => act(message), "run" in message ? message.run : undefined);
};
