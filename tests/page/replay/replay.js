// The page's own parts without the page: they go to steps back and forth, fork at one, and go on with both. The bits stand in the document at the end.
import init, { presets } from "../../../pkg/web/tripletscope.js";
import { wasmModule } from "../../../www/host.js";
import { Lockstep } from "../../../www/run/lockstep.js";
import { edited, logOf } from "../../../www/model/experiment.js";
import { readAddress } from "../../../www/model/settings.js";
import { Trainer } from "../../../www/run/run-client.js";
import { bitsOf } from "./bits.js";

/** @typedef {import("../../../www/types/run.js").Frame} Frame */

const FORK = 150;
/** @type {(frames: Frame[]) => void} */
let arrived = () => {};

/** The bits of all runs at a step, once something has brought them there. @param {number} step @param {() => void} act @returns {Promise<ReturnType<typeof bitsOf>[]>} */
const bitsAt = (step, act) =>
  new Promise((resolve) => {
    arrived = (frames) => frames[0].step === step && resolve(frames.map(({ similarity, report }) => bitsOf(similarity, report?.loss)));
    act();
  });

async function replay() {
  const module = await wasmModule();
  await init({ module_or_path: module });
  const { problems: _, step: __, ...experiment } = readAddress();
  const handlers = /** @type {ConstructorParameters<typeof Trainer>[2]} */ (/** @type {unknown} */ (new Proxy({}, { get: () => () => {} })));
  const frames = async (/** @type {Frame[]} */ round) => arrived(round);
  const runs = new Lockstep(() => new Trainer(module, [], handlers), { frames, spent: () => 0, playing: () => {} });
  /** @param {number} run @param {typeof experiment} [now] */
  const start = (run, now = experiment) => ({ source: { kind: /** @type {const} */ ("builtin"), config: {} }, log: logOf(now, run) });
  const alone = [await bitsAt(0, () => void runs.open([start(0)]))];
  for (const step of [150, 300, 150, 1, 299, 64, 65, 0, 128]) alone.push(await bitsAt(step, () => runs.seek(step)));
  const fork = edited(experiment, { shown: 0, step: FORK, head: 300 }, { loss: presets().forum });
  if (!fork) throw new Error("There is room for a fork.");
  const together = [await bitsAt(FORK, () => runs.seek(FORK)), await bitsAt(FORK, () => void runs.add(start(1, fork.experiment), { forks: { of: runs.run(0), step: FORK } }))];
  for (const step of [200, 151, 149, 100]) together.push(await bitsAt(step, () => runs.seek(step)));
  return { alone, together };
}

const result = /** @type {HTMLElement} */ (document.getElementById("result"));
replay()
  .then((bits) => JSON.stringify(bits))
  .catch((error) => JSON.stringify({ error: String(error.stack ?? error) }))
  .then((text) => void (result.textContent = text));
