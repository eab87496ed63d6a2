// Within which angle of its anchor a question would still cost something as the anchor's negative along the row.

/** @import {LossConfig} from "../../types/run.js" */
/** @import {Wedge} from "../../types/views.js" */

/** A single negative costs while cos θ > p − margin. Semi-hard negatives lie farther off than the positive. Terms that average costs over rows and
 * columns, or over negatives, have no such angle. @param {LossConfig} loss @param {number} p @returns {Wedge | undefined} */
export function wedgeOf(loss, p) {
  if (loss.kind === "softmax") return undefined;
  const terms = loss.terms.filter(({ negative, along }) => negative !== "mean" && (along === "rows" || along === "harder"));
  const widest = terms.sort((a, b) => b.margin - a.margin)[0];
  if (!widest) return undefined;
  const from = widest.negative === "hardest" ? 0 : angleOf(p);
  return { from, to: angleOf(p - widest.margin), margin: widest.margin };
}

/** @param {number} cosine */
export const angleOf = (cosine) => Math.acos(Math.min(1, Math.max(-1, cosine)));
