// Undo for settings: what was in force in the run that was changed, before each change.

/** @import {Settings} from "./experiment.js" */
/** @typedef {Settings & {shown: number}} Entry */

export class Undo {
  /** @type {Entry[]} */ #past = [];
  /** @type {Entry[]} */ #future = [];
  /** What was changed last: going on changing it, as with a slider, is one change. */
  #touched = "";

  get can() {
    return { undo: this.#past.length > 0, redo: this.#future.length > 0 };
  }

  /** @param {Entry} before @param {string} touched what is changed */
  note(before, touched) {
    if (touched !== this.#touched || this.#future.length > 0) this.#past.push(before);
    this.#touched = touched;
    this.#future = [];
  }

  /** What to go back to. @param {(run: number) => Settings} now what is in force in a run @returns {Entry | undefined} */
  undo = (now) => this.#move(this.#past, this.#future, now);
  /** @param {(run: number) => Settings} now @returns {Entry | undefined} */
  redo = (now) => this.#move(this.#future, this.#past, now);

  /** Runs have come or gone: nothing before can be gone back to. */
  forget() {
    [this.#past, this.#future, this.#touched] = [[], [], ""];
  }

  /** @param {Entry[]} from @param {Entry[]} to @param {(run: number) => Settings} now */
  #move(from, to, now) {
    const entry = from.pop();
    if (entry) to.push({ shown: entry.shown, ...now(entry.shown) });
    this.#touched = "";
    return entry;
  }
}
