// What there is to try in the sandbox, and whether the matrix does it.
import { settingOf } from "../../model/settings.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Square} from "./square.js" */
/** @typedef {import("../../../pkg/web/tripletscope.js").Term} Term */

/** At the course's margin. @param {Term["negative"]} negative @param {Term["along"]} along @returns {LossConfig} */
const one = (negative, along) => ({
  kind: "triplet",
  reduction: "sum",
  terms: [{ negative, along, margin: Number(settingOf("loss.margin").default) }],
});

/** @type {Record<"silent" | "agree" | "stuck", (square: Square) => boolean>} */
export const challenges = {
  silent: (square) => square.judge(one("hardest", "rows")).loss === 0 && square.judge(one("hardest", "columns")).loss > 0,
  agree: (square) => {
    const [{ rowPartner }] = square.judge(one("hardest", "rows")).terms;
    const [{ columnPartner }] = square.judge(one("hardest", "columns")).terms;
    // Two pairs leave each only the other.
    return square.size > 2 && rowPartner.every((k, i) => k === columnPartner[i]);
  },
  stuck: (square) => square.judge(one("semi-hard", "rows")).terms[0].rowPartner[0] < 0,
};
