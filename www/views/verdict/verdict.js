// The verdict: the same training with many seeds for each of several losses, in the background, and what can be said of it.

import { verdictLeast } from "../../../pkg/web/tripletscope.js";
import { saveFile } from "../../host/files.js";
import { saidOf } from "../../model/problems.js";
import { calledBy } from "../../model/settings.js";
import { element, say } from "../../ui/dom.js";
import { whenSent } from "../../ui/fields.js";
import { termsOf } from "../../ui/terms.js";
import { ofBothKinds, settled } from "../../verdict/groups.js";
import { runsOf, sharedOf } from "../../verdict/plan.js";
import { Session } from "../../verdict/session.js";
import { words } from "../../words/index.js";
import { barOf } from "./bar.js";
import { boardOf } from "./board.js";
import { shelfOf } from "./files.js";
import { formOf } from "./form.js";
import { settingsIn } from "./names.js";
import { tuningTable } from "./tuning.js";

/** @import {App, State} from "../../model/state.js" */
/** @import {Choice} from "../../verdict/plan.js" */
/** @import {Order} from "../../verdict/session.js" */
/** @import {View} from "../index.js" */

/** @type {View} */
export const verdict = { id: "verdict", mount: (section, app) => new Verdict(section, app).draw };

/** What it speaks of. @type {readonly import("../../words/glossary-en.js").Term[]} */
const TERMS = ["recall", "seed", "tuning", "sign-test", "sequential"];
/** Losses that a comparison needs. */
const LEAST = 2;
/** Seeds without which nothing can be shown of so many losses. @param {string[]} losses */
const leastOf = (losses) => verdictLeast(Math.max(1, losses.length - (ofBothKinds(losses) ? 2 : 1)));

class Verdict {
  /** @type {App} */ #app;
  /** @type {Session} */ #session;
  /** @type {ReturnType<typeof formOf>} */ #form;
  /** @type {ReturnType<typeof barOf>} */ #bar;
  /** @type {ReturnType<typeof shelfOf>} */ #shelf;
  /** The results that were given last. @type {File | undefined} */ #given;
  #board = boardOf();
  #tuning = tuningTable();
  #plan = element("p", { class: "note", "data-id": "plan" });
  #told = element("p", { role: "status", "data-id": "told" });
  /** What the form was last shown for. @type {Partial<State>} */ #seen = {};
  /** @type {number | undefined} the frame that will show what has changed */ #frame;

  /** @param {HTMLElement} section @param {App} app */
  constructor(section, app) {
    this.#app = app;
    this.#session = new Session({
      made: (run, first) => {
        if (this.#shelf.isOwn()) this.#board.show(this.#shelf.shown(), first ? run : undefined);
        if (this.#form.stops()) this.#stopIfSettled();
      },
      changed: this.#later,
      done: () => this.#tell(words.verdict.done),
      failed: (said) => this.#tell(words.verdict.failed(words.problem(said))),
    });
    this.#shelf = shelfOf(this.#session, () => this.#board.show(this.#shelf.shown()));
    this.#form = formOf(this.#later);
    const save = (/** @type {"json" | "csv"} */ format) =>
      saveFile(`tripletscope-verdict.${format}`, new TextEncoder().encode(this.#session.save(format)));
    this.#bar = barOf({
      cancel: this.#session.cancel,
      open: this.#open,
      saveJson: () => save("json"),
      saveCsv: () => save("csv"),
      clear: () => this.#clear(),
    });
    const form = element(
      "form",
      { class: "verdict-form" },
      this.#form.losses,
      element("div", {}, this.#form.numbers, this.#plan, this.#bar.going, this.#tuning.node),
    );
    whenSent(form, this.#bar.main, () => this.#go());
    const results = element("div", {}, this.#shelf.node, this.#board.node, this.#tuning.node, this.#told, this.#bar.files);
    section.append(
      element("p", { class: "note" }, words.verdict.lead),
      element("div", { class: "verdict" }, form, results),
      termsOf("verdict", TERMS),
    );
    this.#board.show(this.#shelf.shown());
    this.#find();
  }

  /** What an earlier visit has left. */
  async #find() {
    const count = await this.#session.found();
    if (count === 0) return;
    this.#shelf.showOwn();
    this.#board.show(this.#shelf.shown());
    this.#tell(words.verdict.found(count));
    this.#later();
  }

  async #clear() {
    await this.#session.clear();
    this.#board.show(this.#shelf.shown());
    this.#tell(words.verdict.cleared);
    this.#later();
  }

  /** Looks after every run: the test stays honest. A plan that cannot show anything is made to its end all the same. */
  #stopIfSettled() {
    const { plan, results, state } = this.#session;
    const [seeds, losses] = [new Set(plan.map(({ seed }) => seed)).size, [...new Set(plan.map(({ loss }) => loss))]];
    const baseline = this.#board.baseline();
    if (state === "idle" || seeds < leastOf(losses) || !settled(results.all(), plan, baseline)) return;
    if (plan.every(results.has)) return;
    this.#session.cancel();
    this.#tell(words.verdict.stopped(plan.filter(results.has).length, plan.length));
  }

  /** @param {State} state */
  draw = (state) => {
    const seen = this.#seen;
    this.#shelf.open();
    const { results } = state;
    if (results && results !== this.#given) this.#open((this.#given = results));
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
    return sharedOf(values, loss, calledBy(values, data) ?? "");
  }

  /** @returns {Order & Choice} without runs if what is chosen cannot be made */
  #order(shared = this.#shared()) {
    const choice = this.#form.choice(this.#app.state().loss);
    const { source } = this.#app.state();
    const runs = choice.losses.length < LEAST || !this.#form.valid() ? [] : runsOf(choice, shared);
    return { ...choice, runs, file: source?.kind === "file" ? source : undefined };
  }

  #show() {
    const { loss } = (this.#seen = this.#app.state());
    const { state } = this.#session;
    this.#form.show(loss, state !== "idle");
    const shared = this.#shared();
    const order = this.#order(shared);
    const planned = order.runs.length;
    const known = (planned > 0 && this.#session.chosen(order)?.filter(this.#session.results.has).length) || 0;
    const plan = { ...shared, asymmetry: words.decimal(shared.asymmetry), runs: planned, known, settings: settingsIn(shared.settings) };
    const grid = planned > 0 ? Session.gridOf(order) : [];
    const least = leastOf(order.losses);
    const said = [
      words.verdict.plan(plan),
      grid.length > 0 && words.verdict.grid(grid.length),
      order.seeds < least && words.verdict.tooFew(order.seeds, least),
    ];
    say(this.#plan, order.losses.length < LEAST ? words.verdict.few : planned > 0 ? said.filter(Boolean).join(" ") : "");
    this.#plan.hidden = state !== "idle";
    this.#bar.show(this.#session.standing(), { planned, known, any: this.#session.results.size > 0 });
    this.#tuning.show(this.#session.tuning.of(grid), planned > 0 ? this.#session.chosen(order) : null);
    this.#board.about(shared);
  }

  #go() {
    const { state } = this.#session;
    if (state === "running") this.#session.pause();
    else if (state === "paused") this.#session.resume();
    else {
      this.#tell("");
      this.#shelf.showOwn();
      this.#session.start(this.#order());
    }
  }

  #open = async (/** @type {File} */ file) => {
    try {
      const counts = this.#session.results.merge(await file.text());
      this.#shelf.showOwn();
      this.#board.show(this.#shelf.shown());
      this.#session.keep();
      this.#tell(words.verdict.opened(file.name, counts));
    } catch (error) {
      const sentence = error instanceof SyntaxError ? words.verdict.noJson : words.problem(saidOf(error));
      this.#tell(words.verdict.refused(file.name, sentence));
    }
    this.#later();
  };
}
