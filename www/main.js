// The page: holds the state, hands what a person does on to the worker, and draws the views from what the worker reports.
import init, { evaluateLoss, presets } from "../pkg/web/tripletscope.js";
import { dataPanel } from "./data-panel.js";
import { saveFile } from "./files.js";
import { History } from "./history.js";
import { wasmModule } from "./host.js";
import { lessons } from "./lessons.js";
import { formOf } from "./loss-form.js";
import { lossPanel } from "./loss-panel.js";
import { saidOf } from "./problems.js";
import { runBar } from "./run-bar.js";
import { builtinConfig, check, paceOf, readAddress, runConfig, sameSettings, settingOf, withConfig, writeAddress } from "./settings.js";
import { settingsDialog } from "./settings-dialog.js";
import { Trainer } from "./trainer.js";
import { isOpen, mountViews, viewBar } from "./view-bar.js";
import { byId } from "./views/dom.js";
import { views } from "./views/index.js";
import { words } from "./words/index.js";

/** @import {Frame, LossConfig, Source} from "./protocol.js" */
/** @import {App, State} from "./state.js" */

/** The course calls two questions duplicates if their cosine is above this. */
const COURSE_THRESHOLD = 0.7;
const FIELDS = views.flatMap((view) => view.fields ?? []);

async function start() {
  translate();
  const module = await wasmModule();
  await init({ module_or_path: module });
  const { values, loss, problems } = readAddress();
  new Page(module, { ...emptyState(values), loss, form: formOf(loss) ?? firstForm() }, problems);
}

const firstForm = () => /** @type {State["form"]} */ (formOf(Object.values(presets())[0]));

/** @param {State["values"]} values @returns {Omit<State, "loss" | "form">} */
const emptyState = (values) => ({
  values,
  playing: false,
  source: undefined,
  data: undefined,
  run: -1,
  step: 0,
  batchSize: 0,
  similarity: new Float32Array(),
  texts: { left: [], right: [] },
  vectors: new Float32Array(),
  report: undefined,
  history: new History(FIELDS),
  selection: { row: 0, column: 0 },
  quantity: "similarity",
  threshold: COURSE_THRESHOLD,
  answer: undefined,
  explanation: undefined,
});

class Page {
  /** @type {State} */ #state;
  /** @type {Trainer} */ #trainer;
  /** @type {(state: State) => void} */ #lessons;
  /** @type {ReturnType<typeof mountViews>} drawn at every frame */ #views;
  /** @type {((state: State) => void)[]} what shows settings, when they change */ #panels;
  /** @type {ReturnType<typeof dataPanel>} */ #data;
  /** @type {Promise<void> | undefined} */ #drawing;
  /** @type {Partial<State>} what the report in the state is of */ #judged = {};
  /** @type {string} the file that is being read */ #opening = "";

  /** @param {WebAssembly.Module} module @param {State} state @param {import("./problems.js").Said[]} problems */
  constructor(module, state, problems) {
    this.#state = state;
    this.#trainer = this.#startTrainer(module);
    const app = this.#app();
    this.#data = dataPanel({ open: this.#open, openBuiltin: this.#openBuiltin, restore: this.#restore, complain });
    const bar = runBar(app, { play: this.#trainer.play, pause: this.#trainer.pause, step: this.#trainer.step, reset: this.#reset });
    this.#views = mountViews(app);
    this.#lessons = lessons(app);
    this.#panels = [bar, lossPanel(byId("loss", HTMLElement), app), settingsDialog(app), viewBar(app)];
    byId("copy-link", HTMLButtonElement).addEventListener("click", copyLink);
    for (const what of /** @type {const} */ (["run", "model"]))
      byId(`save-${what}`, HTMLButtonElement).addEventListener("click", () => this.#trainer.save(what));
    this.#listen();
    this.#trainer.pace(paceOf(state.values));
    this.#openBuiltin();
    this.#showPanels();
    if (problems.length > 0) complain(problems.map(words.problem).join(" "));
  }

  /** @param {WebAssembly.Module} module */
  #startTrainer(module) {
    return new Trainer(module, {
      frame: (frame) => this.#take(frame),
      progress: ({ bytes, total, rows }) => this.#data.progress(this.#opening, bytes, total, rows),
      opened: ({ report, config, restored }, source) => {
        this.#data.opened(source, report);
        const began = { values: withConfig(this.#state.values, config), loss: config.loss };
        this.#update({ source, data: report, ...(restored ? began : {}) });
        // What was changed while the data was being read holds.
        if (!sameSettings(began, this.#state)) this.#reset();
      },
      refused: ({ what, ...said }) => {
        const sentence = words.problem(said);
        this.#data.failed();
        complain(what === "open" ? words.data.refused(this.#opening, sentence) : sentence);
      },
      playing: (playing) => this.#update({ playing }),
      saved: ({ what, step, bytes }) => saveFile(`tripletscope-${what}-step-${step}.safetensors`, bytes),
      answer: (answer) => this.#redraw({ answer }),
      explanation: (explanation) => this.#redraw({ explanation }),
      crashed: (sentence) => complain(words.crashed(sentence)),
    });
  }

  /** @returns {App} */
  #app() {
    return {
      state: () => this.#state,
      select: (selection) => this.#redraw({ selection }),
      show: (quantity) => this.#redraw({ quantity }),
      setThreshold: (threshold) => this.#redraw({ threshold }),
      ask: (question1, question2) => this.#trainer.ask(question1, question2),
      explain: (pair) => this.#trainer.explain(this.#state.run, this.#state.step, pair),
      set: (key, value) => this.#apply({ values: { [key]: value } }),
      setLoss: (loss) => this.#apply({ loss }),
      apply: (change) => this.#apply(change),
      restart: () => (this.#state.source?.kind === "builtin" ? this.#reset() : this.#openBuiltin()),
      complain,
    };
  }

  #config = () => runConfig(this.#state.values, this.#state.loss);
  #reset = () => this.#trainer.reset(this.#config());
  #openBuiltin = () => this.#open({ kind: "builtin", config: builtinConfig(this.#state.values, this.#state.loss) });

  /** @param {Source} source */
  #open = (source) => {
    this.#opening = source.kind === "file" ? source.name : words.data.builtin;
    this.#trainer.open(source, this.#config());
  };

  /** @param {Uint8Array} bytes */
  #restore = (bytes) => {
    if (this.#state.source) this.#trainer.open(this.#state.source, this.#config(), bytes);
  };

  /** Other settings, another loss, or both: what a change asks for happens once, and nothing restarts that need not.
   * @param {{values?: State["values"], loss?: LossConfig}} change */
  #apply({ values = {}, loss = this.#state.loss }) {
    const changed = Object.keys(values).filter((key) => values[key] !== this.#state.values[key]);
    const any = (/** @type {(key: string) => boolean} */ fits) => changed.some(fits);
    this.#update({ values: { ...this.#state.values, ...values }, loss }, () => {
      if (changed.includes("page.language")) location.reload();
      if (any((key) => key.startsWith("page."))) this.#trainer.pace(paceOf(this.#state.values));
      if (any((key) => key.startsWith("data."))) this.#openBuiltin();
      else if (any((key) => settingOf(key).restarts)) this.#reset();
      else this.#trainer.configure(this.#config());
    });
  }

  /** Settings or the loss have changed: what is not allowed is refused and nothing changes. @param {Partial<State>} change @param {() => void} [act] */
  #update(change, act) {
    const next = { ...this.#state, ...change };
    try {
      check(next.values, next.loss);
    } catch (error) {
      complain(words.problem(saidOf(error)));
      return this.#showPanels();
    }
    // The first data that opens leaves standing what was wrong with the address.
    if (act || (change.data && this.#state.data)) complain("");
    this.#state = { ...next, form: formOf(next.loss, next.form) ?? next.form };
    writeAddress(this.#state.values, this.#state.loss);
    act?.();
    this.#showPanels();
    this.#redraw({});
  }

  #showPanels() {
    for (const show of this.#panels) show(this.#state);
  }

  /** @param {Frame} frame resolves once it is drawn */
  #take({ run, step, similarity, vectors, texts, reports, evaluations }) {
    const { history, selection } = this.#state;
    const size = Math.round(Math.sqrt(similarity.length));
    const own = run === this.#state.run ? history : new History(FIELDS);
    own.add(reports, evaluations);
    const inside = selection.row < size && selection.column < size ? selection : { row: 0, column: 0 };
    return this.#redraw({ run, step, similarity, vectors, texts, history: own, batchSize: size, selection: inside });
  }

  /** Draws at the browser's next frame, however often it is called before. @param {Partial<State>} change */
  #redraw(change) {
    this.#state = { ...this.#state, ...change };
    this.#drawing ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.#drawing = undefined;
        this.#draw();
        resolve();
      });
    });
    return this.#drawing;
  }

  #draw() {
    const { batchSize, similarity, loss } = this.#state;
    if (batchSize >= 2 && (this.#judged.similarity !== similarity || this.#judged.loss !== loss)) {
      this.#state.report = evaluateLoss(similarity, batchSize, loss);
      this.#judged = { similarity, loss };
    }
    for (const { id, draw } of this.#views) if (isOpen(this.#state, id)) draw(this.#state);
    this.#lessons(this.#state);
  }

  #listen() {
    new ResizeObserver(() => this.#redraw({})).observe(document.body);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#redraw({}));
    let resume = false;
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) resume = this.#state.playing;
      if (document.hidden) this.#trainer.pause();
      else if (resume) this.#trainer.play();
    });
    addEventListener("hashchange", () => location.reload());
  }
}

/** Puts the language's words into the parts of the page that stand in its file. */
function translate() {
  document.documentElement.lang = words.language;
  const texts = /** @type {Record<string, string>} */ (words.page);
  /** @param {string} name @param {(node: Element, text: string) => void} put */
  const each = (name, put) => {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      const text = texts[node.getAttribute(name) ?? ""];
      if (text) put(node, text);
    }
  };
  each("data-words", (node, text) => void (node.textContent = text));
  each("data-words-label", (node, text) => node.setAttribute("aria-label", text));
  each("data-words-title", (node, text) => node.setAttribute("title", text));
}

/** @param {string} sentence */
function complain(sentence) {
  byId("problem", HTMLElement).textContent = sentence;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    complain(words.copied);
  } catch {
    complain(words.linkIs(location.href));
  }
}

start().catch((error) => complain(words.noWasm(error instanceof Error ? error.message : String(error))));
