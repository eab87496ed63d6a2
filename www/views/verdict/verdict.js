// The verdict: the same training with many seeds for each of several losses, in the background, and what can be said of it.
import { saveFile } from "../../host/files.js";
import { frame } from "../../host.js";
import { saidOf } from "../../model/problems.js";
import { element, say, whenSent } from "../../ui/dom.js";
import { runsOf, sharedOf } from "../../verdict/plan.js";
import { areResults } from "../../verdict/results.js";
import { Session } from "../../verdict/session.js";
import { words } from "../../words/index.js";
import { barOf } from "./bar.js";
import { boardOf } from "./board.js";
import { shelfOf } from "./files.js";
import { formOf } from "./form.js";
import { settingsIn } from "./names.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Run} from "../../verdict/protocol.js" */
/** @import {View} from "../index.js" */

/** @type {View} */
export const verdict = { id: "verdict", mount: (section, app) => new Verdict(section, app).draw };

/** Losses that a comparison needs. */
const LEAST = 2;

class Verdict {
  /** @type {App} */ #app;
  /** @type {Session} */ #session;
  /** @type {ReturnType<typeof formOf>} */ #form;
  /** @type {ReturnType<typeof barOf>} */ #bar;
  /** @type {ReturnType<typeof shelfOf>} */ #shelf;
  #board = boardOf();
  #plan = element("p", { class: "note", "data-id": "plan" });
  #told = element("p", { role: "status", "data-id": "told" });
  /** What the form was last shown for. @type {Partial<State>} */ #seen = {};
  /** @type {number | undefined} the frame that will show what has changed */ #frame;

  /** @param {HTMLElement} section @param {App} app */
  constructor(section, app) {
    this.#app = app;
    this.#session = new Session({
      made: (run, first) => {
        if (this.#shelf.isOwn()) this.#board.show(this.#shelf.all(), first ? run : undefined);
      },
      changed: this.#later,
      done: () => this.#tell(words.verdict.done),
      failed: (said) => this.#tell(words.verdict.failed(words.problem(said))),
    });
    this.#shelf = shelfOf(this.#session.results, () => this.#board.show(this.#shelf.all()));
    this.#form = formOf(this.#later);
    const save = (/** @type {"json" | "csv"} */ format) =>
      saveFile(`tripletscope-verdict.${format}`, new TextEncoder().encode(this.#session.save(format)));
    this.#bar = barOf({ cancel: this.#session.cancel, open: this.#open, saveJson: () => save("json"), saveCsv: () => save("csv") });
    const form = element("form", { class: "verdict-form" }, this.#form.losses, element("div", {}, this.#form.numbers, this.#plan, this.#bar.going));
    whenSent(form, this.#bar.main, () => this.#go());
    const results = element("div", {}, this.#shelf.node, this.#board.node, this.#told, this.#bar.files);
    section.append(element("p", { class: "note" }, words.verdict.lead), element("div", { class: "verdict" }, form, results));
    frame().addEventListener("drop", ({ dataTransfer }) => {
      for (const file of dataTransfer?.files ?? []) areResults(file).then((are) => void (are && this.#open(file)));
    });
    this.#board.show([]);
  }

  /** @param {State} state */
  draw = (state) => {
    const seen = this.#seen;
    if (state.values !== seen.values || state.loss !== seen.loss || state.source !== seen.source) this.#show();
  };

  /** However often it is asked for before the browser's next frame. */
  #later = () => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#show();
    });
  };

  #tell(/** @type {string} */ sentence) {
    say(this.#told, sentence);
  }

  #shared() {
    const { values, loss, data } = this.#app.state();
    return sharedOf(values, loss, data?.called ?? "");
  }

  /** @returns {Run[]} none if what is chosen cannot be made */
  #chosen(shared = this.#shared()) {
    const choice = this.#form.choice(this.#app.state().loss);
    return choice.losses.length < LEAST || !this.#form.valid() ? [] : runsOf(choice, shared);
  }

  #show() {
    const { loss } = (this.#seen = this.#app.state());
    const { state } = this.#session;
    this.#form.show(loss, state !== "idle");
    const shared = this.#shared();
    const chosen = this.#chosen(shared);
    const known = chosen.filter(this.#session.results.has).length;
    const few = this.#form.choice(loss).losses.length < LEAST;
    const plan = { ...shared, runs: chosen.length, known, settings: settingsIn(shared.settings) };
    say(this.#plan, few ? words.verdict.few : words.verdict.plan(plan));
    this.#plan.hidden = state !== "idle";
    this.#bar.show(this.#session.standing(), { planned: chosen.length, known, any: this.#session.results.size > 0 });
  }

  #go() {
    const { state } = this.#session;
    if (state === "running") this.#session.pause();
    else if (state === "paused") this.#session.resume();
    else {
      this.#tell("");
      this.#shelf.showOwn();
      const { source } = this.#app.state();
      this.#session.start(this.#chosen(), source?.kind === "file" ? source : undefined);
    }
  }

  #open = async (/** @type {File} */ file) => {
    if (this.#app.state().values["view.verdict"] !== true) this.#app.set("view.verdict", true);
    try {
      const counts = this.#session.results.merge(await file.text());
      this.#shelf.showOwn();
      this.#board.show(this.#shelf.all());
      this.#tell(words.verdict.opened(file.name, counts));
    } catch (error) {
      const sentence = error instanceof SyntaxError ? words.verdict.noJson : words.problem(saidOf(error));
      this.#tell(words.verdict.refused(file.name, sentence));
    }
    this.#later();
  };
}
