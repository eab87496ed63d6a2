// Answers case after case in a thread of its own, so that one that hangs can be stopped from outside.
import { parentPort, workerData } from "node:worker_threads";
import { answer } from "./cases.mjs";

/** Cases between two messages. */
const AT_ONCE = 50;

const { kind, from, to } = /** @type {{kind: import("./cases.mjs").Kind, from: number, to: number}} */ (workerData);
const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);

let [read, refused] = [0, 0];
for (let number = from; number < to; number++) {
  try {
    if (answer(kind, number) === "read") read++;
    else refused++;
  } catch (error) {
    port.postMessage({
      number: number + 1,
      read,
      refused,
      trap: error instanceof WebAssembly.RuntimeError,
      failed: `${kind} ${number}: ${error instanceof Error ? (error.stack ?? error.message) : error}`,
    });
    process.exit(0);
  }
  if ((number + 1 - from) % AT_ONCE === 0 || number + 1 === to) {
    port.postMessage({ number: number + 1, read, refused });
    [read, refused] = [0, 0];
  }
}
