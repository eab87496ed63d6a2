// The page's own parts without the page: they go to steps back and forth, fork at one, and go on with both. The bits stand in the document at the end.
import { presets } from "../../../pkg/web/tripletscope.js";
import { begin } from "../../../www/host/core.js";
import { wasmModule } from "../../../www/host.js";
import { Lockstep } from "../../../www/run/lockstep.js";
import { edited, logOf } from "../../../www/model/experiment.js";
import { readAddress } from "../../../www/model/settings.js";
import { RunClient } from "../../../www/run/run-client.js";
import { budgetOf } from "../../../www/run/snapshots.js";
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
  await begin(module);
  const { experiment } = readAddress();
  const runs = new Lockstep({ frames: async (round) => arrived(round), spent: () => 0, playing: () => {}, edge: () => {}, measuring: () => {} });
  /** @param {number} run @param {typeof experiment} [now] @param {import("../../../www/run/run-client.js").Past} [past] */
  const opened = async (run, now = experiment, past = undefined) => {
    const client = new RunClient(module, [], () => {});
    const log = logOf(now, run);
    await client.open({ kind: "builtin", config: {} }, log);
    client.begin(log, budgetOf(1), past);
    return client;
  };
  const first = await opened(0);
  const alone = [await bitsAt(0, () => runs.begin([first], 0))];
  for (const step of [150, 300, 150, 1, 299, 64, 65, 0, 128]) alone.push(await bitsAt(step, () => runs.seek(step)));
  const fork = edited(experiment, { shown: 0, step: FORK, head: 300 }, { loss: presets().forum });
  if (!fork) throw new Error("There is room for a fork.");
  const stood = await bitsAt(FORK, () => runs.seek(FORK));
  const forked = await opened(1, fork.experiment, await first.past(FORK));
  const together = [stood, await bitsAt(FORK, () => runs.join(forked, 1))];
  for (const step of [200, 151, 149, 100]) together.push(await bitsAt(step, () => runs.seek(step)));
  return { alone, together };
}

const result = /** @type {HTMLElement} */ (document.getElementById("result"));
replay()
  .then((bits) => JSON.stringify(bits))
  .catch((error) => JSON.stringify({ error: String(error.stack ?? error) }))
  .then((text) => void (result.textContent = text));
