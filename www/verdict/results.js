// Runs and what came of them: kept, put together, and written as files that the page and the program without a browser both read.
import { verdictLink, verdictResults } from "../../pkg/web/tripletscope.js";
import { csvText } from "../ui/table.js";

/** @import {Outcome, Pairs, Run} from "./protocol.js" */

/** One text for a run. @param {Run} run */
const keyOf = ({ data = "", asymmetry, loss, seed, steps, settings }) => JSON.stringify([data, Number(asymmetry), loss, seed, steps, settings]);

/** Shares in files may be rounded; one more pair found makes a larger difference. */
const NO_DIFFERENCE = 2e-5;
/** @param {number | null | undefined} a @param {number | null | undefined} b */
const close = (a, b, least = NO_DIFFERENCE) => a === b || Math.abs(Number(a) - Number(b)) < least;
/** Packed results have the area in thousandths. @param {number | null | undefined} auc */
const inThousandths = (auc) => Math.round(Number(auc) * 1000) / 1000 === auc;
/** @param {Outcome} a @param {Outcome} b */
const same = (a, b) =>
  a.diverged === b.diverged &&
  close(a.forward, b.forward) &&
  close(a.backward, b.backward) &&
  close(a.auc, b.auc, inThousandths(a.auc) || inThousandths(b.auc) ? 5e-4 + NO_DIFFERENCE : NO_DIFFERENCE);
/** @param {Outcome} outcome */
const recallOf = ({ forward, backward }) => (forward + backward) / 2;

/** Is this a file of results? Pairs may be JSON as well, so its beginning tells. @param {File} file */
export const areResults = async (file) => /\.json$/i.test(file.name) && /^\s*\[\s*\[(?!\s*")|"asymmetry"/.test(await file.slice(0, 4096).text());

export class Results {
  /** @type {Map<string, Pairs[number]>} */ #pairs = new Map();

  get size() {
    return this.#pairs.size;
  }

  /** @param {Run} run */
  has = (run) => this.#pairs.has(keyOf(run));

  /** @param {Run} run @param {Outcome} outcome */
  add(run, outcome) {
    this.#pairs.set(keyOf(run), [run, outcome]);
  }

  clear = () => this.#pairs.clear();

  /** Takes up the results of a file's text. @param {string} text */
  merge = (text) => this.take(JSON.parse(text));

  /** Takes up results, packed or not, or throws the sentence of what is wrong with them. What is here already stays.
   * @param {Pairs} list */
  take(list) {
    const counts = { added: 0, known: 0, differing: 0 };
    for (const [run, outcome] of verdictResults(list)) {
      const here = this.#pairs.get(keyOf(run));
      if (!here) this.add(run, outcome);
      counts[here ? (same(here[1], outcome) ? "known" : "differing") : "added"]++;
    }
    return counts;
  }

  /** Those of these runs that are made. @param {Run[]} runs @returns {Pairs} */
  of = (runs) => runs.map((run) => this.#pairs.get(keyOf(run))).filter((pair) => pair !== undefined);

  /** @returns {Pairs} */
  all() {
    return [...this.#pairs.values()];
  }

  /** In the order in which the program without a browser writes them. */
  #sorted() {
    return verdictResults(this.all());
  }

  json() {
    return `${JSON.stringify(this.#sorted(), null, 2)}\n`;
  }

  csv() {
    const head = ["data", "asymmetry", "steps", "settings", "loss", "seed", "forward", "backward", "recall", "auc", "diverged", "link"];
    const rows = this.#sorted().map(([run, outcome]) => [
      ...[run.data, run.asymmetry, run.steps, run.settings, run.loss, run.seed],
      ...[outcome.forward, outcome.backward, recallOf(outcome), outcome.auc, outcome.diverged, `#${verdictLink(run)}`],
    ]);
    return csvText([head, ...rows]);
  }
}
