// The page's own parts without the page: a run whose steps two workers share, and again four. Its bits after each step, and how many took the last one, stand
// in the document at the end.
import { begin } from "../../../www/host/core.js";
import { wasmModule } from "../../../www/host.js";
import { logOf } from "../../../www/model/experiment.js";
import { readAddress } from "../../../www/model/settings.js";
import { RunClient } from "../../../www/run/run-client.js";
import { bitsOf } from "./bits.js";

const steps = Number(new URLSearchParams(location.search).get("steps"));

/** @param {import("../../../www/host/core.js").Core} module @param {number} allowed */
async function shared(module, allowed) {
  const log = logOf(readAddress().experiment, 0);
  const client = new RunClient(module, [], () => {});
  await client.open({ kind: "builtin", config: {} }, log);
  client.begin(log, 0);
  client.allow(allowed);
  const bits = [];
  let workers = 0;
  for (let step = 1; step <= steps; step++) {
    const frame = await client.go({ to: step, every: 0, extent: "sample" });
    if (!frame) throw new Error(`There is no step ${step}.`);
    bits.push(bitsOf(frame.similarity, frame.report?.loss));
    workers = frame.workers;
  }
  client.end();
  return { bits, workers };
}

async function both() {
  const module = await wasmModule();
  await begin(module);
  return [await shared(module, 2), await shared(module, 4)];
}

const result = /** @type {HTMLElement} */ (document.getElementById("result"));
both()
  .then((said) => JSON.stringify(said))
  .catch((error) => JSON.stringify({ error: String(error.stack ?? error) }))
  .then((text) => void (result.textContent = text));
