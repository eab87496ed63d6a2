// The runs' one owner: it hears of every action, and brings the workers from what there is to what the state asks for, one thing after the other. A run follows from
// its log, so what a crash has ended is made again from there.
import { ended } from "../host.js";
import { experimentAfter, readsBeside } from "../model/pending.js";
import { paceOf } from "../model/settings.js";
import { words } from "../words/index.js";
import { Commands, goesOn, openedIn, startOf } from "./commands.js";
import { Crashes } from "./crashes.js";
import { GhostRun } from "./ghost.js";
import { Lockstep } from "./lockstep.js";
import { Logs } from "./logs.js";
import { RunClient } from "./run-client.js";
import { Silence } from "./silence.js";

/** @import {Frame} from "../types/run.js" */
/** @import {Experiment} from "../model/experiment.js" */
/** @import {Pending, State} from "../model/state.js" */
/** @import {Action, Store} from "../model/store.js" */
/** @import {Drawing} from "./lockstep.js" */
/** @import {News, Opened, Refused, Told} from "./run-client.js" */

/** What has been opened, or refused, and not been begun. @typedef {{pending: Pending, opened: Opened | undefined}} Ready */

/** What runs report that is part of the state. */
const STATED = ["going", "pairs", "answer", "explanation", "mapped"];
/** @param {Told} told @returns {told is Extract<Told, {type: "going" | "pairs" | "answer" | "explanation" | "mapped"}>} */
const isStated = (told) => STATED.includes(told.type);

export class Runs {
  /** @type {Store} */ #store;
  /** @type {(news: News) => void} */ #tell;
  /** @type {() => RunClient} */ #hire;
  /** @type {Lockstep} */ #lockstep;
  /** @type {GhostRun} */ #ghost;
  /** @type {Map<RunClient, number>} the key of each run that there is */ #keys = new Map();
  #logs = new Logs();
  /** @type {RunClient} the first run's, or what is to be: it reads what is opened */ #first;
  /** @type {Pending | undefined} */ #opening;
  /** @type {Ready | undefined} */ #ready;
  /** @type {Set<RunClient>} whose worker is no more */ #fallen = new Set();
  /** @type {Commands} */ #commands;
  #beginning = false;
  #silence = new Silence();
  #crashes = new Crashes();
  #era = 0;
  /** @type {Experiment | undefined} before the last change of settings */ #before;
  #settling = false;
  /** Is there anything new to look at? */
  #asked = false;

  /** @param {Store} store @param {import("../host/core.js").Core} module @param {readonly string[]} fields that histories keep @param {Drawing} drawing @param {(news: News) => void} tell */
  constructor(store, module, fields, { drawn, spent }, tell) {
    [this.#store, this.#tell] = [store, tell];
    this.#hire = () => {
      const client = new RunClient(module, fields, (told) => this.#hear(client, told));
      return client;
    };
    this.#first = this.#hire();
    this.#ghost = new GhostRun(store, {
      hire: (gone) => new RunClient(module, fields, ({ type }) => (type === "crashed" || type === "refused") && gone()),
      past: async (step) => this.#clientOf(store.state().keys[0])?.past(step),
      share: (ghosts) => this.#lockstep.share(ghosts),
    });
    this.#lockstep = new Lockstep({
      frames: (frames, clients) => (this.#take(frames, clients) ? drawn() : Promise.resolve()),
      spent,
      playing: (playing) => void store.dispatch({ type: "playing", playing }),
      measuring: (measuring) => void store.dispatch({ type: "measuring", measuring }),
      edge: (edge, aim) => Object.assign(store, { edge, aim }),
    });
    this.#lockstep.pace(paceOf(store.state().values));
    this.#commands = new Commands(store, this.#lockstep, this.#renews);
    store.subscribe((state, before, action) => this.#follow(state, before, action));
    ended()?.addEventListener("abort", () => [this.#first, ...this.#keys.keys(), this.#ghost].forEach((each) => void each.end()));
  }

  /** @param {State} state @param {State} before @param {Action} action */
  #follow(state, before, action) {
    // What is in force is known before the next step is taken.
    if (state.experiment !== before.experiment && state.era === this.#era) {
      if (action.type === "edit") this.#before = before.experiment;
      this.#logs.follow(this.#keys, state);
    }
    if (action.type === "again") this.#silence.giveUp();
    if (goesOn(action)) this.#again();
    if (action.type === "cancel" && before.pending && !state.pending) this.#first.cancel();
    if (action.type === "dismiss" && !action.of && !this.#crashes.tooMany) this.#crashes.forget();
    this.#commands.follow(action, state, this.#clientOf(state.keys[state.shown]));
    if (state.experiment.values !== before.experiment.values) this.#lockstep.pace(paceOf(state.experiment.values));
    if (state.experiment !== before.experiment || state.pending !== before.pending || state.keys !== before.keys || action.type === "again")
      this.#settle();
    if (action.type !== "ghost") this.#ghost.follow(state);
  }

  /** @param {State} state */
  #renews = (state) => this.#beginning || (state.pending !== undefined && !readsBeside(state));

  /** @param {number} key */
  #clientOf = (key) => [...this.#keys].find(([, other]) => other === key)?.[0];

  /** Whatever is not as the state asks for is made so; what is asked for meanwhile comes after that. */
  async #settle() {
    this.#asked = true;
    if (this.#settling) return;
    this.#settling = true;
    try {
      while (this.#asked) {
        this.#asked = false;
        while (await this.#next()) {}
      }
    } finally {
      this.#settling = false;
    }
  }

  /** Does the next thing that there is to do. @returns {Promise<boolean>} whether there was one */
  async #next() {
    const state = this.#store.state();
    if (state.pending && state.pending !== this.#opening && !this.#crashes.tooMany) this.#open(state, state.pending);
    if (this.#ready) return this.#begin(this.#ready);
    for (const [client, key] of this.#keys) if (!state.keys.includes(key)) this.#dismiss(client);
    if (!state.source || state.era !== this.#era || this.#crashes.tooMany) return false;
    const [fallen] = [...this.#fallen].filter((client) => this.#keys.has(client));
    if (fallen) return this.#repair(fallen, state);
    const missing = state.keys.find((key) => !this.#clientOf(key));
    return missing !== undefined && this.#join(missing, state);
  }

  /** Reads what is to be opened, beside all that goes on. @param {State} state @param {Pending} pending */
  async #open(state, pending) {
    this.#opening = pending;
    const { source, log } = startOf(experimentAfter(state, pending), 0, pending.source);
    const [key] = pending.plan?.keys ?? state.keys;
    const reads = pending.reads || !this.#first.holdsData;
    const opened = await this.#first.open(reads ? source : undefined, log, pending.saved, pending.weights[key]);
    if (this.#opening !== pending) return;
    this.#ready = { pending, opened };
    this.#settle();
  }

  /** All runs begin on what has been opened; what has been refused is over. @param {Ready} ready */
  async #begin({ pending, opened }) {
    this.#ready = undefined;
    const before = this.#store.state();
    if (before.pending !== pending) return true;
    if (!opened) {
      // Where nothing is there yet, it is tried once more.
      if (!before.source && this.#fallen.delete(this.#first)) this.#opening = undefined;
      else this.#store.dispatch({ type: "unopened", pending });
      return true;
    }
    this.#lockstep.hold();
    this.#beginning = true;
    try {
      const { report, config, origin } = opened;
      this.#store.dispatch({ type: "opened", pending, report, config, origin });
      if (this.#store.state().era !== before.era) await this.#beginAll(origin, pending);
    } finally {
      this.#beginning = false;
    }
    this.#commands.catchUp();
    return true;
  }

  /** @param {number} origin @param {Pending} pending */
  async #beginAll(origin, { reads, step }) {
    const state = this.#store.state();
    Object.assign(this.#store, { edge: origin, aim: Math.max(origin, step) });
    this.#era = state.era;
    this.#crashes.begin(origin);
    this.#fallen.clear();
    const others = [...this.#keys.keys()].filter((client) => client !== this.#first);
    const clients = state.keys.map((_, k) => (k === 0 ? this.#first : (others.shift() ?? this.#hire())));
    for (const client of others) client.end();
    this.#keys = new Map(clients.map((client, k) => [client, state.keys[k]]));
    const come = clients.map(async (client, k) => {
      const { source, log } = startOf(state.experiment, k, state.source);
      if (k > 0 && !(await client.open(reads || !client.holdsData ? source : undefined, log, state.saved, state.weights[state.keys[k]])))
        return this.#drop(client, state.keys[k]);
      this.#logs.begin(client, state.keys[k], this.#store.state());
    });
    await Promise.all(come);
    this.#lockstep.begin([...this.#keys.keys()], origin);
    if (step > origin) this.#lockstep.seek(step);
  }

  /** A run that is not in the experiment any more ends. @param {RunClient} client */
  #dismiss(client) {
    this.#keys.delete(client);
    this.#fallen.delete(client);
    client.end();
    this.#lockstep.leave(client);
    const [next] = this.#lockstep.clients;
    if (client !== this.#first || !next) return;
    // What is being read where the first run was is read again where it is now.
    [this.#first, this.#opening] = [next, undefined];
  }

  /** A run that has been refused does not come. @param {RunClient} client @param {number} key */
  #drop(client, key) {
    this.#keys.delete(client);
    client.end();
    if (!this.#fallen.delete(client) && this.#store.state().keys.includes(key)) this.#store.dispatch({ type: "lost", key });
  }

  /** A further run catches up with the others, from the past of the run that it forks from if there is one. @param {number} key @param {State} state */
  async #join(key, state) {
    const fork = state.forks[key];
    const client = this.#hire();
    const past = fork?.changes === state.experiment.runs[state.keys.indexOf(key)] ? await this.#clientOf(fork.of)?.past(fork.step) : undefined;
    const opened = await openedIn(client, state, key);
    const now = this.#store.state();
    const place = now.keys.indexOf(key);
    if (now.era !== this.#era || place < 0) client.end();
    else if (!opened) this.#drop(client, key);
    else {
      this.#keys.set(client, key);
      // A run that has been changed meanwhile begins at the start.
      this.#logs.begin(client, key, now, fork?.changes === now.experiment.runs[place] ? past : undefined);
      this.#lockstep.join(client, this.#lockstep.clients.filter((other) => now.keys.indexOf(Number(this.#keys.get(other))) < place).length);
    }
    return true;
  }

  /** A run whose worker is no more is made again in another one; once all are there, they go to the step where they stood. @param {RunClient} client @param {State} state */
  async #repair(client, state) {
    const key = Number(this.#keys.get(client));
    this.#fallen.delete(client);
    const opened = await openedIn(client, state, key);
    if (this.#keys.get(client) !== key || this.#store.state().era !== this.#era) return true;
    if (!opened) {
      // Its file is no longer available, or it has crashed again.
      this.#fallen.add(client);
      this.#crashes.giveUp();
      this.#notice(words.crashed(""));
      return false;
    }
    this.#logs.begin(client, key, this.#store.state());
    if (this.#fallen.size > 0) return true;
    this.#lockstep.resume();
    if (this.#crashes.played) this.#lockstep.play();
    return true;
  }

  /** Somebody asks for something: what has crashed may be tried again. */
  #again() {
    const stuck = this.#crashes.tooMany;
    this.#crashes.forget();
    if (!stuck) return;
    if (!this.#keys.size) this.#opening = undefined;
    this.#settle();
  }

  /** @param {RunClient} client @param {Told} told */
  #hear(client, told) {
    const { dispatch } = this.#store;
    if (told.type === "silent" || told.type === "speaks") this.#silence.heed(client, told.type === "silent", dispatch);
    else if (told.type === "crashed") this.#crashed(client, told.sentence);
    else if (told.type === "refused") this.#refused(client, told);
    else if (isStated(told)) dispatch(told);
    else this.#tell(told);
  }

  /** @param {RunClient} client @param {string} sentence */
  #crashed(client, sentence) {
    this.#silence.heed(client, false, this.#store.dispatch);
    const { playing, pending, source } = this.#store.state();
    this.#crashes.add(playing);
    this.#fallen.add(client);
    if (this.#keys.has(client)) this.#lockstep.hold();
    const name = client === this.#first && source && pending && pending === this.#opening ? pending.name : "";
    this.#notice(name ? words.data.crashed(name, sentence) : words.crashed(sentence));
    // What is waited for is answered first.
    setTimeout(() => this.#settle());
  }

  /** @param {string} what has happened */
  #notice = (what) => void this.#store.dispatch({ type: "notice", notice: this.#crashes.noticeOf(what) });

  /** @param {RunClient} client @param {Refused} told */
  #refused(client, told) {
    // What cannot be tried is only not told.
    if (told.what === "time") return;
    const sentence = words.problem(told);
    const { name: called = "", source } = (told.what === "open" && client === this.#first && this.#opening) || {};
    // What has been opened before is named where it has changed since.
    const name = called || (told.unread && source?.kind === "file" ? source.name : "");
    const unfit = told.what === "log" || told.problem?.kind === "too-much-memory";
    if (unfit && told.what !== "open" && this.#before) this.#store.dispatch({ type: "retract", experiment: this.#before });
    if (told.what === "go") this.#lockstep.pause();
    if (name) this.#store.complain(words.data.refused(name, sentence), words.data.unopened, told);
    else this.#store.complain(sentence, sentence, told);
  }

  /** @param {Frame[]} frames @param {readonly RunClient[]} clients @returns {boolean} is there anything to draw? */
  #take(frames, clients) {
    const own = frames.flatMap((frame, k) => {
      const key = this.#keys.get(clients[k]);
      return key !== undefined && clients[k].owns(frame) ? [{ key, frame, history: clients[k].history }] : [];
    });
    this.#crashes.reach(own[0]?.frame.step ?? 0);
    return own.length > 0 && this.#store.dispatch({ type: "frames", frames: own });
  }
}
