// The plane of a map, searched over some frames, so that none of them waits for it.
import { PrincipalPlane } from "../embeddings/principal.js";

/** @import {Mapped} from "../../types/run.js" */
/** Points x, y, … from the mean, and their share of the variance. @typedef {{points: Float64Array, share: number}} Found */

/** Rounds of the search in a frame, and the most frames that it takes. */
const [ROUNDS, FRAMES] = [2, 120];

/** Finds the plane, from where the one before lay. @param {(found: Found) => void} show */
export function searchPlane(show) {
  const plane = new PrincipalPlane();
  let what = "";
  /** @type {Mapped | undefined} */
  let wanted;
  return (/** @type {Mapped} */ mapped) => {
    if (mapped.what !== what) plane.reset();
    [what, wanted] = [mapped.what, mapped];
    const mean = meanOf(mapped);
    let frames = 0;
    const go = () => {
      if (wanted !== mapped || mapped.texts.length === 0) return;
      const { axes, share, exact } = plane.follow(mapped.vectors, mean, ROUNDS);
      show({ points: projected(mapped, mean, axes), share });
      if (!exact && ++frames < FRAMES) requestAnimationFrame(go);
    };
    go();
  };
}

/** @param {Mapped} mapped */
function meanOf({ vectors, size, texts }) {
  const mean = new Float64Array(size);
  for (let k = 0; k < vectors.length; k++) mean[k % size] += vectors[k] / texts.length;
  return mean;
}

/** @param {Mapped} mapped @param {Float64Array} mean @param {Float64Array[]} axes */
function projected({ vectors, size, texts }, mean, axes) {
  const points = new Float64Array(2 * texts.length);
  for (let n = 0; n < texts.length; n++) {
    for (const [k, axis] of axes.entries()) {
      let sum = 0;
      for (let h = 0; h < size; h++) sum += (vectors[n * size + h] - mean[h]) * axis[h];
      points[2 * n + k] = sum;
    }
  }
  return points;
}
