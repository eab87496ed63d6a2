// How often workers have crashed since the runs last got further or somebody asked for something: too often, and nobody goes on trying.
import { words } from "../words/index.js";

/** So many crashes without anybody's doing anything in between are too many to go on trying. */
const TOO_MANY = 2;

export class Crashes {
  #count = 0;
  #furthest = 0;
  /** Did the runs go on when the first crash came? */
  played = false;

  get tooMany() {
    return this.#count >= TOO_MANY;
  }

  /** @param {boolean} playing */
  add(playing) {
    if (this.#count === 0) this.played = playing;
    this.#count++;
  }

  giveUp() {
    this.#count = TOO_MANY;
  }

  forget() {
    this.#count = 0;
  }

  /** What is said of it. @param {string} what has happened */
  noticeOf(what) {
    const again = this.tooMany;
    return { sentence: `${what} ${again ? words.notice.stuck : words.notice.repaired}`, again };
  }

  /** Runs begin at a step. @param {number} step */
  begin(step) {
    this.#furthest = step;
  }

  /** Where no run has been yet, the next crash is another one. @param {number} step */
  reach(step) {
    if (step > this.#furthest) [this.#furthest, this.#count] = [step, 0];
  }
}
