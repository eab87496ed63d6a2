// One lesson under way: its pages, what they set, what is predicted and done.
import { announce } from "../host.js";
import { namedLosses } from "../loss/presets.js";
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { holds, holdsSince } from "./checks.js";
import { keepProgress } from "./progress.js";
import { isAnswered, questionOf } from "./question.js";
import { arrivalAt, pagesOf } from "./setup.js";
import { marked, paragraph } from "./text.js";

/** @import {App, State} from "../model/state.js" */
/** @import {Lesson, Prediction} from "./panel.js" */
/** @import {Arrival} from "./setup.js" */
/** @import {Edit} from "../model/experiment.js" */
/** @import {Reading, Said, Source} from "../types/run.js" */

/** @import {Answered} from "./question.js" */
/** What has come of a page: `acted`, its task is done; `lacks`, its data is not open.
 * @typedef {{done: boolean, acted?: boolean, lacks?: boolean, predicted?: number, said: string, answered?: Answered}} Outcome */
/** `next`: the lesson that comes after this one; `open`: the file at an address.
 * @typedef {{end: () => void, next?: {title: string, begin: () => void},
 *   open: (address: string, reading: Reading, ask: (source: Source) => boolean) => Promise<Said | undefined>}} Ways */

export class Player {
  /** @type {string} */ #id;
  /** @type {Lesson} */ #lesson;
  /** @type {HTMLElement} */ #panel;
  /** @type {App} */ #app;
  /** @type {Ways} */ #ways;
  #page = 0;
  /** @type {Map<number, Outcome>} */ #outcomes = new Map();
  /** The page as it was when it had been set up: what is done counts from here. @type {State | undefined} */ #since;
  /** What was selected then: that can be changed before a run has begun. @type {Partial<State>} */ #looked = {};
  #status = element("p", { role: "status" });
  #next = element("button", { type: "button", class: "primary" });
  /** @type {HTMLButtonElement | undefined} */ #further;

  /** @param {string} id @param {Lesson} lesson @param {HTMLElement} panel @param {App} app @param {Ways} ways @param {{page: number, focus: boolean}} begin */
  constructor(id, lesson, panel, app, ways, { page, focus }) {
    [this.#id, this.#lesson, this.#panel, this.#app, this.#ways] = [id, { ...lesson, pages: pagesOf(lesson) }, panel, app, ways];
    this.#next.addEventListener("click", () => this.#goOn());
    // What was wrong with the link is told beside the lesson.
    const { problem } = app.state();
    this.#show(Math.min(page, lesson.pages.length - 1), focus);
    if (problem) app.complain(problem, "");
  }

  /** Counted from 0. */
  get page() {
    return this.#page;
  }

  /** What it still waits for is not wanted any more. */
  leave() {
    this.#outcomes.clear();
  }

  #goOn() {
    if (this.#page + 1 < this.#lesson.pages.length) return this.#show(this.#page + 1);
    this.#complete();
    this.#ways.end();
  }

  #complete() {
    keepProgress(this.#id, { page: 0, done: true });
    announce("complete", { lesson: this.#id });
  }

  /** @param {number} page @param {boolean} [focus] */
  #show(page, focus = true) {
    const [before, { pages }] = [this.#page, this.#lesson];
    const follows = page === before + 1 && this.#outcomes.has(before);
    this.#page = page;
    const seen = this.#outcomes.get(page)?.lacks === false;
    if (!seen) {
      this.#outcomes.set(page, { done: false, lacks: pages[page].setup?.data !== undefined, said: "" });
      this.#since = undefined;
    }
    const heading = this.#draw();
    if (focus) heading.focus();
    this.#panel.scrollTop = 0;
    if (!seen) {
      keepProgress(this.#id, { page, done: false });
      if (follows) this.#setUp({ step: 0, ...pages[page].setup });
      else this.#setUp(arrivalAt(pages, page), true);
    }
    this.look(this.#app.state());
  }

  get #outcome() {
    return /** @type {Outcome} */ (this.#outcomes.get(this.#page));
  }

  #draw() {
    const { title, pages } = this.#lesson;
    const { text, predict, task, question } = pages[this.#page];
    const heading = element("h2", { tabindex: -1 }, `${title} (${words.lessons.of(this.#page + 1, pages.length)})`);
    this.#status = element("p", { role: "status" });
    const back = element("button", { type: "button" }, words.lessons.back);
    back.addEventListener("click", () => this.#show(this.#page - 1));
    back.disabled = this.#page === 0;
    const last = this.#page + 1 === pages.length;
    this.#next.textContent = last ? words.lessons.finish : words.lessons.next;
    this.#further = last ? this.#onward() : undefined;
    const buttons = element("div", { class: "buttons" }, back, this.#next, ...(this.#further ? [this.#further] : []));
    const parts = [...(predict ? [this.#question(predict)] : []), ...(task ? [element("p", { class: "task" }, ...marked(task.say))] : [])];
    const asked = question ? [questionOf(question, this.#outcome.answered, this.#app.state, (answered) => this.#answered(answered))] : [];
    this.#panel.replaceChildren(this.#head(), heading, ...text.map(paragraph), ...parts, this.#status, ...asked, buttons);
    return heading;
  }

  /** @param {Answered} answered */
  #answered(answered) {
    this.#outcome.answered = answered;
    announce("answer", { lesson: this.#id, page: this.#page + 1, given: answered.given, right: answered.right });
    this.look(this.#app.state());
  }

  /** How far it has come, and the way out. */
  #head() {
    const leave = element("button", { type: "button", class: "quiet leave-lesson", title: words.lessons.leaves }, words.lessons.leave);
    leave.addEventListener("click", () => this.#ways.end());
    const dots = this.#lesson.pages.map((_, k) =>
      element("span", { class: k === this.#page ? "dot here" : `dot${this.#outcomes.get(k)?.done || k < this.#page ? " done" : ""}` }),
    );
    return element("div", { class: "lesson-head" }, element("span", { class: "dots", "aria-hidden": "true" }, ...dots), leave);
  }

  /** To the next lesson, once this one is done. */
  #onward() {
    const { next } = this.#ways;
    if (!next) return undefined;
    const button = element("button", { type: "button", class: "onward" }, words.lessons.further(next.title));
    button.addEventListener("click", () => {
      this.#complete();
      next.begin();
    });
    return button;
  }

  /** @param {Arrival} setup @param {boolean} [arrives] without the pages before */
  #setUp({ restart, data, reading, values, loss, quantity, select, step }, arrives = false) {
    const edit = { values, loss: loss ? namedLosses()[loss] : undefined };
    this.#app.pause();
    if (data) this.#open(data, reading ?? {}, edit, step);
    else if (restart || (arrives && step > 0)) this.#app.begin(edit, step);
    else this.#app.apply(edit);
    if (quantity) this.#app.show(quantity);
    if (select) this.#app.select({ row: select[0], column: select[1] });
    const { selection, quantity: shown } = this.#app.state();
    this.#looked = { selection, quantity: shown };
  }

  /** The run on the lesson's own data, unless another page is there by then; without the data there is nothing to do on this one.
   * @param {string} data @param {Reading} reading @param {Edit} edit @param {number} step */
  async #open(data, reading, edit, step) {
    const outcome = this.#outcome;
    outcome.lacks = true;
    const isWanted = () => this.#outcomes.get(this.#page) === outcome;
    const refused = await this.#ways.open(data, reading, (source) => isWanted() && this.#app.begin(edit, step, source));
    if (!isWanted()) return;
    outcome.lacks = refused !== undefined;
    if (refused) outcome.said = words.lessons.noData(data, words.problem(refused));
    this.look(this.#app.state());
  }

  /** @param {Prediction} predict */
  #question({ ask, choices }) {
    const options = choices.map(({ say }, k) => {
      const input = element("input", { type: "radio", name: "prediction", value: k });
      input.checked = this.#outcome.predicted === k;
      input.addEventListener("change", () => {
        this.#outcome.predicted = k;
        this.look(this.#app.state());
      });
      return element("label", {}, input, " ", ...marked(say));
    });
    return element("fieldset", { class: "prediction" }, element("legend", {}, ...marked(ask)), ...options);
  }

  /** Is the page done? What has been done stays done. @param {State} state */
  look(state) {
    const { predict, task, question } = this.#lesson.pages[this.#page];
    const outcome = this.#outcome;
    const owes = predict !== undefined && outcome.predicted === undefined && !outcome.acted;
    // A matrix of before is nothing to judge by.
    const settled = !outcome.lacks && !state.pending && !state.fresh && !state.going;
    if (settled) this.#since ??= { ...state, ...this.#looked };
    this.#app.lock(owes || (!this.#since && !outcome.acted));
    if (!outcome.acted && !owes && settled && this.#since && (!task || holdsSince(this.#since, state, task.check))) {
      outcome.acted = true;
      outcome.said = [task ? words.lessons.done : "", predict ? this.#verdict(predict, state) : ""].filter(Boolean).join(" ");
    }
    outcome.done = Boolean(outcome.acted) && (!question || isAnswered(outcome.answered));
    if (outcome.acted) for (const input of this.#panel.querySelectorAll(".prediction:not(.asked) input")) input.setAttribute("disabled", "");
    // What is asked is about what the task shows.
    for (const asked of this.#panel.querySelectorAll("fieldset.asked")) asked.toggleAttribute("disabled", !outcome.acted);
    this.#say(outcome.said || (owes ? words.lessons.predict : ""));
    for (const button of [this.#next, this.#further]) if (button) button.disabled = !outcome.done;
  }

  /** @param {Prediction} predict @param {State} state */
  #verdict({ choices }, state) {
    const { predicted } = this.#outcome;
    const right = choices.findIndex(({ check }) => !check || holds(state, check));
    announce("answer", { lesson: this.#id, page: this.#page + 1, choice: Number(predicted) + 1, right: right === predicted });
    return `${right === predicted ? words.lessons.right : words.lessons.wrong(choices[right].say)} ${choices[right].because}`;
  }

  /** @param {string} sentence */
  #say(sentence) {
    if (this.#status.textContent !== sentence) this.#status.textContent = sentence;
  }
}
