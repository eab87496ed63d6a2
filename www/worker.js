// The worker: reads data and trains. It goes on between messages, and shows the page a frame whenever the page has drawn the last one.
import init, { Dataset, DatasetReader, Trainer } from "../pkg/web/tripletscope.js";
import { saidOf } from "./problems.js";

/** @import {Frame, FromWorker, Pace, RunConfig, Source, ToWorker} from "./protocol.js" */

/** Training goes on for so long before messages are looked at. */
const SLICE_MS = 10;

/** @type {Dataset | undefined} */
let dataset;
/** @type {Trainer | undefined} */
let trainer;
let run = 0;
let playing = false;
let pageIsReady = true;
/** @type {Pace} */
let pace = { speed: "full", stopAt: 0, evaluateEvery: 25 };
/** @type {Frame["reports"]} */
let reports = [];
/** @type {Frame["evaluations"]} */
let evaluations = [];
let news = false;
/** @type {number | undefined} the step at which the held-out pairs were last measured */
let measuredAt;

/** @param {FromWorker} message @param {Transferable[]} [transfer] */
const tell = (message, transfer = []) => self.postMessage(message, { transfer });
/** A trap leaves the instance in a state that nothing may be built on. */
const isCrash = (/** @type {unknown} */ error) => error instanceof WebAssembly.RuntimeError;

/** A task of its own without the four milliseconds that a timer costs. */
const channel = new MessageChannel();
const soon = () => channel.port2.postMessage(null);
channel.port1.onmessage = () => guard("play", turn);

function turn() {
  if (!playing || !trainer) return;
  const until = performance.now() + SLICE_MS;
  do advance();
  while (playing && pace.speed === "full" && performance.now() < until);
  offerFrame();
  if (!playing) return;
  if (pace.speed === "full") soon();
  else setTimeout(() => guard("play", turn), 1000 / Number(pace.speed));
}

function advance() {
  if (!trainer) return;
  reports.push(trainer.step());
  news = true;
  if (trainer.stepNumber % pace.evaluateEvery === 0) evaluate();
  if (playing && trainer.stepNumber === pace.stopAt) halt();
}

/** Stands still, with the held-out pairs measured where it stands. */
function halt() {
  setPlaying(false);
  if (measuredAt !== trainer?.stepNumber) evaluate();
  news = true;
}

function evaluate() {
  measuredAt = trainer?.stepNumber;
  if (trainer) evaluations.push({ step: trainer.stepNumber, ...trainer.evaluateScored() });
}

/** @param {boolean} now */
function setPlaying(now) {
  if (playing === now) return;
  playing = now;
  tell({ type: "playing", playing });
}

function offerFrame() {
  if (!trainer || !pageIsReady || !news) return;
  const [similarity, vectors] = [trainer.similarity(), trainer.vectors()];
  const frame = { run, step: trainer.stepNumber, similarity, vectors, texts: trainer.batchTexts(), reports, evaluations };
  [pageIsReady, news, reports, evaluations] = [false, false, [], []];
  tell({ type: "frame", frame }, [similarity.buffer, vectors.buffer]);
}

/** @param {Trainer} next */
function begin(next) {
  trainer?.free();
  trainer = next;
  [reports, evaluations, news] = [[], [], true];
  setPlaying(false);
  trainer.preview();
  evaluate();
}

/** @param {Source} source */
async function read(source) {
  if (source.kind === "builtin") return Dataset.builtin("questions", source.config);
  const reader = new DatasetReader();
  const total = source.file.size;
  for (let start = 0; start < total; start += CHUNK) {
    reader.push(new Uint8Array(await source.file.slice(start, start + CHUNK).arrayBuffer()));
    tell({ type: "progress", bytes: reader.bytesRead, total, rows: reader.rowsRead });
  }
  return reader.finish();
}
/** Bytes of a file that are read at a time. */
const CHUNK = 1 << 20;

/** What each message does. @type {{[T in ToWorker["type"]]: (message: Extract<ToWorker, {type: T}>) => void | Promise<void>}} */
const answers = {
  load: async ({ module }) => void (await init({ module_or_path: module })),
  open: async ({ source, config, saved, run: number }) => {
    const opened = await read(source);
    const next = saved ? Trainer.restore(opened, saved) : new Trainer(opened, config);
    dataset?.free();
    dataset = opened;
    run = number;
    begin(next);
    tell({ type: "opened", run, report: opened.report(), config: next.config(), restored: saved !== undefined });
  },
  reset: ({ config, run: number }) => {
    if (!dataset) return;
    const next = new Trainer(dataset, config);
    run = number;
    begin(next);
  },
  configure: ({ config }) => trainer?.configure(config),
  pace: (message) => {
    pace = message.pace;
  },
  play: () => {
    if (playing || !trainer) return;
    setPlaying(true);
    soon();
  },
  pause: halt,
  step: () => {
    setPlaying(false);
    advance();
  },
  drawn: () => {
    pageIsReady = true;
  },
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
 */
async function guard(what, act) {
  try {
    await act();
  } catch (error) {
    if (isCrash(error)) tell({ type: "crashed", sentence: saidOf(error).sentence });
    else tell({ type: "refused", what, ...saidOf(error) });
  }
}

/** Messages are taken up in order; reading a file lets those behind it pass. */
let loaded = Promise.resolve();

self.onmessage = async ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  const act = /** @type {(message: ToWorker) => void | Promise<void>} */ (answers[message.type]);
  if (message.type === "load") loaded = guard("load", () => act(message));
  await loaded;
  if (message.type !== "load") await guard(message.type, () => act(message));
  offerFrame();
};
