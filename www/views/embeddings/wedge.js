// Within which angle of its anchor a question would still violate the margin as the anchor's negative along the row.
import { looks, termsOf } from "../../loss/judge.js";

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Wedge} from "../../types/views.js" */

/** A single negative costs while cos θ > p − margin. Semi-hard negatives lie farther off than the positive. Terms that average costs over rows and
 * columns, or over negatives, have no such angle. @param {LossConfig} loss @param {number} p @returns {Wedge | undefined} */
export function wedgeOf(loss, p) {
  if (loss.kind === "softmax") return undefined;
  const single = loss.terms.map((term, k) => ({ ...term, excludes: termsOf(loss)[k].excludes, inRow: looks(loss, k, "row") }));
  const terms = single.filter(({ negative, along, inRow }) => inRow && negative !== "mean" && along !== "averaged");
  const widest = terms.sort((a, b) => b.margin - a.margin)[0];
  if (!widest) return undefined;
  return { from: widest.excludes ? angleOf(p) : 0, to: angleOf(p - widest.margin), margin: widest.margin };
}

/** @param {number} cosine */
export const angleOf = (cosine) => Math.acos(Math.min(1, Math.max(-1, cosine)));
