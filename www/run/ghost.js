// Trains the run without its last change in a worker of its own, where a core is free. It follows the run that is shown and never holds it up.
import { rung } from "../host.js";
import { otherOf, withoutWhat } from "../model/ghost.js";
import { paceOf } from "../model/settings.js";
import { startOf } from "./commands.js";
import { hasCoreForGhost } from "./cores.js";
import { budgetOf } from "./snapshots.js";

/** @import {State} from "../model/state.js" */
/** @import {Store} from "../model/store.js" */
/** @import {Past, RunClient} from "./run-client.js" */

/** Steps from one frame of it to the next: it is seen to catch up. */
const STRIDE = 25;
/** Of pairs read from a file; more are not read a second time. */
const MOST_PAIRS = 100_000;
/** Its snapshots take as much as those of one of so many runs. */
const SHARES = 4;

/** @typedef {object} Around
 * @property {(tell: () => void) => RunClient} hire `tell`: nothing comes of it any more
 * @property {(step: number) => Promise<Past | undefined>} past of the run, before a step
 * @property {(ghosts: number) => void} share the cores, with so many ghosts
 */

export class GhostRun {
  /** @type {Store} */ #store;
  /** @type {Around} */ #around;
  /** @type {RunClient | undefined} that is on its way */ #client;
  #begun = false;
  /** @type {{experiment: State["experiment"] | undefined, other: import("../model/ghost.js").Other | undefined}} what would be without the last change */
  #made = { experiment: undefined, other: undefined };
  /** What it follows from, or has been given up. */
  #key = "";
  #era = 0;
  /** @type {number} how far it has come, and is to go */ #at = 0;
  #to = 0;
  #going = false;

  /** @param {Store} store @param {Around} around */
  constructor(store, around) {
    [this.#store, this.#around] = [store, around];
  }

  /** @param {State} state */
  follow(state) {
    const { experiment } = state;
    if (this.#made.experiment !== experiment) this.#made = { experiment, other: otherOf(experiment) };
    const other = wanted(state) ? this.#made.other : undefined;
    const key = other?.key ?? "";
    if (key !== this.#key || state.era !== this.#era) {
      [this.#key, this.#era] = [key, state.era];
      this.end();
      if (other) this.#begin(other, state);
    }
    this.#to = state.step;
    this.#go();
  }

  end() {
    if (!this.#client) return;
    this.#client.end();
    [this.#client, this.#begun] = [undefined, false];
    this.#around.share(0);
    if (this.#store.state().ghost?.flag !== undefined) this.#store.dispatch({ type: "ghost", ghost: undefined });
  }

  /** @param {import("../model/ghost.js").Other} other @param {State} state */
  async #begin({ experiment, step }, state) {
    const client = this.#around.hire(() => client === this.#client && this.end());
    this.#client = client;
    this.#around.share(1);
    const { source, log } = startOf(experiment, 0, state.source);
    const past = await this.#around.past(step);
    const weights = state.weights[state.keys[0]];
    const opened = await client.open(source, log, weights ? undefined : state.saved, weights);
    if (client !== this.#client) return;
    if (!opened) return this.end();
    client.begin(log, budgetOf(SHARES), past);
    if (state.saved && log.length > 1) client.log(log);
    [this.#at, this.#begun] = [past?.kept.step ?? opened.origin, true];
    this.#go();
  }

  async #go() {
    const client = this.#client;
    if (this.#going || !client || !this.#begun) return;
    this.#going = true;
    while (client === this.#client && this.#at < this.#to) {
      const { experiment, values } = this.#store.state();
      const to = Math.min(this.#to, this.#at + STRIDE);
      const { evaluateEvery: every, extent } = paceOf(values);
      const frame = await client.go({ to, every, extent });
      if (!frame || client !== this.#client) break;
      this.#at = frame.step;
      this.#store.dispatch({ type: "ghost", ghost: { flag: withoutWhat(experiment), history: client.history, key: this.#key } });
    }
    this.#going = false;
  }
}

/** Is it wanted, and is a core free for it? @param {State} state */
function wanted({ values, keys, source, data, runs, fresh }) {
  const small = source?.kind === "builtin" || (data?.trainPairs ?? 0) <= MOST_PAIRS;
  const shown = values["curves.ghost"] && values["view.curves"];
  return Boolean(
    shown && small && data && runs.length > 0 && !fresh && rung() !== "page" && hasCoreForGhost(String(values["page.workers"]), keys.length),
  );
}
