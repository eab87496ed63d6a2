// The plane of a map, searched by the core over some frames, so that none of them waits for it.
import { PrincipalPlane } from "../../../pkg/web/tripletscope.js";

/** @import {Mapped} from "../../types/run.js" */
/** Points x, y, … from the mean, and their share of the variance. @typedef {{points: Float64Array, share: number}} Found */

/** Rounds of the search in a frame, and the most frames that it takes. */
const [ROUNDS, FRAMES] = [2, 120];

/** Finds the plane, from where the one before lay; without a map the search ends. @param {(found: Found) => void} show */
export function searchPlane(show) {
  let [plane, what] = [new PrincipalPlane(), ""];
  /** @type {Mapped | undefined} */
  let wanted;
  return (/** @type {Mapped | undefined} */ mapped) => {
    wanted = mapped;
    if (!mapped) return;
    if (mapped.what !== what) {
      plane.free();
      plane = new PrincipalPlane();
    }
    what = mapped.what;
    let frames = 0;
    const go = () => {
      if (wanted !== mapped || mapped.texts.length === 0) return;
      const { points, share, exact } = plane.follow(mapped.vectors, mapped.size, ROUNDS);
      show({ points, share });
      if (!exact && ++frames < FRAMES) requestAnimationFrame(go);
    };
    go();
  };
}
