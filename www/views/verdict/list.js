// The list of losses: for each the seeds' recalls in a band, the differences from the baseline seed by seed, and a sentence.
import { element } from "../../ui/dom.js";
import { words } from "../../words/index.js";
import { nameOf } from "./names.js";
import { drawScale, drawStrip, rangeOf } from "./strips.js";

/** @import {Compared, Group} from "../../verdict/protocol.js" */
/** @import {Range} from "./strips.js" */
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
  const rows = losses.map((compared) => rowOf(compared, compared.loss === baseline, recalls, differences, fixed));
  const scales = [scaleOf(recalls, words.verdict.recallScale), scaleOf(differences, words.verdict.differenceScale(nameOf(baseline)))];
  const foot = element("li", { class: "verdict-scales", "aria-hidden": "true" }, ...scales.map(({ node }) => node));
  list.replaceChildren(...rows.map(({ node }) => node), foot);
  return () => {
    for (const { draw } of [...rows, ...scales]) draw();
  };
}

/** @param {Compared} compared @param {boolean} isBaseline @param {Range} recalls @param {Range} differences
 * @param {boolean} fixed @returns {Row} */
function rowOf(compared, isBaseline, recalls, differences, fixed) {
  const { loss, settings, recall, median, low, high } = compared;
  const [own, against] = [words.verdict.recalls(compared), words.verdict.differences(compared)];
  const strips = [element("canvas", { class: "dots", role: "img", "aria-label": own })];
  if (!isBaseline) strips.push(element("canvas", { class: "dots", role: "img", "aria-label": against }));
  const node = element(
    "li",
    {},
    element("h4", {}, nameOf(loss, settings)),
    element("div", {}, strips[0], element("small", { "aria-hidden": "true" }, words.verdict.band(compared))),
    element("div", {}, ...strips.slice(1)),
    element("p", { "data-id": "sentence" }, isBaseline ? words.verdict.baseline(compared) : words.verdict.sentence(compared, fixed)),
  );
  const draw = () => {
    drawStrip(strips[0], { values: recall, range: recalls, median, band: [low, high] });
    if (strips[1]) drawStrip(strips[1], { values: compared.differences, range: differences, median: compared.medianDifference, zero: true });
  };
  return { node, draw };
}

/** @param {Range} range @param {string} name @returns {Row} */
function scaleOf(range, name) {
  const canvas = element("canvas", { class: "dots-scale" });
  const node = element("div", {}, canvas, element("small", {}, name));
  return { node, draw: () => drawScale(canvas, range, words.points) };
}
