// The third card: the same network, weights and batches, twice, at the same step; only the loss differs.
import { namedLosses } from "../loss/presets.js";
import { saidOf } from "../model/problems.js";
import { builtinConfig, runConfig } from "../model/settings.js";
import { Lockstep } from "../run/lockstep.js";
import { RunClient } from "../run/run-client.js";
import { whenColoursChange } from "../ui/canvas.js";
import { element, say } from "../ui/dom.js";
import { paint } from "../ui/heat.js";
import { words } from "../words/index.js";
import { drawRecalls } from "./chart.js";

/** @import {Frame, Said, Values} from "../types/run.js" */
/** @import {Outcome, Raced} from "../types/minute.js" */
/** @import {App} from "../model/state.js" */

export const STEPS = 100;
/** So fast that one can follow it, and often enough measured for a curve. */
const PACE = { speed: "12", stopAt: STEPS, evaluateEvery: 5, extent: /** @type {const} */ ("full"), workers: "auto", lastStep: STEPS };
const FIELDS = ["recallAt1.forward", "recallAt1.backward"];
/** By their presets' names, in the order of the runs. */
const LOSSES = /** @type {const} */ ({ rows: "course-2020", both: "both" });

/** @param {App} app @param {import("../host/core.js").Core} module @param {(outcome: Outcome) => void} ended @param {() => void} goOn */
export function raceCard(app, module, ended, goOn) {
  const said = words.minute.race;
  const lanes = /** @type {const} */ (["rows", "both"]).map(laneOf);
  const chart = element("canvas", { class: "minute-chart", role: "img" });
  const where = element("p", { class: "minute-step" });
  const spoken = element("p", { class: "visually-hidden", role: "status" });
  const problem = element("p", { class: "problem", role: "alert" });
  const stop = element("button", { type: "button" }, said.stop);
  const answer = element("button", { type: "button", class: "primary" }, said.answer);
  const node = element(
    "div",
    { class: "minute-race" },
    element("div", { class: "minute-row" }, element("p", { class: "minute-lead" }, said.lead), where),
    element(
      "div",
      { class: "minute-track" },
      element("div", { class: "minute-lanes" }, ...lanes.map((lane) => lane.node)),
      element("figure", {}, element("figcaption", {}, said.chart), chart),
    ),
    ...[problem, spoken],
  );
  /** @type {Lockstep | undefined} */
  let lockstep;
  let seed = 0;
  let step = 0;
  /** What has been measured of each run: percent over steps. @type {number[][]} */
  let curves = [[], []];

  const draw = () => drawRecalls(chart, curves, STEPS);
  new ResizeObserver(draw).observe(chart);
  whenColoursChange(draw);

  let running = false;
  /** Does it race on from where it was, once it is there again? */
  let goesOn = false;
  /** @param {Frame[]} frames @param {readonly RunClient[]} clients */
  const take = async (frames, clients) => {
    step = frames[0].step;
    curves = clients.map(({ history }) => percentages(history));
    for (const [k, lane] of lanes.entries()) lane.show(frames[k], curves[k].at(-1));
    say(where, said.at(step, STEPS, seed));
    draw();
    if (!running && step > 0 && curves[0].at(-2) === step) finish();
  };

  /** It has come to rest, and is measured where it rests. */
  function finish() {
    if (goesOn && lockstep) {
      goesOn = false;
      return lockstep.play();
    }
    const [rows, both] = curves.map((curve) => (curve.at(-1) ?? 0) / 100);
    answer.disabled = false;
    say(spoken, said.spoken(rows, both, step));
    ended({ rows, both, step, seed });
  }

  /** @param {boolean} playing */
  const playing = (playing) => {
    running = playing;
    stop.hidden = !playing;
    answer.hidden = playing;
  };

  /** Restarts, at the step before the first, or at once where it was. @param {number} nextSeed @param {Raced} [was] */
  async function start(nextSeed, was) {
    lockstep?.end();
    [seed, step, curves, goesOn] = [nextSeed, 0, [[], []], was?.races === true];
    answer.disabled = true;
    for (const node of [problem, spoken]) say(node, "");
    say(where, said.getReady);
    draw();
    const failed = (/** @type {Said} */ what) => say(problem, said.failed(words.problem(what)));
    try {
      const runs = new Lockstep({ frames: take, spent: () => 0, playing, edge: () => {}, measuring: () => {} });
      lockstep = runs;
      runs.pace(paceNow());
      const starts = Object.values(LOSSES).map((name) => startOf({ ...app.state().values, seed }, name));
      const clients = starts.map(() => hired(module, failed));
      const opened = await runs.open(clients, starts);
      if (!opened || runs !== lockstep) return;
      if (was?.step) runs.seek(was.step);
      else runs.play();
    } catch (error) {
      failed(saidOf(error));
    }
  }
  stop.addEventListener("click", () => {
    lockstep?.pause();
    answer.focus();
  });
  answer.addEventListener("click", goOn);
  const leave = () => {
    lockstep?.end();
    lockstep = undefined;
  };
  const place = () => (lockstep ? { seed, step, races: running || goesOn } : undefined);
  return { node, buttons: [stop, answer], mayGoOn: () => !answer.disabled && !answer.hidden, start, leave, last: true, place };
}

/** With reduced motion the end comes sooner. */
const paceNow = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? { ...PACE, speed: "full" } : PACE);

/** @param {import("../host/core.js").Core} module @param {(said: Said) => void} failed */
function hired(module, failed) {
  return new RunClient(module, FIELDS, (told) => {
    if (told.type === "refused") failed(told);
    if (told.type === "crashed") failed({ sentence: words.crashed(told.sentence) });
  });
}

/** @param {Values} values @param {string} name of a loss */
function startOf(values, name) {
  const loss = namedLosses()[name];
  return {
    source: { kind: /** @type {const} */ ("builtin"), config: builtinConfig(values, loss) },
    log: [{ step: 0, config: runConfig(values, loss) }],
  };
}

/** Recall@1 in percent, the mean of both ways, over the steps: x, y, x, y, …. @param {import("../model/history.js").History} history */
function percentages(history) {
  const [forward, backward] = FIELDS.map((field) => history.points(field));
  return Array.from(forward, (x, k) => (k % 2 === 0 ? x : 50 * (x + backward[k])));
}

/** A run's matrix with its name and its share. @param {"rows" | "both"} name */
function laneOf(name) {
  const said = words.minute.race;
  const canvas = element("canvas", { class: "minute-small", role: "img" });
  const share = element("b");
  const node = element(
    "div",
    { class: `minute-lane ${name}` },
    canvas,
    element("p", { class: "minute-name" }, element("span", {}, said[name]), " ", share),
  );
  const show = (/** @type {Frame} */ { similarity, step }, /** @type {number | undefined} */ percent) => {
    paint(canvas, similarity, Math.round(Math.sqrt(similarity.length)), "sequential", 1);
    canvas.setAttribute("aria-label", said.matrix(said[name], step));
    say(share, percent === undefined ? "" : words.percent(percent / 100));
  };
  return { node, show };
}
