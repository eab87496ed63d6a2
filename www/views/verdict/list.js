// The list of losses: for each the seeds' recalls in a band, the differences from the baseline seed by seed, and a sentence.
import { element } from "../../ui/dom.js";
import { stopsOn } from "../../ui/stops.js";
import { baseOf } from "../../verdict/groups.js";
import { words } from "../../words/index.js";
import { nameOf } from "./names.js";
import { drawScale, drawStrip, rangeOf } from "./strips.js";

/** @import {Compared, Group} from "../../verdict/protocol.js" */
/** @import {Range, Strip} from "./strips.js" */
/** @typedef {{node: HTMLElement, draw: () => void}} Row */

/**
 * Fills the list again; gives back what draws its strips.
 * @param {HTMLElement} list
 * @param {Group} group the baseline first
 * @param {string} baseline
 * @param {boolean} fixed was the number of seeds fixed beforehand?
 */
export function fillList(list, { losses }, baseline, fixed) {
  const recalls = rangeOf(losses.flatMap(({ recall }) => recall));
  const differences = rangeOf([0, ...losses.flatMap((each) => each.differences)]);
  const rows = losses.map((compared) => rowOf(compared, pairedSeeds(compared, losses), recalls, differences, fixed));
  const scales = [scaleOf(recalls, words.verdict.recallScale), scaleOf(differences, words.verdict.differenceScale(nameOf(baseline)))];
  const foot = element("li", { class: "verdict-scales", "aria-hidden": "true" }, ...scales.map(({ node }) => node));
  list.replaceChildren(...rows.map(({ node }) => node), foot);
  return () => {
    for (const { draw } of [...rows, ...scales]) draw();
  };
}

/** The seeds of the differences: those that the baseline has too; undefined for the baseline itself. @param {Compared} compared @param {readonly Compared[]} losses */
function pairedSeeds(compared, losses) {
  if (compared.baseline === null) return;
  const base = new Set(baseOf(losses, compared)?.seeds);
  return compared.seeds.filter((seed) => base.has(seed));
}

/** @param {Compared} compared @param {number[] | undefined} paired seeds of the differences @param {Range} recalls @param {Range} differences
 * @param {boolean} fixed @returns {Row} */
function rowOf(compared, paired, recalls, differences, fixed) {
  const { loss, settings, seeds, recall, median, low, high } = compared;
  const [own, against] = [words.verdict.recalls(compared), words.verdict.differences(compared)];
  const strips = [stripOf(own, words.verdict.seedRecall)];
  if (paired) strips.push(stripOf(against, words.verdict.seedDifference));
  const node = element(
    "li",
    {},
    element("h4", {}, nameOf(loss, settings)),
    element("div", {}, strips[0].node, element("small", { "aria-hidden": "true" }, words.verdict.band(compared))),
    element("div", {}, ...strips.slice(1).map(({ node }) => node)),
    element("p", { "data-id": "sentence" }, paired ? words.verdict.sentence(compared, fixed) : words.verdict.baseline(compared)),
  );
  const draw = () => {
    strips[0].draw({ values: recall, seeds, range: recalls, median, band: [low, high] });
    strips[1]?.draw({ values: compared.differences, seeds: paired, range: differences, median: compared.medianDifference, zero: true });
  };
  return { node, draw };
}

/** A strip whose dots are read off by pointer, finger and keys. @param {string} label @param {(value: number, seed: number) => string} say what a dot says */
function stripOf(label, say) {
  const canvas = element("canvas", { class: "dots" });
  const stops = stopsOn(canvas, { wide: true });
  const draw = (/** @type {Strip} */ strip) => {
    const dots = drawStrip(canvas, strip).map(({ x, y, value, seed }) => ({ x, y, text: say(value, seed) }));
    stops.show(() => dots, label);
  };
  return { node: stops.node, draw };
}

/** @param {Range} range @param {string} name @returns {Row} */
function scaleOf(range, name) {
  const canvas = element("canvas", { class: "dots-scale" });
  const node = element("div", {}, canvas, element("small", {}, name));
  return { node, draw: () => drawScale(canvas, range, words.points) };
}
