// The worker of a run: hears what the page asks for, and answers. It reads data (`worker/opening.js`) and trains one run (`worker/training.js`).
import { neighbourPlane } from "../pkg/web/tripletscope.js";
import { begin, whole } from "./host/core.js";
import { saidOf } from "./model/problems.js";
import { lookInto } from "./run/arrays.js";
import { serveLeader } from "./run/partner.js";
import { inspectPairs } from "./run/read-file.js";
import { isCrash } from "./worker/crash.js";
import { Opening } from "./worker/opening.js";
import { hold } from "./worker/thread.js";
import { Training } from "./worker/training.js";

/** @import {FromWorker, ToWorker} from "./run/protocol.js" */

/** @param {FromWorker} message @param {Transferable[]} [transfer] */
const tell = (message, transfer = []) => self.postMessage(message, { transfer });

const training = new Training(tell, (act) => void guard("go", act));
const opening = new Opening(training, tell);

/** So many questions or words at most are on a map. */
const MAPPED = 5000;

/** What each message does. @type {{[T in ToWorker["type"]]: (message: Extract<ToWorker, {type: T}>) => void | Promise<void>}} */
const answers = {
  load: async ({ module, lock }) => {
    await begin(module);
    tell({ type: "ready" });
    if (lock) hold(lock, () => tell({ type: "held" }));
  },
  open: (message) => opening.open(message),
  begin: (message) => opening.begin(message),
  look: ({ files }) =>
    lookInto(files).then((looked) =>
      tell(
        { type: "looked", looked },
        looked.arrays.map(({ values }) => values.buffer),
      ),
    ),
  cancel: () => opening.cancel(),
  time: ({ config }) => opening.time(config),
  inspect: async ({ run, looking }) => tell({ type: "inspected", run, inspection: await inspectPairs(looking) }),
  log: ({ log }) => training.follow(log),
  go: ({ type: _, ...wanted }) => training.go(wanted),
  halt: () => training.halt(),
  defer: () => training.defer(),
  crew: ({ ports }) => training.share(ports),
  partner: ({ port }) => serveLeader(port),
  keep: ({ before }) => tell({ type: "kept", kept: training.kept(before) }),
  save: ({ what }) => {
    const { trainer } = training;
    if (!trainer) return;
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (what === "run" ? trainer.save() : trainer.toWeights(what));
    tell({ type: "saved", what, step: trainer.stepNumber, bytes }, [bytes.buffer]);
  },
  pairs: ({ run }) => {
    if (training.dataset && run === training.run) tell({ type: "pairs", run, pairs: training.dataset.heldOut() });
  },
  ask: ({ question1, question2 }) => {
    const { trainer } = training;
    if (!trainer) return;
    const answer = { question1, question2, cosine: trainer.predict(question1, question2), nearest: trainer.nearest(question1, 5) };
    tell({ type: "answer", answer });
  },
  map: ({ what }) => {
    const { trainer, run } = training;
    if (trainer) tell({ type: "mapped", mapped: { run, step: trainer.stepNumber, what, ...trainer.map(what, MAPPED) } });
  },
  neighbours: ({ vectors, size }) => {
    const found = neighbourPlane(vectors, size, (round, rounds, points) => tell({ type: "neighbouring", round, rounds, points }));
    tell({ type: "neighbours", found });
  },
  // The page may have asked about a batch that is gone by now; it asks again about the next one.
  explain: ({ run, step, pair }) => {
    const { trainer } = training;
    if (!trainer || run !== training.run || step !== trainer.stepNumber) return;
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
    if (what === "go") await guard("halt", () => training.rest());
    tell({ type: "refused", what, run: of, ...saidOf(error) });
  }
}

/** What only the whole core can do. @param {ToWorker} message */
function needsWhole(message) {
  if (message.type === "open") return message.source?.kind === "file" || message.saved || message.weights;
  if (message.type === "begin") return message.from;
  // The way back is from what was saved on the way.
  if (message.type === "go") return message.to < (training.trainer?.stepNumber ?? 0);
  return ["look", "inspect", "crew", "partner", "save", "ask", "pairs", "map", "neighbours", "explain"].includes(message.type);
}

/** Why the rest of the core is missing, if it is. @type {unknown} */
let missing;
/** Messages are taken up in order, behind what they need of the core; reading a file lets those behind it pass. */
let loaded = Promise.resolve();
const complete = () =>
  whole().then(
    () => void (missing = undefined),
    (error) => void (missing = error),
  );

self.onmessage = async ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  const act = /** @type {(message: ToWorker) => void | Promise<void>} */ (answers[message.type]);
  if (message.type === "load") loaded = guard("load", () => act(message));
  const needs = message.type !== "load" && needsWhole(message);
  if (needs) loaded = loaded.then(complete);
  await loaded;
  const answer = async () => {
    if (!needs || !missing) return act(message);
    // Where it cannot go, it stays.
    if (message.type === "go") await training.go({ ...message, to: training.trainer?.stepNumber ?? 0 });
    throw missing;
  };
  if (message.type !== "load") await guard(message.type, answer, "run" in message ? message.run : undefined);
};
