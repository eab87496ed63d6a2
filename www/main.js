// The page: holds the state, hands what a person does on to the runs, and draws the views from what the runs report.
import init, { evaluateLoss, presets, readLink, writeLink } from "../pkg/web/tripletscope.js";
import { embedBuilder } from "./builder/dialog.js";
import { firstMinute } from "./first-minute/index.js";
import { copyText } from "./host/clipboard.js";
import { giveBack, rarely, watchHeight, whenSeen } from "./host/embedded.js";
import { saveFile } from "./host/files.js";
import { addressOf, announce, attach, ended, frame, readHash, root, wasmModule, watchAddress, writeHash } from "./host.js";
import { lessonOf, withLesson } from "./lessons/link.js";
import { lessons } from "./lessons/panel.js";
import { formOf } from "./loss/form.js";
import { lastChange, NAMES, settingsAt } from "./model/experiment.js";
import { linkOf, paceOf, readAddress } from "./model/settings.js";
import { around, emptyRun } from "./model/state.js";
import { appearance } from "./page/appearance.js";
import { dataPanel } from "./page/data-panel.js";
import { Director } from "./page/director.js";
import { leaveOut } from "./page/left-out.js";
import { lossPanel } from "./page/loss-panel.js";
import { runBar } from "./page/run-bar.js";
import { runsBar } from "./page/runs-bar.js";
import { settingsDialog } from "./page/settings-dialog.js";
import { timeBar } from "./page/time-bar.js";
import { translate } from "./page/translate.js";
import { isOpen, mountViews, viewBar } from "./page/view-bar.js";
import { withoutWasm } from "./page/without-wasm.js";
import { Lockstep } from "./run/lockstep.js";
import { saidOf } from "./run/problems.js";
import { Trainer } from "./run/run-client.js";
import { byId } from "./ui/dom.js";
import { same } from "./ui/memo.js";
import { slices } from "./ui/redraw.js";
import { views } from "./views/index.js";
import { words } from "./words/index.js";

/** @import {Frame} from "./types/run.js" */
/** @import {Experiment} from "./model/experiment.js" */
/** @import {App, Around, State} from "./model/state.js" */

const FIELDS = views.flatMap((view) => view.fields ?? []);
/** The address follows the steps when they have come to rest for so long: browsers limit how often it may change. */
const REST_MS = 300;

async function start() {
  translate();
  const module = await wasmModule();
  await init({ module_or_path: module });
  if (ended()?.aborted) return;
  const { problems, step, ...experiment } = readAddress();
  new Page(module, experiment, step, problems);
}

const firstForm = () => /** @type {State["form"]} */ (formOf(Object.values(presets())[0]));

class Page {
  /** @type {State} */ #state;
  /** @type {Lockstep} */ #lockstep;
  /** @type {Director} */ #director;
  /** @type {ReturnType<typeof lessons>} */ #lessons;
  #drawn = slices();
  /** @type {ReturnType<typeof mountViews>} drawn at every frame */ #views;
  /** @type {((state: State) => void)[]} what shows settings, when they change */ #panels;
  /** @type {(state: State) => void} */ #time;
  /** @type {ReturnType<typeof dataPanel>} */ #data;
  /** @type {Promise<void> | undefined} */ #drawing;
  /** @type {number | undefined} */ #resting;
  /** The step of the link, until the runs are on their way to it. */
  #linked = 0;

  /** @param {WebAssembly.Module} module @param {Experiment} experiment @param {number} step where the runs stand @param {import("./types/run.js").Said[]} problems */
  constructor(module, experiment, step, problems) {
    const { values, loss } = experiment;
    this.#state = { ...emptyRun(NAMES[0], values, loss), ...around(experiment, formOf(loss) ?? firstForm()) };
    this.#lockstep = new Lockstep(() => this.#hire(module), {
      frames: this.#take,
      spent: this.#drawn.spent,
      playing: (playing) => this.#update({ playing }),
    });
    this.#director = new Director(this.#lockstep, {
      state: () => this.#state,
      update: (change) => this.#update(change),
      opened: (source, report) => this.#data.opened(source, report),
      link: () => this.#link(),
      complain,
    });
    const { open, openBuiltin, restore, reset } = this.#director;
    const app = this.#app();
    const { play, pause } = this.#lockstep;
    this.#data = dataPanel({ open, openBuiltin, restore, complain });
    this.#time = timeBar(app);
    const bars = [runBar(app, { play, pause, step: this.#lockstep.step, reset }), this.#time, runsBar(app)];
    this.#views = mountViews(app, this.#drawn);
    this.#lessons = lessons(app);
    const answer = firstMinute(app, module, this.#lessons.start);
    this.#panels = [...bars, appearance(app), answer, lossPanel(byId("loss", HTMLElement), app), settingsDialog(app), viewBar(app), leaveOut];
    embedBuilder(app);
    byId("copy-link", HTMLButtonElement).addEventListener("click", this.#copyLink);
    for (const what of /** @type {const} */ (["run", "model"]))
      byId(`save-${what}`, HTMLButtonElement).addEventListener("click", () => this.#trainer().save(what));
    this.#listen();
    attach({
      app,
      play,
      pause,
      step: this.#lockstep.step,
      reset,
      link: () => this.#link(),
      ...{ read: readLink, write: writeLink },
      startLesson: this.#lessons.start,
      picture: this.#picture,
    });
    this.#lockstep.pace(paceOf(values));
    this.#linked = step;
    openBuiltin().then(() => {
      if (step > 0) this.#lockstep.seek(step);
      this.#linked = 0;
    });
    this.#showPanels();
    root().querySelector("main")?.classList.remove("starting");
    if (problems.length > 0) complain(problems.map(words.problem).join(" "));
  }

  /** @param {WebAssembly.Module} module */
  #hire(module) {
    return new Trainer(module, FIELDS, {
      progress: ({ bytes, total, rows }) => this.#data.progress(this.#director.opening, bytes, total, rows),
      going: (going) => this.#update({ going }),
      refused: ({ what, ...said }) => {
        const sentence = words.problem(said);
        this.#data.failed();
        if (what === "open") complain(words.data.refused(this.#director.opening, sentence), words.data.unopened);
        else complain(sentence);
      },
      saved: ({ what, step, bytes }) => saveFile(`tripletscope-${what}-step-${step}.safetensors`, bytes),
      answer: (answer) => this.#redraw({ answer }),
      explanation: (explanation) => this.#redraw({ explanation }),
      crashed: (sentence) => this.#director.recover(sentence),
    });
  }

  /** @returns {App} */
  #app() {
    const { apply, reset, openBuiltin, addRun, removeRun, undo, redo } = this.#director;
    return {
      state: () => this.#state,
      // Before the first matrix there is no cell to look at.
      select: (selection) => this.#redraw(this.#state.batchSize > 0 ? { selection } : {}),
      show: (quantity) => this.#redraw({ quantity }),
      setThreshold: (threshold) => this.#redraw({ threshold }),
      ask: (question1, question2) => this.#trainer().ask(question1, question2),
      explain: (pair) => this.#trainer().explain(this.#state.step, pair),
      set: (key, value) => apply({ values: { [key]: value } }),
      setLoss: (loss) => apply({ loss }),
      apply,
      restart: () => (this.#state.source?.kind === "builtin" ? reset() : openBuiltin()),
      seek: this.#lockstep.seek,
      halt: this.#lockstep.halt,
      showRun: (shown) => this.#update({ shown, explanation: undefined, answer: undefined }),
      ...{ addRun, removeRun, undo, redo },
      complain,
    };
  }

  #trainer = () => this.#lockstep.run(this.#state.shown);

  /** The state with this changed in it, and what follows from that. @param {Partial<Around>} change @returns {State} */
  #with(change) {
    const next = { ...this.#state, ...change };
    const step = next.runs[0]?.step ?? 0;
    const reached = Math.max(next.origin, step, ...this.#lockstep.histories().map((history) => history.head));
    const planned = Math.max(reached, lastChange(next.experiment));
    // What is changed while a run goes on is in force from the step that it is on its way to, and is shown where it stands.
    const head = next.playing && this.#lockstep.edge >= planned ? reached : planned;
    const runs = next.runs.map((run, k) => {
      const { values, loss } = settingsAt(next.experiment, k, step >= head ? Infinity : step);
      const kept = same(Object.values(values), Object.values(run.values)) ? run.values : values;
      return { ...run, name: NAMES[k], values: kept, loss, report: judged(run, loss) };
    });
    const shown = runs[next.shown] ?? settingsAt(next.experiment, 0, Infinity);
    return { ...next, ...shown, runs, head, form: formOf(shown.loss, next.form) ?? next.form, can: this.#director.can };
  }

  /** Something that panels show has changed: what is not allowed is refused and nothing changes. @param {Partial<Around>} change */
  #update(change) {
    const next = this.#with(change);
    try {
      this.#writeAddress(next);
    } catch (error) {
      complain(words.problem(saidOf(error)));
      this.#showPanels();
      return false;
    }
    // The first data that opens leaves standing what was wrong with the address.
    if (change.data ? this.#state.data : change.experiment) complain("");
    this.#state = next;
    this.#showPanels();
    this.#redraw({});
    return true;
  }

  /** @param {string} view */
  #picture = async (view) => {
    const found = this.#views.find(({ id }) => id === view);
    if (!found) throw new Error(words.noView(view, this.#views.map(({ id }) => id).join(", ")));
    return /** @type {Blob} */ (await found.picture());
  };

  /** The link of what is on the page. */
  #link = (state = this.#state) => linkOf(state.experiment, state.playing ? 0 : this.#linked || this.#lockstep.aim);

  /** To the clipboard, or to read. */
  #copyLink = async () => {
    const address = addressOf(this.#link());
    notify((await copyText(address)) ? words.copied : words.linkIs(address));
  };

  /** A lesson that stands in the address stays there. */
  #writeAddress = (state = this.#state) => writeHash(withLesson(this.#link(state), lessonOf(readHash())));

  #showPanels() {
    for (const show of this.#panels) show(this.#state);
  }

  /** @param {Frame[]} frames one a run; resolves once they are drawn */
  #take = (frames) => {
    const runs = frames.map((frame, k) => {
      const { run, step, similarity, texts, vectors, workers } = frame;
      const batchSize = Math.round(Math.sqrt(similarity.length));
      const { name, values, loss } = this.#state.runs[k] ?? this.#state;
      return {
        name,
        values,
        loss,
        run,
        step,
        similarity,
        texts,
        vectors,
        workers,
        batchSize,
        report: undefined,
        history: this.#lockstep.run(k).history,
      };
    });
    const there = this.#state.runs.length;
    const shown = there > 0 && runs.length > there ? runs.length - 1 : Math.min(this.#state.shown, runs.length - 1);
    const { row, column } = this.#state.selection;
    const size = runs[shown].batchSize;
    const selection = row < size && column < size ? this.#state.selection : { row: 0, column: 0 };
    const before = this.#state;
    this.#state = this.#with({ runs, shown, selection, going: undefined });
    // Panels are left alone while a run goes on: somebody may be typing into one.
    const { values, loss } = this.#state;
    if (before.values === values && before.loss === loss && before.shown === shown && before.runs.length === runs.length) this.#time(this.#state);
    else this.#showPanels();
    this.#tell();
    clearTimeout(this.#resting);
    if (!this.#state.playing) this.#resting = setTimeout(() => this.#writeAddress(), REST_MS);
    return this.#redraw({});
  };

  /** Says now and then where the runs stand. */
  #tell = rarely(() => announce("step", { step: this.#state.step, playing: this.#state.playing }));

  /** Draws at the browser's next frame, however often it is called before. @param {Partial<State>} change */
  #redraw(change) {
    this.#state = { ...this.#state, ...change };
    this.#drawing ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.#drawing = undefined;
        // A view that fails must not hold up the runs.
        try {
          this.#draw();
        } finally {
          resolve();
        }
      });
    });
    return this.#drawing;
  }

  #draw() {
    for (const { id, draw } of this.#views) if (isOpen(this.#state, id)) draw(this.#state);
    this.#lessons.look(this.#state);
  }

  #listen() {
    new ResizeObserver(() => this.#redraw({})).observe(frame());
    watchHeight();
    giveBack();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#update({}), { signal: ended() });
    let resume = false;
    whenSeen((seen) => {
      if (!seen) resume = this.#state.playing;
      if (!seen && resume) this.#lockstep.pause();
      else if (seen && resume) this.#lockstep.play();
    });
    watchAddress();
  }
}

/** What was made of a matrix, and by which loss. @type {WeakMap<Float32Array, {loss: State["loss"], report: State["report"]}>} */
const reports = new WeakMap();

/** What a loss makes of a run's matrix. @param {import("./model/state.js").Run} run @param {State["loss"]} loss */
function judged({ similarity, batchSize }, loss) {
  if (batchSize < 2) return undefined;
  const kept = reports.get(similarity);
  if (kept?.loss === loss) return kept.report;
  const report = evaluateLoss(similarity, batchSize, loss);
  reports.set(similarity, { loss, report });
  return report;
}

/** @param {string} sentence */
function notify(sentence) {
  byId("problem", HTMLElement).textContent = sentence;
}

/** Says what went wrong. @param {string} sentence @param {string} [message] what others are told of it: nothing that a person has opened */
function complain(sentence, message = sentence) {
  if (sentence) announce("error", { message });
  notify(sentence);
}

start().catch((error) => withoutWasm(error instanceof Error ? error.message : String(error)));
