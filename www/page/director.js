// What is done with the runs: data is opened, settings change, runs come and go, the last change is taken back. It keeps the experiment and the workers at one.
import { announce, restart } from "../host.js";
import { added, edited, lastChange, logOf, NAMES, settingsAt, startedAt, without } from "../model/experiment.js";
import { builtinConfig, paceOf, settingOf, withConfig } from "../model/settings.js";
import { Undo } from "../model/undo.js";
import { words } from "../words/index.js";

/** @import {DatasetReport, Source} from "../types/run.js" */
/** @import {Lockstep} from "../run/lockstep.js" */
/** @import {Edit, Experiment} from "../model/experiment.js" */
/** @import {Around, State} from "../model/state.js" */
/** @import {Trainer} from "../run/run-client.js" */

/** Whoever has several runs wants to see them side by side. */
const COMPARING = { "view.compare": true };

/** What shows the state.
 * @typedef {object} Stage
 * @property {() => State} state
 * @property {(change: Partial<Around>) => boolean} update whether it is allowed; if not, that is said and nothing changes
 * @property {(source: Source, report: DatasetReport) => void} opened
 * @property {() => string} link
 * @property {(sentence: string) => void} complain
 */

export class Director {
  /** The file that is being read. */
  opening = "";
  /** @type {Lockstep} */ #lockstep;
  /** @type {Stage} */ #stage;
  /** @type {Uint8Array | undefined} a saved run that the first run continues */ #saved;
  /** @type {Promise<unknown>} until all that has been asked for is open */ #joining = Promise.resolve();
  #undo = new Undo();

  /** @param {Lockstep} lockstep @param {Stage} stage */
  constructor(lockstep, stage) {
    [this.#lockstep, this.#stage] = [lockstep, stage];
  }

  get #state() {
    return this.#stage.state();
  }

  /** Is there anything to undo or redo? */
  get can() {
    return this.#undo.can;
  }

  /** The settings that are shown are in force from this step on: in the past those of then, otherwise those to come. */
  #now = () => (this.#state.step >= this.#state.head ? Number.POSITIVE_INFINITY : this.#state.step);
  #logs = () => this.#state.experiment.runs.map((_, run) => logOf(this.#state.experiment, run));

  /** The same start again, with the settings that are in force. */
  reset = () => {
    const experiment = startedAt(this.#state.experiment, this.#now());
    const { source } = this.#state;
    // A run that is on its way begins with the others.
    if (source && experiment.runs.length !== this.#lockstep.count) return void this.open(source);
    this.#saved = undefined;
    if (this.#stage.update({ experiment, origin: 0 })) this.#lockstep.reset(this.#logs());
  };

  openBuiltin = () => this.open({ kind: "builtin", config: {} });
  /** @param {Uint8Array} saved */
  restore = (saved) => this.#reopen(saved);

  /** The data that is open, once more. @param {Uint8Array} [saved] */
  #reopen(saved) {
    const { source } = this.#state;
    if (source) this.open(source, saved);
  }

  /** Reads data and begins the runs on it, or continues a saved run; until that has worked everything stays as it is.
   * @param {Source} source @param {Uint8Array} [saved] */
  open = async (source, saved) => {
    this.opening = source.kind === "file" ? source.name : words.data.builtin;
    const first = !this.#state.source;
    const experiment = first ? this.#state.experiment : startedAt(this.#state.experiment, this.#now());
    const starts = experiment.runs.map((_, run) => this.#startOf(run, source, experiment));
    const opening = this.#lockstep.open(saved ? starts.slice(0, 1) : starts, saved);
    this.#joining = Promise.all([this.#joining, opening]);
    const opened = await opening;
    if (!opened) return;
    this.#saved = saved;
    this.#stage.opened(source, opened.report);
    const began = { source, data: opened.report, origin: opened.origin };
    if (saved) {
      this.#undo.forget();
      const values = withConfig(this.#state.values, opened.config);
      this.#stage.update({ ...began, shown: 0, experiment: { values, loss: opened.config.loss, runs: [[]] } });
      return;
    }
    const now = first ? this.#state.experiment : startedAt(this.#state.experiment, this.#now());
    this.#stage.update({ ...began, experiment: now });
    if (first) announce("ready");
    // What was changed while the data was being read holds.
    const logs = this.#logs().slice(0, starts.length);
    if (JSON.stringify(logs) !== JSON.stringify(starts.map(({ log }) => log))) this.reset();
  };

  /** A worker has crashed: all runs begin anew. @param {string} sentence */
  recover = (sentence) => {
    this.#stage.complain(words.crashed(sentence));
    this.#reopen();
  };

  /** @param {number} run @param {Source | undefined} [source] @param {Experiment} [experiment] */
  #startOf(run, source = this.#state.source, experiment = this.#state.experiment) {
    const { values, loss } = settingsAt(experiment, run, 0);
    const own = source?.kind === "file" ? source : { kind: /** @type {const} */ ("builtin"), config: builtinConfig(values, loss) };
    return { source: own, log: logOf(experiment, run) };
  }

  /** Other settings, another loss, or both: what a change asks for happens once, and nothing restarts that need not. @param {Edit} change */
  apply = (change) => this.#change(change, this.#lockstep.edge, true);

  /** @param {Edit} change @param {number} step from which it is in force @param {boolean} noted can it be taken back? */
  #change({ values = {}, loss }, step, noted) {
    const { shown, head, experiment } = this.#state;
    const now = step < head ? this.#state : settingsAt(experiment, shown, Infinity);
    const changed = Object.keys(values).filter((key) => values[key] !== now.values[key]);
    const edit = { values: Object.fromEntries(changed.map((key) => [key, values[key]])), loss: loss && loss !== now.loss ? loss : undefined };
    const next = edited(experiment, { shown, step, head }, edit);
    if (!next) {
      this.#stage.complain(words.runs.full(NAMES.length));
      return void this.#stage.update({});
    }
    if (!this.#stage.update({ experiment: next.experiment })) return;
    if (next.effect === "fork") this.#undo.forget();
    else if (noted && (changed.some((key) => settingOf(key).group !== "views") || edit.loss))
      this.#undo.note({ shown, ...settingsAt(experiment, shown, Infinity) }, `${changed} ${Boolean(edit.loss)}`);
    this.#act(next.effect, changed);
    announce("change", { link: this.#stage.link() });
  }

  /** @param {import("../model/experiment.js").Effect} effect @param {string[]} changed */
  #act(effect, changed) {
    if (changed.includes("page.language")) restart();
    if (changed.some((key) => key.startsWith("page."))) this.#lockstep.pace(paceOf(this.#state.values));
    if (effect === "log") this.#lockstep.relog(this.#logs());
    else if (effect === "fork")
      this.#join({
        of: this.#lockstep.run(this.#state.shown),
        step: lastChange({ ...this.#state.experiment, runs: this.#state.experiment.runs.slice(-1) }),
      });
    else if (effect === "restart" && changed.some((key) => key.startsWith("data."))) this.open(this.#state.source ?? { kind: "builtin", config: {} });
    else if (effect === "restart") this.reset();
    this.#stage.update({});
  }

  /** @param {Edit} edit */
  addRun = (edit) => {
    this.#undo.forget();
    const { values, ...experiment } = added(this.#state.experiment, edit);
    if (this.#stage.update({ experiment: { ...experiment, values: { ...values, ...COMPARING } } })) this.#join();
  };

  /** The experiment's last run joins the others, after those that are on their way. @param {{of: Trainer, step: number}} [forks] from which run, and where */
  #join(forks) {
    const log = JSON.stringify(this.#logs().at(-1));
    this.#joining = this.#joining.then(async () => {
      const own = this.#lockstep.count;
      if (own >= this.#state.experiment.runs.length) return;
      const start = this.#startOf(own);
      // Whoever has been changed meanwhile begins at the start.
      const past = JSON.stringify(start.log) === log ? forks : undefined;
      const joined = await this.#lockstep.add(start, { saved: this.#saved, forks: past });
      if (joined === "refused") this.#stage.update({ experiment: without(this.#state.experiment, this.#lockstep.count) });
      this.#lockstep.relog(this.#logs());
    });
  }

  /** @param {number} run */
  removeRun = (run) => {
    const { experiment, runs, shown } = this.#state;
    this.#undo.forget();
    this.#lockstep.remove(run);
    this.#stage.update({
      experiment: without(experiment, run),
      runs: runs.toSpliced(run, 1),
      shown: shown > run || (shown === run && run === runs.length - 1) ? Math.max(0, shown - 1) : shown,
    });
  };

  /** The last change of settings, taken back. */
  undo = () => this.#goBack(this.#undo.undo((run) => settingsAt(this.#state.experiment, run, Infinity)));
  /** And made again. */
  redo = () => this.#goBack(this.#undo.redo((run) => settingsAt(this.#state.experiment, run, Infinity)));

  /** @param {import("../model/undo.js").Entry | undefined} entry */
  #goBack(entry) {
    if (!entry) return;
    const { shown, values, loss } = entry;
    this.#stage.update({ shown });
    this.#change({ values, loss }, Math.max(this.#lockstep.edge, this.#state.head), false);
    this.#stage.update({});
  }
}
