// Lessons: pages that set the page up, explain, let the learner predict, and are done when the learner has done something.
import { content, readHash } from "../host.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { lessonOf, pageOf, placeOf, withLesson } from "./link.js";
import { progressOf } from "./progress.js";
import { COURSE, findLesson, IDS } from "./source.js";

/** @import {Check} from "./checks.js" */
/** @import {Quantity} from "../model/state.js" */
/** @import {Reading, Said, Source, Values} from "../types/run.js" */
/** @import {App, State} from "../model/state.js" */

/** What a page sets before it is read.
 * @typedef {{restart?: boolean, data?: string, reading?: Reading, values?: Values, loss?: string, quantity?: Quantity, select?: [number, number]}} Setup */
/** A question with its choices; the first whose check holds when the task is done is the right one, the last needs none.
 * @typedef {{ask: string, choices: {say: string, check?: Check, because: string}[]}} Prediction */
/** @typedef {{text: string[], setup?: Setup, predict?: Prediction, task?: {say: string, check: Check}, question?: import("./question.js").Question}} LessonPage */
/** @typedef {{id?: string, title: string, data?: string, reading?: Reading, pages: LessonPage[]}} Lesson */
/** Opens the file at an address, as `ask` asks for it; what it was refused with. @typedef {(address: string, reading: Reading, ask: (source: Source) => boolean, base: string) => Promise<Said | undefined>} OpenAt */

/** What of a view is put back with the run. @typedef {Pick<State, "selection" | "quantity" | "threshold">} Look */
/** A lesson and its page, counted from 1, as a link has it. @typedef {{given: string | object, page?: string}} Asked */

/** All lessons, the course and the questions apart. @param {(id: string) => boolean} [isDone] those are ticked */
export function lessonOptions(isDone = () => false) {
  const option = (/** @type {string} */ id, /** @type {number} */ k) =>
    element("option", { value: id }, isDone(id) ? words.lessons.ticked(words.lessons.titles[k]) : words.lessons.titles[k]);
  const options = IDS.map(option);
  const group = (/** @type {string} */ label, /** @type {HTMLElement[]} */ own) => element("optgroup", { label }, ...own);
  const [course, questions] = [options.slice(0, COURSE), options.slice(COURSE)];
  return [group(words.lessons.course, course), ...(questions.length > 0 ? [group(words.lessons.questions, questions)] : [])];
}

/** @param {App} app @param {OpenAt} openAt */
export function lessons(app, openAt) {
  const panel = byId("lesson", HTMLElement);
  const choice = byId("lessons", HTMLSelectElement);
  const offer = () => {
    const chosen = choice.value;
    choice.replaceChildren(...lessonOptions((id) => progressOf(id).done));
    if (chosen) choice.value = chosen;
  };
  offer();
  const address = lessonOf(readHash());
  /** What is asked for, until it is there. @type {Asked | undefined} */
  let waiting = address ? { given: address, page: pageOf(readHash()) } : undefined;
  /** What the link names. */
  let named = address;
  /** @type {import("./player.js").Player | undefined} */
  let player;
  /** @type {Look | undefined} */
  let parked;
  /** @type {Look | undefined} to be put back when the run is */
  let returning;

  const show = (/** @type {boolean} */ open) => {
    panel.hidden = !open;
    content().classList.toggle("in-lesson", open);
  };
  const close = () => {
    player?.leave();
    [player, named, waiting] = [undefined, undefined, undefined];
    show(false);
    offer();
    app.lock(false);
  };
  const leave = () => {
    close();
    [returning, parked] = [parked, undefined];
    app.unpark();
    choice.focus();
  };
  const nextOf = (/** @type {string} */ id) => {
    const next = IDS[IDS.indexOf(id) + 1];
    return IDS.includes(id) && next ? { title: words.lessons.titles[IDS.indexOf(next)], begin: () => play({ given: next }, true) } : undefined;
  };
  /** @param {Asked} asked @param {boolean} [focus] only where somebody has pressed Start: a page in another one does not take the focus */
  const play = async ({ given, page }, focus = false) => {
    try {
      const [{ Player }, { id, lesson, base }] = await Promise.all([import("./player.js"), findLesson(given)]);
      if (IDS.includes(id)) choice.value = id;
      if (!parked) {
        const { selection, quantity, threshold } = app.state();
        parked = { selection, quantity, threshold };
        app.park();
      }
      named = typeof given === "string" ? given : undefined;
      show(true);
      const open = (/** @type {string} */ address, /** @type {Reading} */ reading, /** @type {(source: Source) => boolean} */ ask) =>
        openAt(address, reading, ask, base);
      const ways = { end: leave, next: nextOf(id), open };
      player?.leave();
      const { length } = lesson.pages;
      const { at, isThere } = page === undefined ? { at: typeof given === "string" ? progressOf(id).page : 0, isThere: true } : placeOf(page, length);
      player = new Player(id, lesson, panel, app, ways, { page: at, focus });
      if (!isThere) app.complain([app.state().problem, words.lessonFile.noPage(String(page), length)].filter(Boolean).join(" "));
    } catch (error) {
      app.complain(error instanceof Error ? error.message : String(error));
    }
  };
  const settled = (/** @type {State} */ { batchSize, pending, fresh }) => batchSize > 0 && !pending && !fresh;
  // A lesson that is asked for before there is a matrix waits for it.
  const start = async (/** @type {string | object} */ given, /** @type {string | undefined} */ page = undefined) => {
    named = typeof given === "string" ? given : undefined;
    if (settled(app.state())) await play({ given, page });
    else waiting = { given, page };
  };
  const look = (/** @type {State} */ state) => {
    if (settled(state) && waiting) {
      const asked = waiting;
      waiting = undefined;
      play(asked);
    }
    if (settled(state) && returning && !state.parked) {
      const { selection, ...rest } = returning;
      returning = undefined;
      app.dispatch({ type: "look", look: { ...rest, selection } });
    }
    player?.look(state);
  };
  byId("start-lesson", HTMLButtonElement).addEventListener("click", () => play({ given: choice.value }, true));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
  });
  /** Another run is asked for from outside: the reader's own can be undone to. */
  const giveWay = () => {
    if (!parked) return;
    close();
    parked = undefined;
    app.unpark(false);
  };
  const inLink = (/** @type {string} */ link) => withLesson(link, named, player ? player.page + 1 : Number(waiting?.page));
  return { start, look, giveWay, inLink };
}
