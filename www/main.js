// The page: makes the store, the runs, the bars, panels and views, and has each of them hear of what changes.
import { readLink, writeLink } from "../pkg/web/tripletscope.js";
import { embedBuilder } from "./builder/open.js";
import { firstMinute } from "./first-minute/index.js";
import { copyText } from "./host/clipboard.js";
import { begin } from "./host/core.js";
import { giveBack, rarely, watchHeight, whenSeen } from "./host/embedded.js";
import { saveFile } from "./host/files.js";
import { late } from "./host/once.js";
import {
  addressOf,
  announce,
  askBeforeLeaving,
  attach,
  ended,
  frame,
  isEmbedded,
  readHash,
  restart,
  wasmModule,
  watchAddress,
  writeHash,
} from "./host.js";
import { lessonOf, pageOf } from "./lessons/link.js";
import { lessons } from "./lessons/panel.js";
import { readAddress } from "./model/settings.js";
import { Store } from "./model/store.js";
import { followLanguage, takePlace } from "./page/anew.js";
import { appear, appearing } from "./page/appear.js";
import { appearance } from "./page/appearance.js";
import { beganWith } from "./page/arrays/began.js";
import { dataPanel } from "./page/data-panel.js";
import { dock } from "./page/direction.js";
import { editionPanel } from "./page/edition.js";
import { neededOf, toldOf, withFile } from "./page/file-link.js";
import { keeping } from "./page/keeping.js";
import { losesMuch } from "./page/leaving.js";
import { leaveOut } from "./page/left-out.js";
import { linkedFile } from "./page/linked-file.js";
import { lossPanel } from "./page/loss-panel.js";
import { notices } from "./page/notices.js";
import { listenForFiles } from "./page/open-files.js";
import { runBar } from "./page/run-bar.js";
import { runsBar } from "./page/runs-bar.js";
import { settingsDialog } from "./page/settings-dialog.js";
import { spoken } from "./page/spoken.js";
import { teacher } from "./page/teacher.js";
import { timeBar } from "./page/time-bar.js";
import { translate } from "./page/translate.js";
import { trapMarks } from "./page/traps.js";
import { isOpen, mountViews, viewBar } from "./page/view-bar.js";
import { missing, withoutWasm } from "./page/without-wasm.js";
import { Runs } from "./run/runs.js";
import { byId } from "./ui/dom.js";
import { slices } from "./ui/redraw.js";
import { views } from "./views/index.js";
import { words } from "./words/index.js";

/** @import {Experiment, Standing} from "./model/experiment.js" */
/** @import {State} from "./model/state.js" */
/** @import {Action} from "./model/store.js" */
/** @import {News} from "./run/run-client.js" */

const FIELDS = views.flatMap((view) => view.fields ?? []);
/** The address follows the steps when they have come to rest for so long, and this often while they do not: browsers limit how often it may change. */
const [REST_MS, ADDRESS_MS] = [300, 1000];
/** Good news goes by itself. */
const NEWS_MS = 8000;
/** What the bars and panels do not show. */
const DRAWN_ONLY = ["look", "answer", "explanation", "ghost", "mapped", "measuring", "pairs"];

/** What saves weights for other programs. */
const weights = late(() => import("./page/arrays/save.js"));

async function start() {
  translate();
  const module = await loaded();
  if (!module || ended()?.aborted) return;
  const { problems, standing, experiment } = readAddress();
  const { data } = neededOf(readHash());
  // A file that has to be fetched comes after what is there at once.
  const store = new Store(experiment, data ? { ...standing, step: 0 } : standing);
  const page = new Page(store, module);
  // Whoever holds the page may have given it data.
  if (!store.state().pending) store.openBuiltin();
  page.fetch(experiment, standing);
  if (problems.length > 0) store.complain(problems.map(words.problem).join(" "));
}

/** The core, compiled; without it, or without a canvas, the page says what is missing. */
async function loaded() {
  try {
    if (!document.createElement("canvas").getContext("2d")) throw new Error();
    const module = await wasmModule();
    await begin(module);
    return module;
  } catch (error) {
    withoutWasm(missing(error));
  }
}

class Page {
  /** @type {Store} */ #store;
  /** @type {ReturnType<typeof lessons>} */ #lessons;
  #drawn = slices();
  /** @type {ReturnType<typeof mountViews>} drawn at every frame */ #views;
  /** @type {((state: State) => void)[]} what shows settings, when they change */ #panels;
  /** @type {(state: State) => void} */ #time;
  /** @type {ReturnType<typeof listenForFiles>} */ #files;
  /** @type {ReturnType<typeof dataPanel>} */ #data;
  /** @type {Promise<void> | undefined} */ #drawing;
  /** @type {number | undefined} */ #resting;
  /** @type {number | undefined} */ #news;
  #written = 0;
  #appears = appearing(() => this.#redraw());
  /** @type {ReturnType<typeof keeping>} */ #keeping;
  /** @type {ReturnType<typeof linkedFile>} */ #linked;
  /** @type {ReturnType<typeof firstMinute>} */ #minute;

  /** @param {Store} store @param {import("./host/core.js").Core} module */
  constructor(store, module) {
    this.#store = store;
    new Runs(store, module, FIELDS, { drawn: () => this.#redraw(), spent: this.#drawn.spent }, this.#hear);
    this.#files = listenForFiles(store, module);
    this.#linked = linkedFile(store, this.#files);
    this.#data = dataPanel(store, this.#files.again);
    const parts = [timeBar(store), trapMarks(), spoken()];
    this.#time = (state) => {
      for (const show of parts) show(state);
    };
    const bars = [runBar(store), this.#time, runsBar(store), notices(store), dock(store)];
    this.#views = mountViews(store, this.#drawn);
    this.#lessons = lessons(store, this.#files.openAt);
    this.#keeping = keeping(store, this.#linked);
    this.#minute = firstMinute(store, module, this.#lessons.start);
    this.#panels = [
      ...bars,
      this.#data.show,
      editionPanel(),
      appearance(store),
      this.#keeping.show,
      beganWith(store),
      this.#minute.answer,
      lossPanel(byId("loss", HTMLElement), store),
      settingsDialog(store),
      viewBar(store),
      teacher(
        store,
        views.map(({ id }) => id),
        this.#minute.toLab,
      ),
      leaveOut,
    ];
    embedBuilder(store);
    byId("copy-link", HTMLButtonElement).addEventListener("click", this.#copyLink);
    byId("save-run", HTMLButtonElement).addEventListener("click", () => store.save("run"));
    byId("save-weights", HTMLButtonElement).addEventListener("click", () => store.attempt(async () => (await weights()).saveDialog(store)));
    store.subscribe(this.#follow);
    this.#listen();
    attach({ app: store, words, read: readLink, write: writeLink, startLesson: this.#lessons.start, picture: this.#picture });
    // What whoever holds the page has given is what its link needs.
    this.#linked.need(readHash(), store.state().pending?.source);
    this.#panels.push(takePlace(store));
    this.#showPanels();
  }

  /** What has changed is shown and told. @param {State} state @param {State} before @param {Action} action */
  #follow = (state, before, action) => {
    if (ended()?.aborted) return;
    if (action.type === "complain" && action.message) announce("error", { message: action.message });
    // What is said of a file names the one that a person has opened.
    if (action.type === "notice") announce("error", { message: action.notice.of === "file" ? words.data.unopened : action.notice.sentence });
    if (state.problem !== before.problem) this.#say(state.problem);
    // Panels are left alone while a run goes on: somebody may be typing into one.
    const goesOn = action.type === "frames" && state.values === before.values && state.loss === before.loss;
    if (goesOn && state.shown === before.shown && before.runs.length === state.runs.length) this.#time(state);
    else if (!DRAWN_ONLY.includes(action.type)) this.#showPanels();
    this.#writeAddress(state, before);
    this.#tell(state, before, action);
    this.#linked.follow(state, before);
    this.#redraw();
  };

  /** @param {State} state @param {State} before @param {Action} action */
  #tell(state, before, action) {
    if (action.type === "frames") this.#tellStep();
    if (state.data && !before.data) announce("ready");
    if (action.type === "unopened") this.#keeping.failed(action.pending);
    if (action.type === "edit") announce("change", { link: withFile(this.#store.link(), toldOf(this.#linked.inLink())) });
    followLanguage(state, before, this.#minute.keep);
  }

  /** Somebody has written another link: the run before it can be brought back. */
  #followAddress = () => {
    const { problems, standing, experiment } = readAddress();
    if (experiment.values["page.language"] !== this.#store.state().experiment.values["page.language"]) return restart();
    this.#lessons.giveWay();
    this.#linked.need(readHash());
    if (!this.fetch(experiment, standing)) this.#store.dispatch({ type: "follow", experiment, ...standing });
    const [lesson, page] = [lessonOf(readHash()), pageOf(readHash())];
    if (lesson) this.#minute.toLab();
    if (lesson) this.#lessons.start(lesson, page);
    if (problems.length > 0) this.#store.complain(problems.map(words.problem).join(" "));
  };

  /** Says now and then where the runs stand. */
  #tellStep = rarely(() => {
    const { step, playing } = this.#store.state();
    announce("step", { step, playing });
  });

  /** A change of settings stands in the address at once, the step when it has come to rest. @param {State} state @param {State} before */
  #writeAddress(state, before) {
    // What has been asked for and has not come is not in it any more.
    const isOver = before.pending && !state.pending;
    if (isOver || state.experiment !== before.experiment || state.era !== before.era || state.playing !== before.playing) return this.#putAddress();
    if (state.step === before.step && state.runs === before.runs && state.shown === before.shown) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(this.#putAddress, state.playing ? Math.max(0, this.#written + ADDRESS_MS - performance.now()) : REST_MS);
  }

  /** A lesson that stands in the address stays there. */
  #putAddress = () => {
    clearTimeout(this.#resting);
    this.#written = performance.now();
    const address = this.#address();
    writeHash(address);
    this.#keeping.keep(address);
  };

  /** The link of what is on the page, with its lesson, and the file that it needs. */
  #address() {
    return withFile(this.#lessons.inLink(this.#store.ownLink()), this.#linked.inLink());
  }

  /** The run of the link on the file that lies where the link says, if it says so. @param {Experiment} experiment @param {Standing} standing */
  fetch = (experiment, standing) => this.#linked.fetch(readHash(), experiment, standing);

  /** @param {News} news */
  #hear = async (news) => {
    if (news.type === "timed") return this.#data.timed(news.milliseconds);
    if (news.type === "progress") {
      this.#files.progress(news);
      appear();
      return this.#data.progress(news);
    }
    const { what, step, bytes } = news;
    saveFile(what === "run" ? `tripletscope-run-step-${step}.safetensors` : (await weights()).weightsName(what, step), bytes);
  };

  /** @param {string} view */
  #picture = async (view) => {
    const found = this.#views.find(({ id }) => id === view);
    if (!found) throw new Error(words.noView(view, this.#views.map(({ id }) => id).join(", ")));
    return /** @type {Blob} */ (await found.picture());
  };

  /** To the clipboard, or to read: what is read stays until there is a problem to tell. */
  #copyLink = async () => {
    const address = addressOf(this.#address());
    const copied = await copyText(address);
    this.#say(copied ? words.copied : words.linkIs(address), true);
    clearTimeout(this.#news);
    if (copied) this.#news = setTimeout(() => ended()?.aborted || this.#say(this.#store.state().problem), NEWS_MS);
  };

  /** @param {string} sentence @param {boolean} [good] news, or a problem? */
  #say(sentence, good = false) {
    const place = byId("problem", HTMLElement);
    place.classList.toggle("good", good);
    if (place.textContent === sentence) return;
    place.textContent = sentence;
    // What is cut is read to its end by keyboard too.
    place.tabIndex = place.scrollHeight > place.clientHeight ? 0 : -1;
  }

  #showPanels() {
    const shown = this.#panels.map((show) => show(this.#store.state()));
    this.#appears(this.#store.state(), shown);
  }

  /** Draws at the browser's next frame, however often it is called before. */
  #redraw() {
    this.#drawing ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.#drawing = undefined;
        const state = this.#store.state();
        for (const { id, draw } of this.#views) if (isOpen(state, id)) draw(state);
        this.#lessons.look(state);
        resolve();
      });
    });
    return this.#drawing;
  }

  #listen() {
    const { pause, play, state } = this.#store;
    new ResizeObserver(() => this.#redraw()).observe(frame());
    watchHeight();
    giveBack();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#showPanels(), { signal: ended() });
    let resume = false;
    whenSeen((seen) => {
      if (!seen) resume = state().playing;
      if (!seen && resume) pause();
      else if (seen && resume) play();
    });
    watchAddress(this.#followAddress);
    if (!isEmbedded()) askBeforeLeaving(losesMuch(this.#store));
  }
}

start();
