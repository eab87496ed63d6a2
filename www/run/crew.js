// In a run's worker: its steps and their measuring shared with partners, each in a worker of its own. All numbers have the bits of those made alone, however many partners there are.

/** @import {Measuring, PartGradients, StepReport, Trainer} from "../../pkg/web/tripletscope.js" */
/** @import {FromPartner, ToPartner} from "./protocol.js" */

/** A partner that has not answered for so long, or for so many times what the leader's own part took, is lost. */
const [PATIENCE_MS, PATIENCE_SHARES] = [5000, 20];

/** @typedef {{first: number, last: number, from: number, to: number}} Share parts, and the questions in them */

/** Who takes which parts and questions of a step: the leader first. @param {number} memories @param {number} of parts @param {number} questions @returns {Share[]} */
const shares = (memories, of, questions) =>
  Array.from({ length: memories }, (_, k) => {
    const [first, last] = [Math.floor((k * of) / memories), Math.floor(((k + 1) * of) / memories)];
    return { first, last, from: Math.floor((first * questions) / of), to: Math.floor((last * questions) / of) };
  });

/** Nobody needs what it has made itself. @param {PartGradients[]} parts @param {Share} own */
const without = (parts, { first, last }) => parts.map((part, k) => (k >= first && k < last ? null : part));

/** The memory of their arrays, to be handed over. @param {PartGradients[]} parts */
export const buffersOf = (parts) => /** @type {ArrayBuffer[]} */ (parts.flatMap((part) => Object.values(part).map(({ buffer }) => buffer)));

export class Crew {
  /** @type {MessagePort[]} */ #ports;
  /** @type {((error: Error) => void)[]} of what is waited for */ #failures = [];
  /** The run that the partners follow, and the step at which they stand. @type {Trainer | undefined} */ #followed;
  #at = -1;
  /** Milliseconds of the leader's own part of the last step. */
  #own = 0;

  /** @param {MessagePort[]} ports one to each partner */
  constructor(ports) {
    this.#ports = ports;
  }

  /** The leader and its partners. */
  get size() {
    return this.#ports.length + 1;
  }

  end() {
    for (const port of this.#ports) port.close();
    for (const fail of this.#failures) fail(new Error("The partners were dismissed."));
    this.#failures = [];
  }

  /** One step; undefined if the run was replaced meanwhile. Throws if a partner is lost: the run then stands where it stood.
   * @param {Trainer} trainer @param {() => boolean} isCurrent @returns {Promise<StepReport | undefined>} */
  async step(trainer, isCurrent) {
    if (!this.follows(trainer, trainer.stepNumber)) await this.#join(trainer);
    if (!isCurrent()) return undefined;
    const { tokens, questions, pairs } = trainer.begin();
    const { loss, adam } = trainer.config();
    const of = trainer.parts;
    const [own, ...others] = shares(this.size, of, questions);
    const width = tokens.length / questions;
    const rows = (/** @type {Share} */ { from, to }) => tokens.slice(from * width, to * width);
    const encoded = others.map((share, k) => this.#ask(k, { type: "encode", tokens: rows(share), questions: share.to - share.from }, "encoded"));
    const start = performance.now();
    const vectors = joined([trainer.encode(rows(own), own.to - own.from), ...(await this.#all(encoded)).map((answer) => answer.vectors)]);
    if (!isCurrent()) return undefined;
    const judged = others.map(({ first, last }, k) => this.#ask(k, { type: "judge", vectors, pairs, first, last, of, loss }, "judged"));
    const made = trainer.partGradients(vectors, own.first, own.last, of);
    this.#own = performance.now() - start;
    const parts = [...made, ...(await this.#all(judged)).flatMap((answer) => answer.parts)];
    if (!isCurrent()) return undefined;
    for (const [k, share] of others.entries()) {
      // The leader has kept its own; the last of those who need them may have these.
      const given = k === others.length - 1 ? buffersOf(made) : [];
      this.#ports[k].postMessage(/** @type {ToPartner} */ ({ type: "finish", parts: without(parts, share), adam }), given);
    }
    const report = trainer.finish(without(parts, own));
    this.#at = trainer.stepNumber;
    return report;
  }

  /** Do the partners have the weights of a run at this step? @param {Trainer} trainer @param {number} step */
  follows(trainer, step) {
    return this.#followed === trainer && this.#at === step;
  }

  /** A piece of a measurement of the weights that the partners have, and a piece more by each of them; false if nothing was left to do.
   * @param {Measuring} work @param {() => boolean} isCurrent is it still wanted? */
  async measure(work, isCurrent) {
    const lent = this.#ports.flatMap((_, k) => work.ahead(k + 1) ?? []);
    const encoded = lent.map(({ tokens, questions }, k) => this.#ask(k, { type: "encode", tokens, questions }, "encoded"));
    const more = work.advance();
    for (const { vectors } of await this.#all(encoded)) if (isCurrent()) work.take(vectors);
    return more;
  }

  /** The partners take the weights and the optimiser of a run. @param {Trainer} trainer */
  async #join(trainer) {
    const saved = trainer.save();
    const at = trainer.stepNumber;
    await this.#all(this.#ports.map((_, k) => this.#ask(k, { type: "join", saved }, "joined")));
    [this.#followed, this.#at] = [trainer, at];
  }

  /** @template T @param {Promise<T>[]} answers @returns {Promise<T[]>} */
  async #all(answers) {
    try {
      return await Promise.all(answers);
    } finally {
      this.#failures = [];
    }
  }

  /** @template {FromPartner["type"]} T @param {number} partner @param {ToPartner} message @param {T} type of the answer
   * @returns {Promise<Extract<FromPartner, {type: T}>>} */
  #ask(partner, message, type) {
    const port = this.#ports[partner];
    const answer = new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error("A partner does not answer.")), Math.max(PATIENCE_MS, PATIENCE_SHARES * this.#own));
      const fail = (/** @type {Error} */ error) => {
        clearTimeout(patience);
        reject(error);
      };
      this.#failures.push(fail);
      port.onmessage = ({ data }) => {
        if (data.type !== type) return fail(new Error(data.sentence ?? `A partner answered ${data.type} instead of ${type}.`));
        clearTimeout(patience);
        resolve(data);
      };
    });
    // Those who wait hear of it; one that nobody waits for any more is no error of the page.
    answer.catch(() => {});
    port.postMessage(message);
    return answer;
  }
}

/** @param {Float32Array[]} lists */
function joined(lists) {
  const all = new Float32Array(lists.reduce((sum, list) => sum + list.length, 0));
  lists.reduce((at, list) => {
    all.set(list, at);
    return at + list.length;
  }, 0);
  return all;
}
