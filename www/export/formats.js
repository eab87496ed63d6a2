// A view as a file of each kind: the pictures from the page as it stands, the numbers from the state that is shown.
import { atDensity } from "../ui/canvas.js";
import { csvOf, jsonOf } from "../ui/table.js";
import { factsOf } from "./facts.js";
import { framed } from "./frame.js";
import { pngOf } from "./png.js";
import { sceneOf } from "./scene.js";
import { svgOf } from "./svg.js";

/** @import {State} from "../model/state.js" */
/** @import {Table} from "../ui/table.js" */
/** What is on the page. @typedef {{id: string, section: HTMLElement, state: State, draw: (state: State) => void, table: (state: State) => Table}} Shown */

/** Pixels that a canvas is drawn with for each of the page, so that what keeps to whole pixels is exact in print. */
const DENSITY = 4;

/** @param {Shown} shown */
function sceneFor({ id, section, state, draw }) {
  try {
    return atDensity(DENSITY, () =>
      framed(
        sceneOf(section, () => draw(state)),
        factsOf(id, state),
      ),
    );
  } finally {
    draw(state);
  }
}

/** @type {Record<"png" | "svg" | "csv" | "json", {type: string, make: (shown: Shown) => string | Promise<Blob>}>} */
export const formats = {
  png: { type: "image/png", make: (shown) => pngOf(sceneFor(shown)) },
  svg: {
    type: "image/svg+xml",
    make: (shown) => {
      const { title, caption, link } = factsOf(shown.id, shown.state);
      return svgOf(sceneFor(shown), title, `${caption} ${link}`);
    },
  },
  csv: { type: "text/csv", make: ({ id, state, table }) => csvOf(table(state), factsOf(id, state)) },
  json: { type: "application/json", make: ({ id, state, table }) => jsonOf(table(state), factsOf(id, state)) },
};
