// The page's side of training: the only file that knows that there is a worker. It starts it, talks to it and starts it anew after a crash.
import { startWorker } from "./host.js";

/** @import {Answer, Explanation, FromWorker, Frame, Pace, RunConfig, Source, ToWorker} from "./protocol.js" */

/** What the page does with the worker's news.
 * @typedef {object} Handlers
 * @property {(frame: Frame) => Promise<void>} frame resolves once it is drawn
 * @property {(message: Extract<FromWorker, {type: "progress"}>) => void} progress
 * @property {(message: Extract<FromWorker, {type: "opened"}>, source: Source) => void} opened
 * @property {(message: Extract<FromWorker, {type: "refused"}>) => void} refused
 * @property {(playing: boolean) => void} playing
 * @property {(message: Extract<FromWorker, {type: "saved"}>) => void} saved
 * @property {(answer: Answer) => void} answer
 * @property {(explanation: Explanation) => void} explanation
 * @property {(sentence: string) => void} crashed the worker has been started anew, with the data that was open
 */

export class Trainer {
  /** @type {WebAssembly.Module} */ #module;
  /** @type {Handlers} */ #handlers;
  /** @type {Worker} */ #worker;
  /** Counts runs, so that a late frame of the one before is not taken for one of this. */
  #run = 0;
  /** @type {Source | undefined} */ #source;
  /** @type {Map<number, Source>} */ #opening = new Map();
  /** @type {RunConfig | undefined} */ #config;
  /** @type {Pace | undefined} */ #pace;

  /** @param {WebAssembly.Module} module @param {Handlers} handlers */
  constructor(module, handlers) {
    this.#module = module;
    this.#handlers = handlers;
    this.#worker = this.#start();
  }

  /** Reads data and begins a run on it, or continues a saved one; until that has worked the present run stays.
   * @param {Source} source @param {RunConfig} config @param {Uint8Array} [saved] */
  open(source, config, saved) {
    const run = ++this.#run;
    this.#opening.set(run, source);
    this.#config ??= config;
    this.#say({ type: "open", run, source, config, saved });
  }

  /** Begins the run anew. @param {RunConfig} config */
  reset(config) {
    this.#config = config;
    this.#say({ type: "reset", run: ++this.#run, config });
  }

  /** Other settings from the next step on. @param {RunConfig} config */
  configure(config) {
    this.#config = config;
    this.#say({ type: "configure", config });
  }

  /** @param {Pace} pace */
  pace(pace) {
    this.#pace = pace;
    this.#say({ type: "pace", pace });
  }

  play = () => this.#say({ type: "play" });
  pause = () => this.#say({ type: "pause" });
  step = () => this.#say({ type: "step" });
  /** @param {"run" | "model"} what */
  save = (what) => this.#say({ type: "save", what });
  /** @param {string} question1 @param {string} question2 */
  ask = (question1, question2) => this.#say({ type: "ask", question1, question2 });
  /** @param {number} run @param {number} step @param {number} pair */
  explain = (run, step, pair) => this.#say({ type: "explain", run, step, pair });

  /** @param {ToWorker} message */
  #say(message) {
    this.#worker.postMessage(message);
  }

  #start() {
    const worker = startWorker("trainer");
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => this.#restart(event.message || "The worker could not be loaded.");
    worker.postMessage({ type: "load", module: this.#module });
    return worker;
  }

  /** @param {FromWorker} message */
  async #hear(message) {
    if (message.type === "frame") {
      await this.#handlers.frame(message.frame);
      this.#say({ type: "drawn" });
    } else if (message.type === "opened") {
      this.#source = /** @type {Source} */ (this.#opening.get(message.run));
      this.#opening.delete(message.run);
      this.#config = message.config;
      this.#handlers.opened(message, this.#source);
    } else if (message.type === "playing") this.#handlers.playing(message.playing);
    else if (message.type === "progress") this.#handlers.progress(message);
    else if (message.type === "refused") this.#handlers.refused(message);
    else if (message.type === "saved") this.#handlers.saved(message);
    else if (message.type === "answer") this.#handlers.answer(message.answer);
    else if (message.type === "explanation") this.#handlers.explanation(message.explanation);
    else this.#restart(message.sentence);
  }

  /** Another worker takes over at the start of the run. @param {string} sentence */
  #restart(sentence) {
    const working = this.#source !== undefined;
    this.#worker.terminate();
    this.#handlers.crashed(sentence);
    if (!working) return;
    this.#worker = this.#start();
    if (this.#pace) this.pace(this.#pace);
    if (this.#source && this.#config) this.open(this.#source, this.#config);
  }
}
