// Lessons: pages that set the page up, explain, let the learner predict, and are done when the learner has done something.
import { announce, readHash } from "../host.js";
import { namedLosses } from "../loss/presets.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { holds } from "./checks.js";
import { lessonOf } from "./link.js";
import { findLesson, IDS } from "./source.js";

/** @import {Check} from "./checks.js" */
/** @import {Quantity} from "../model/state.js" */
/** @import {Values} from "../types/run.js" */
/** @import {App, State} from "../model/state.js" */

/** What a page sets before it is read.
 * @typedef {{restart?: boolean, values?: Values, loss?: string, quantity?: Quantity, select?: [number, number]}} Setup */
/** A question with its choices; the first whose check holds when the task is done is the right one, the last needs none.
 * @typedef {{ask: string, choices: {say: string, check?: Check, because: string}[]}} Prediction */
/** @typedef {{text: string[], setup?: Setup, predict?: Prediction, task?: {say: string, check: Check}}} LessonPage */
/** @typedef {{id?: string, title: string, pages: LessonPage[]}} Lesson */

/** @param {App} app */
export function lessons(app) {
  const panel = byId("lesson", HTMLElement);
  const choice = byId("lessons", HTMLSelectElement);
  choice.append(...IDS.map((id, k) => element("option", { value: id }, words.lessons.titles[k])));
  /** @type {Player | undefined} */
  let player;
  const end = () => {
    player = undefined;
    panel.hidden = true;
    choice.focus();
  };
  /** @param {string | object} given @param {boolean} [focus] only where somebody has pressed Start: a page in another one does not take the focus */
  const play = async (given, focus = false) => {
    try {
      const { id, lesson } = await findLesson(given);
      if (IDS.includes(id)) choice.value = id;
      panel.hidden = false;
      player = new Player(id, lesson, panel, app, end, focus);
    } catch (error) {
      app.complain(error instanceof Error ? error.message : String(error));
    }
  };
  // A lesson that is asked for before there is a matrix waits for it.
  let begun = false;
  /** @type {string | object | undefined} */
  let waiting = lessonOf(readHash());
  const start = async (/** @type {string | object} */ given) => {
    if (begun) await play(given);
    else waiting = given;
  };
  const look = (/** @type {State} */ state) => {
    if (!begun && state.batchSize > 0) {
      begun = true;
      if (waiting) play(waiting);
    }
    player?.look(state);
  };
  byId("start-lesson", HTMLButtonElement).addEventListener("click", () => play(choice.value, true));
  return { start, look };
}

class Player {
  /** @type {Lesson} */ #lesson;
  /** @type {HTMLElement} */ #panel;
  /** @type {App} */ #app;
  #page = 0;
  #done = false;
  /** @type {number | undefined} */ #predicted;
  #status = element("p", { role: "status" });
  #next = element("button", { type: "button", class: "primary" });

  /** @type {() => void} */ #end;

  #id;

  /** @param {string} id @param {Lesson} lesson @param {HTMLElement} panel @param {App} app @param {() => void} end @param {boolean} focus */
  constructor(id, lesson, panel, app, end, focus) {
    this.#id = id;
    [this.#lesson, this.#panel, this.#app, this.#end] = [lesson, panel, app, end];
    this.#next.addEventListener("click", () => this.#show(this.#page + 1));
    // What was wrong with the link is told beside the lesson.
    const { problem } = app.state();
    this.#show(0, focus);
    if (problem) app.complain(problem, "");
  }

  /** @param {number} page @param {boolean} [focus] */
  #show(page, focus = true) {
    const { title, pages } = this.#lesson;
    if (page === pages.length) {
      announce("complete", { lesson: this.#id });
      return this.#end();
    }
    [this.#page, this.#done, this.#predicted] = [page, false, undefined];
    const { text, setup, predict, task } = pages[page];
    const heading = element("h2", { tabindex: -1 }, `${title} (${words.lessons.of(page + 1, pages.length)})`);
    this.#status = element("p", { role: "status" });
    const back = element("button", { type: "button" }, words.lessons.back);
    back.addEventListener("click", () => this.#show(page - 1));
    back.disabled = page === 0;
    this.#next.textContent = page + 1 === pages.length ? words.lessons.finish : words.lessons.next;
    const paragraphs = text.map((paragraph) => element("p", {}, paragraph));
    const parts = [...(predict ? [this.#question(predict)] : []), ...(task ? [element("p", { class: "task" }, task.say)] : [])];
    this.#panel.replaceChildren(heading, ...paragraphs, ...parts, this.#status, element("div", { class: "buttons" }, back, this.#next));
    if (focus) heading.focus();
    if (setup) this.#setUp(setup);
    this.look(this.#app.state());
  }

  /** @param {Setup} setup */
  #setUp({ restart, values, loss, quantity, select }) {
    this.#app.apply({ values, loss: loss ? namedLosses()[loss] : undefined });
    if (quantity) this.#app.show(quantity);
    if (select) this.#app.select({ row: select[0], column: select[1] });
    if (restart) this.#app.restart();
  }

  /** @param {Prediction} predict */
  #question({ ask, choices }) {
    const options = choices.map(({ say }, k) => {
      const input = element("input", { type: "radio", name: "prediction", value: k });
      input.addEventListener("change", () => {
        this.#predicted = k;
        this.look(this.#app.state());
      });
      return element("label", {}, input, ` ${say}`);
    });
    return element("fieldset", { class: "prediction" }, element("legend", {}, ask), ...options);
  }

  /** Is the page done? What has been done stays done. @param {State} state */
  look(state) {
    const { predict, task } = this.#lesson.pages[this.#page];
    const waits = predict && this.#predicted === undefined;
    if (!this.#done && !waits && (!task || holds(state, task.check))) {
      this.#done = true;
      for (const input of this.#panel.querySelectorAll("input")) input.disabled = true;
      this.#say([task ? words.lessons.done : "", predict ? this.#verdict(predict, state) : ""].filter(Boolean).join(" "));
    } else if (!this.#done) this.#say(waits ? words.lessons.predict : "");
    this.#next.disabled = !this.#done;
  }

  /** @param {Prediction} predict @param {State} state */
  #verdict({ choices }, state) {
    const right = choices.findIndex(({ check }) => !check || holds(state, check));
    announce("answer", { lesson: this.#id, page: this.#page + 1, choice: Number(this.#predicted) + 1, right: right === this.#predicted });
    return `${right === this.#predicted ? words.lessons.right : words.lessons.wrong(choices[right].say)} ${choices[right].because}`;
  }

  /** @param {string} sentence */
  #say(sentence) {
    if (this.#status.textContent !== sentence) this.#status.textContent = sentence;
  }
}
