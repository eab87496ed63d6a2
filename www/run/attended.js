// A worker that is heard of until it is no more: whoever starts it hears at once of its end, however it comes, and of one that does not come at all.
import { startWorker } from "../host.js";

/** One that has not said that it is ready by then will not come. */
const READY_MS = 30_000;

let locks = 0;

/** Starts a worker. What it says is `hear`d, and `gone` is called once, with what is known of why, unless it has been ended before.
 * @template Message
 * @param {import("../host.js").WorkerName} name
 * @param {import("../host/core.js").Core} module
 * @param {(message: Message) => void} hear
 * @param {(sentence: string) => void} gone */
export function attended(name, module, hear, gone) {
  const [worker, life] = [startWorker(name), new AbortController()];
  const lock = `tripletscope-${crypto.randomUUID?.() ?? Math.random()}-${locks++}`;
  const { signal } = life;
  const end = () => {
    life.abort();
    worker.terminate();
  };
  const lose = (sentence = "") => {
    if (signal.aborted) return;
    end();
    gone(sentence);
  };
  const late = setTimeout(lose, READY_MS);
  signal.addEventListener("abort", () => clearTimeout(late));
  worker.onmessage = ({ data }) => {
    if (signal.aborted) return;
    clearTimeout(late);
    // Its lock is free when it is no more: so one that is ended from outside is missed at once.
    if (data.type === "held") navigator.locks.request(lock, { signal }, () => lose()).catch(() => {});
    else if (data.type !== "ready") hear(data);
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    lose(event.message);
  };
  worker.postMessage({ type: "load", module, lock });
  return { say: (/** @type {object} */ message, /** @type {Transferable[]} */ transfer = []) => worker.postMessage(message, transfer), end };
}
/** @typedef {ReturnType<typeof attended>} Attended */
