// Files of pairs before they are opened: their first rows, what is taken for what, and what is not clear. Nothing is replaced before somebody says so.
import { root } from "../../host.js";
import { readingOf } from "../../model/settings.js";
import { Inspector } from "../../run/inspector.js";
import { readingOfTest, withoutSplit } from "../../run/reading.js";
import { dialogOf } from "../../ui/dialog.js";
import { element, say } from "../../ui/dom.js";
import { areAllowed, labelled } from "../../ui/fields.js";
import { words } from "../../words/index.js";
import { columnsPart } from "./columns.js";
import { formatPart, heldOutPart } from "./file.js";
import { labelsPart } from "./labels.js";
import { answersTo, questionPart, refusalOf } from "./questions.js";
import { partsOf, withRole, withScores, withSenses } from "./reading.js";
import { isClear, refusalOfTest, testFile, testPart } from "./test-file.js";

/** @import {Inspection} from "../../../pkg/web/tripletscope.js" */
/** @import {App} from "../../model/state.js" */
/** @import {Inspected} from "../../run/inspector.js" */
/** @import {Reading, Said, Source} from "../../types/run.js" */
/** @import {Sense} from "./reading.js" */
/** @import {TestFile} from "./test-file.js" */

/** Opens a source; what comes of it: nothing wrong, or what it was refused with. @typedef {(source: Source) => Promise<Said | undefined>} Open */

/** What of a reading goes by the columns that there are. @type {(keyof Reading)[]} */
const BY_COLUMN = ["question1", "question2", "label", "negative", "duplicate", "different"];

export class PairsDialog {
  /** @type {App} */ #app;
  /** @type {Open} */ #open;
  /** @type {File[]} */ #files;
  /** @type {{train: number, test: number}} places of the files */ #parts;
  /** @type {Reading} what has been said so far */ #given;
  /** @type {Reading} what the course's edition says where nobody has said anything else */ #edition;
  /** @type {Inspection | undefined} */ #inspection;
  /** @type {Map<string, Sense>} what has been said of the label's values, as long as others have no meaning */ #senses = new Map();
  /** @type {TestFile} */ #ofTest;
  #inspector = new Inspector();
  /** @type {Promise<void>} */ #busy = Promise.resolve();
  #reading = false;
  /** Is something being typed that has not been said yet, and is there something to draw once it has been? */
  #typing = false;
  #late = false;
  #body = element("div", { class: "pairs-body" });
  #problem = element("p", { class: "problem", role: "alert", id: "pairs-problem" });
  #status = element("p", { class: "note", role: "status" });
  #bar = element("progress", { "aria-label": words.page.readingFile });
  #accept = element("button", { type: "button", class: "primary", id: "pairs-open" }, words.pairs.open);
  #cancel = element("button", { type: "button", id: "pairs-cancel" }, words.pairs.cancel);
  #title = element("h2");
  /** @type {HTMLDialogElement | undefined} once there is something to show */ #dialog;

  /** @param {App} app @param {Open} open @param {File[]} files @param {Reading} given what is said of them already @param {Reading} [givenOfTest] what of the test file alone */
  constructor(app, open, files, given, givenOfTest = {}) {
    this.#ofTest = testFile(givenOfTest);
    [this.#app, this.#open, this.#files, this.#given, this.#parts] = [app, open, files, given, partsOf(files)];
    const { values, loss } = app.asked();
    this.#edition = readingOf(values, loss) ?? {};
  }

  /** Shown at once where it is a table; what is none is given back with why. @returns {Promise<Said | undefined>} */
  async show() {
    const found = await this.#look(this.#given);
    const refused = "refused" in found ? found.refused : refusalOf(found.inspection);
    if (refused || !("inspection" in found)) {
      this.#inspector.end();
      return refused;
    }
    this.#inspection = found.inspection;
    const dialog = this.#build();
    this.#dialog = dialog;
    this.#tell();
    // What an earlier file was refused with is no news any more.
    this.#app.complain("");
    dialog.showModal();
    this.#toUsed();
    this.#start()?.focus();
  }

  /** Nothing is clear without doubts; as it is, it can be opened. */
  get #isSure() {
    return this.#inspection?.doubts.length === 0 && isClear(this.#ofTest);
  }

  /** Columns that are used come into sight, if the first of them is not. */
  #toUsed() {
    const rows = this.#body.querySelector(".pairs-rows");
    const [used, frame] = [rows?.querySelector(".taken"), rows].map((part) => part?.getBoundingClientRect());
    if (rows && used && frame && used.right > frame.right) rows.scrollLeft += used.left - frame.left;
  }

  /** Where the keys are at first: on the button, or on what is asked. */
  #start() {
    const question = /** @type {HTMLElement | null} */ (this.#body.querySelector(".pairs-question :is(select, input, button)"));
    return this.#isSure ? this.#accept : (question ?? /** @type {HTMLElement | null} */ (this.#body.querySelector("select")));
  }

  close = () => this.#dialog?.close();

  /** @param {{bytes: number, total: number, rows: number}} progress */
  progress({ bytes, total, rows }) {
    if (!this.#reading) return;
    [this.#bar.hidden, this.#bar.max, this.#bar.value] = [false, Math.max(1, total), bytes];
    say(this.#status, words.data.reading(this.#name, rows));
  }

  get #train() {
    return this.#files[this.#parts.train];
  }

  /** @returns {File | undefined} */
  get #test() {
    return this.#files[this.#parts.test];
  }

  get #name() {
    return this.#test ? words.pairs.both(this.#train.name, this.#test.name) : this.#train.name;
  }

  /** @param {Reading} given @returns {Promise<Inspected>} */
  async #look(given) {
    const [file, test, all] = [this.#train, this.#test, { ...this.#edition, ...given }];
    const reading = test ? withoutSplit(all) : all;
    const found = await this.#inspector.inspect({ file, reading });
    const ofTest = this.#ofTest;
    ofTest.unfit = undefined;
    if (test && "inspection" in found && found.inspection.doubts.length === 0) {
      // That it has no labels is asked for again, if it has none.
      const said = ofTest.given.label === null ? {} : ofTest.given;
      const own = await this.#inspector.inspect({ file: test, reading: readingOfTest(all, said), train: { file, reading } });
      if ("inspection" in own) ofTest.found = own.inspection;
      ofTest.unfit = "inspection" in own ? own.inspection.doubts[0] : own.refused;
    }
    return found;
  }

  /** Says something else of the file, if the file can be read so. @param {Reading} given */
  #change(given) {
    this.#busy = this.#busy.then(async () => {
      const found = await this.#look(given);
      const refused = "refused" in found ? found.refused : undefined;
      if ("inspection" in found) [this.#given, this.#inspection] = [given, found.inspection];
      this.#tell(refused);
    });
    return this.#busy;
  }

  /** Draws what is known, and says what is wrong with it. @param {Said} [refused] */
  #tell(refused) {
    this.#draw();
    const unfit = this.#test && refusalOfTest(this.#ofTest);
    say(this.#problem, refused ? words.problem(refused) : unfit ? words.pairs.unfit(this.#test?.name ?? "", words.problem(unfit)) : "");
  }

  #build() {
    this.#bar.hidden = true;
    const buttons = element("div", { class: "buttons" }, this.#accept, this.#cancel);
    const foot = element("div", { class: "pairs-foot" }, this.#problem, this.#bar, this.#status, buttons);
    const dialog = dialogOf("pairs", {}, this.#title, this.#body, foot);
    this.#accept.addEventListener("click", () => this.#take());
    this.#cancel.addEventListener("click", this.close);
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      this.#take();
    });
    dialog.addEventListener("close", () => this.#end());
    this.#body.addEventListener("input", () => {
      this.#typing = true;
    });
    for (const said of ["change", "focusout"]) this.#body.addEventListener(said, () => this.#typed());
    return dialog;
  }

  /** What has come to be known while somebody typed is drawn. */
  async #typed() {
    this.#typing = false;
    await this.#busy;
    if (this.#late) this.#draw();
  }

  /** Draws what is known; the keys stay where they are, and what is being typed is left alone. */
  #draw() {
    const inspection = this.#inspection;
    this.#late = this.#typing;
    if (!inspection || this.#late) return;
    const active = root().activeElement?.id;
    const isOpen = this.#body.querySelector("details")?.open ?? false;
    const { scrollLeft = 0, scrollTop = 0 } = this.#body.querySelector(".pairs-rows") ?? {};
    say(this.#title, words.pairs.title(this.#name));
    const change = (/** @type {Reading} */ given) => void this.#change(given);
    const another = (/** @type {Reading} */ given) => {
      this.#senses.clear();
      change(given);
    };
    const labels = labelsPart(inspection, this.#senses, {
      of: "pairs",
      senses: (senses) => change(withSenses(this.#given, inspection, senses)),
      draw: () => this.#draw(),
      scores: (from, below) => another(withScores(this.#given, inspection, from, below)),
    });
    const patch = (/** @type {Reading} */ given, /** @type {boolean | undefined} */ layout = false) =>
      (layout ? another : change)({ ...(layout ? without(this.#given, BY_COLUMN) : this.#given), ...given });
    const [doubt] = inspection.doubts;
    const asked = doubt?.problem.kind === "doubt";
    this.#body.replaceChildren(
      ...(this.#files.length > 1 ? [this.#filesPart()] : []),
      ...(this.#test ? testPart(this.#ofTest, this.#test.name, { say: (given) => this.#sayOfTest(given), draw: () => this.#draw() }) : []),
      ...(doubt ? [questionPart(doubt, asked ? labels : answersTo(doubt, patch))] : []),
      columnsPart(inspection, (place, role) => another(withRole(this.#given, inspection, place, role))),
      ...(labels ? (asked ? [] : [labels]) : [element("p", {}, doubt ? "" : words.pairs.unlabelled)]),
      heldOutPart(inspection, patch, this.#test?.name),
      formatPart(inspection, patch, isOpen),
    );
    this.#body.querySelector(".pairs-rows")?.scrollTo(scrollLeft, scrollTop);
    this.#accept.disabled = !this.#isSure;
    if (!this.#dialog?.open) return;
    const again = active ? root().getElementById(active) : null;
    const next = again && !again.matches(":disabled") ? again : this.#start();
    next?.focus();
    // What is typed now takes the place of what stands there, as where the keys have come by Tab.
    if (next instanceof HTMLInputElement) next.select();
  }

  /** Which file is trained on, and which one tested with. */
  #filesPart() {
    const said = words.pairs;
    const options = () => this.#files.map(({ name }, k) => element("option", { value: k }, name));
    const part = (/** @type {"train" | "test"} */ which, /** @type {Node[]} */ ...none) => {
      const select = element("select", { id: `pairs-file-${which}` }, ...none, ...options());
      select.value = String(this.#parts[which]);
      select.addEventListener("change", () => {
        this.#parts = { ...this.#parts, [which]: Number(select.value) };
        const other = which === "train" ? "test" : "train";
        if (this.#parts.train === this.#parts.test)
          this.#parts = { ...this.#parts, [other]: other === "test" ? -1 : this.#files.findIndex((_, k) => k !== this.#parts.test) };
        this.#ofTest = testFile();
        if (which === "train") this.#senses.clear();
        this.#change(which === "train" ? {} : this.#given);
      });
      return labelled(said.files[which], select);
    };
    const { train, test } = this.#parts;
    const unused = this.#files.filter((_, k) => k !== train && k !== test).map(({ name }) => name);
    const note = unused.length > 0 ? [element("p", { class: "note", id: "pairs-unused" }, said.unused(unused))] : [];
    return element("div", { class: "pairs-fields" }, part("train"), part("test", element("option", { value: -1 }, said.noTest)), ...note);
  }

  /** @param {Reading} given of the test file alone */
  #sayOfTest(given) {
    this.#ofTest.given = given;
    void this.#change(this.#given);
  }

  /** Opens the files as they are shown. */
  async #take() {
    // A field that has the keys says what it holds when it loses them.
    const active = root().activeElement;
    if (active instanceof HTMLInputElement) active.blur();
    await this.#busy;
    if (!this.#isSure || this.#reading || !areAllowed(this.#body)) return;
    this.#wait(true);
    const [test, reading, ofTest] = [this.#test, this.#given, this.#ofTest.given];
    const source = {
      kind: /** @type {const} */ ("file"),
      file: this.#train,
      name: this.#name,
      reading,
      ...(test && { test: { file: test, name: test.name, ...(Object.keys(ofTest).length > 0 && { reading: ofTest }) } }),
    };
    const refused = await this.#open(source);
    if (!this.#dialog?.isConnected) return;
    this.#wait(false);
    if (!refused) return this.close();
    this.#doubt(refused);
    say(this.#problem, words.problem(refused));
    this.#start()?.focus();
  }

  /** A question that only the whole file raises. @param {Said} said */
  #doubt({ sentence, problem }) {
    if ((problem?.kind !== "doubt" && problem?.kind !== "late-split") || !this.#inspection) return;
    const own = problem.column.startsWith('"') ? problem.column.slice(1, -1) : Number(problem.column);
    const isLabel = problem.kind === "doubt";
    const reading = isLabel ? { ...without(this.#inspection.reading, ["duplicate", "different"]), label: own } : this.#inspection.reading;
    const doubt = { column: own, values: isLabel ? problem.values : [], sentence, problem };
    this.#inspection = { ...this.#inspection, reading, doubts: [doubt], whole: true };
    this.#draw();
  }

  /** @param {boolean} reads */
  #wait(reads) {
    this.#reading = reads;
    this.#body.inert = reads;
    this.#bar.hidden = true;
    this.#accept.disabled = reads || !this.#isSure;
    say(this.#problem, "");
    say(this.#status, reads ? words.data.reading(this.#name, 0) : "");
    if (reads) this.#cancel.focus();
  }

  /** Whatever has been asked for and is not there yet is not wanted any more. */
  #end() {
    if (this.#reading) this.#app.cancel();
    this.#reading = false;
    this.#inspector.end();
  }
}

/** @param {Reading} reading @param {(keyof Reading)[]} keys @returns {Reading} */
const without = (reading, keys) => Object.fromEntries(Object.entries(reading).filter(([key]) => !keys.includes(/** @type {keyof Reading} */ (key))));
