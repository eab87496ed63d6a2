// The first minute: four cards that make the page's argument. It opens with them unless its link, its host or its reader asks for the lab.

import { handOver, recall, remember, takeOver } from "../host/memory.js";
import { frame, isEmbedded, readHash, root } from "../host.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { answerCard, answerLine, askedBy } from "./answer.js";
import { guessCard } from "./guess.js";
import { raceCard, STEPS } from "./race.js";
import { seeCard } from "./see.js";
import { opensWithIt } from "./start.js";

/** @import {Outcome, Place} from "../types/minute.js" */
/** @import {App} from "../model/state.js" */
/** A card: its buttons stand in the bar below it; it may be left for the next one once it has been played.
 * @typedef {{node: HTMLElement, buttons: HTMLElement[], mayGoOn: () => boolean, last?: boolean, enter?: (phase: any) => void, leave?: () => void}} Card */

const NAME = "minute";
const [RACE, ANSWER] = [2, 3];
/** What is not there while the first minute is. */
const LAB = ".lead, #answer, .lesson-bar, main, footer";

/** Shows it where it is due; gives back what shows a state in the lab's answer line, what leaves it for the lab, and what keeps its place in a page built anew.
 * @param {App} app @param {import("../host/core.js").Core} module
 * @param {(lesson: string) => void} startLesson */
export function firstMinute(app, module, startLesson) {
  const section = byId("first-minute", HTMLElement);
  const show = (/** @type {boolean} */ open) => {
    section.hidden = !open;
    for (const node of root().querySelectorAll(LAB)) node.classList.toggle("put-off", open);
    frame().classList.toggle("in-first-minute", open);
  };
  const close = () => {
    remember("start", "lab");
    minute?.leave();
    minute = undefined;
    show(false);
    if (app.state().values["page.start"] !== "lab") app.set("page.start", "lab");
    byId("run", HTMLButtonElement).focus();
  };
  const ways = {
    lab: close,
    why: () => {
      close();
      startLesson("columns");
    },
    own: () => {
      close();
      byId("open-file", HTMLButtonElement).focus();
      byId("open-file", HTMLButtonElement).click();
    },
  };
  /** @type {Minute | undefined} */
  let minute;
  const open = (/** @type {boolean} */ focus, /** @type {Place | undefined} */ kept) => {
    minute = new Minute(section, app, module, ways, kept);
    show(true);
    minute.go(kept?.at ?? 0, focus);
  };
  byId("open-minute", HTMLButtonElement).addEventListener("click", () => open(true, undefined));
  const kept = takeOver(NAME);
  if (kept || opensWithIt(readHash(), { embedded: isEmbedded(), remembered: recall("start") })) open(false, kept);
  else show(false);
  return { answer: answerLine(byId("answer", HTMLElement)), toLab: () => minute && close(), keep: () => minute && handOver(NAME, minute.place()) };
}

class Minute {
  /** @type {Card[]} */ #cards;
  #at = 0;
  /** The furthest card that has been open. */
  #reached = 0;
  #heading = element("h2", { tabindex: -1 });
  #place = element("div", { class: "minute-card" });
  #bar = element("div", { class: "buttons minute-buttons" });
  #back = element("button", { type: "button", class: "quiet" }, words.minute.back);
  #next = element("button", { type: "button", class: "primary" }, words.minute.next);
  /** @type {HTMLButtonElement[]} */ #dots;
  /** @type {Outcome | undefined} */ #outcome;
  /** @type {number | undefined} */ #guess;
  #see;
  #race;
  #answer;

  /** @param {HTMLElement} section @param {App} app @param {import("../host/core.js").Core} module @param {{lab: () => void, why: () => void, own: () => void}} ways
   * @param {Place} [kept] where it goes on */
  constructor(section, app, module, ways, kept) {
    const { values } = app.state();
    const seed = () => Number(this.#outcome?.seed ?? Number(values.seed) - 1) + 1;
    const guess = guessCard(STEPS, kept?.guess, (choice) => {
      this.#guess = choice;
      this.#answer.show(this.#outcome, choice);
      this.go(RACE);
      if (!this.#outcome) this.#race.start(seed());
    });
    const ended = (/** @type {Outcome} */ outcome) => {
      this.#outcome = outcome;
      this.#answer.show(outcome, this.#guess);
      this.#reached = ANSWER;
      this.#showBar();
    };
    this.#see = seeCard(kept?.see);
    this.#race = raceCard(app, module, ended, () => this.go(ANSWER));
    const seeds = () => {
      this.go(RACE);
      this.#race.start(seed());
    };
    this.#answer = answerCard({ ...ways, seeds }, () => askedBy({ ...app.state(), values }));
    this.#cards = [this.#see, guess, this.#race, this.#answer];
    this.#dots = words.minute.steps.map((name, k) => {
      const dot = element("button", { type: "button" }, element("span", {}, String(k + 1)), ` ${name}`);
      dot.addEventListener("click", () => this.go(k));
      return dot;
    });
    this.#back.addEventListener("click", () => this.go(this.#at - 1));
    this.#next.addEventListener("click", () => this.go(this.#at + 1));
    this.#place.addEventListener("click", () => this.#showBar());
    this.#fill(section, ways.lab);
    if (kept) this.#goOn(kept);
  }

  /** A race runs again to where it was. @param {Place} kept */
  #goOn({ reached, guess, outcome, race }) {
    [this.#reached, this.#guess, this.#outcome] = [reached, guess, outcome];
    if (outcome) this.#answer.show(outcome, guess);
    if (race) this.#race.start(race.seed, race);
  }

  /** @returns {Place} */
  place() {
    return {
      at: this.#at,
      reached: this.#reached,
      guess: this.#guess,
      outcome: this.#outcome,
      see: this.#see.place(),
      race: this.#race.place(),
    };
  }

  /** @param {HTMLElement} section @param {() => void} skip */
  #fill(section, skip) {
    const leave = element("button", { type: "button", class: "quiet", "data-id": "skip" }, words.minute.skip);
    leave.addEventListener("click", skip);
    const dots = element("ol", { class: "minute-dots", "aria-label": words.minute.name }, ...this.#dots.map((dot) => element("li", {}, dot)));
    section.replaceChildren(element("div", { class: "minute-head" }, dots, leave), this.#place);
  }

  /** @param {number} at @param {boolean} [focus] a page that opens does not take the focus */
  go(at, focus = true) {
    this.#at = at;
    this.#reached = Math.max(this.#reached, at);
    const card = this.#cards[at];
    this.#heading.textContent = words.minute.steps[at];
    this.#place.replaceChildren(this.#heading, card.node, this.#bar);
    this.#bar.replaceChildren(this.#back, ...card.buttons, this.#next);
    card.enter?.(undefined);
    this.#showBar();
    if (focus) this.#heading.focus();
  }

  leave() {
    for (const card of this.#cards) card.leave?.();
  }

  #showBar() {
    const card = this.#cards[this.#at];
    this.#back.hidden = this.#at === 0;
    this.#next.hidden = card.last || !card.mayGoOn();
    for (const [k, dot] of this.#dots.entries()) {
      dot.disabled = k > this.#reached;
      if (k === this.#at) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
    }
  }
}
