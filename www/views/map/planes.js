// In which plane a map lies: the principal one, or that of its neighbours once somebody chooses it.
import { words } from "../../words/index.js";
import { searchNeighbours } from "./neighbours.js";
import { searchPlane } from "./plane.js";

/** @import {Mapped, PlaneSaid} from "../../types/run.js" */

/** Points x, y, … and what is said of their plane. @typedef {{points: Float64Array, said: PlaneSaid}} Found */

/** Lays maps out: gives back what is told of each. @param {ReturnType<typeof import("./tools.js").toolsOf>} tools @param {(found: Found) => void} show */
export function planeOf({ planes, bar }, show) {
  /** Why there is no other plane. */
  let problem = "";
  const principal = searchPlane(({ points, share }) => show({ points, said: { plane: "principal", share, problem } }));
  let end = () => {};
  /** @param {Mapped} mapped @param {string} [trouble] */
  const lay = (mapped, trouble = "") => {
    end();
    problem = trouble;
    bar.show();
    principal(mapped);
    if (planes.value() !== "neighbours" || mapped.texts.length === 0) return;
    bar.show(0);
    end = searchNeighbours(mapped, {
      round: (round, rounds, points) => {
        bar.show(round, rounds);
        principal(undefined);
        // With reduced motion nothing moves on its way.
        if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
          show({ points: Float64Array.from(points), said: { plane: "neighbours", round, rounds } });
      },
      found: ({ points, ...kept }) => {
        bar.show();
        principal(undefined);
        show({ points: Float64Array.from(points), said: { plane: "neighbours", ...kept } });
      },
      failed: (said) => giveUp(words.problem(said)),
    });
    const giveUp = (/** @type {string} */ trouble) => {
      planes.choose("principal");
      lay(mapped, trouble);
    };
    bar.stop.onclick = () => giveUp("");
  };
  return lay;
}
