// The pointer over the matrix: a mouse chooses the cell that it is over; a finger taps to choose, or is held down and then looks around.
import { frameOf } from "./draw.js";
import { APART, furtherShown } from "./further.js";
import { cellAt, layoutOf } from "./layout.js";
import { tipIn } from "./tip.js";

/** @import {App} from "../../model/state.js" */

/** A finger that stays so long in its place looks around from then on; one that goes further before scrolls. */
const [HELD_MS, STILL_PX] = [220, 8];

/** @param {HTMLElement} grid @param {HTMLCanvasElement} canvas @param {App} app */
export function followPointer(grid, canvas, app) {
  const tip = tipIn(grid);
  const point = (/** @type {MouseEvent} */ event) => {
    const { left, top, width } = canvas.getBoundingClientRect();
    // The page may be shown larger than it is laid out.
    const shrink = canvas.clientWidth / width;
    const [x, y] = [(event.clientX - left) * shrink, (event.clientY - top) * shrink];
    const count = furtherShown(app.state());
    const { cell, side, wide } = frameOf(canvas, app.state().batchSize, count);
    const further = Math.floor((x - side - APART) / cell);
    const within = x < side || (further >= 0 && further < count);
    if (x < 0 || y < 0 || x >= wide || y >= side || !within || app.state().batchSize === 0) return tip.hide();
    const at = cellAt(layoutOf(app.state()), Math.floor(x / cell), Math.floor(y / cell));
    const { selection } = app.state();
    /** @type {import("../../model/state.js").Selection} */
    const pointed = x < side ? at : { row: at.row, column: selection.column, further };
    if (pointed.row !== selection.row || pointed.column !== selection.column || pointed.further !== selection.further) app.select(pointed);
    const corner = grid.getBoundingClientRect();
    tip.show(app.state(), pointed, { x: (event.clientX - corner.left) * shrink, y: (event.clientY - corner.top) * shrink });
  };
  /** @type {{x: number, y: number, timer: number, looks: boolean} | undefined} */
  let finger;
  const lift = () => {
    clearTimeout(finger?.timer);
    finger = undefined;
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    lift();
    const timer = setTimeout(() => {
      if (!finger) return;
      finger.looks = true;
      point(event);
    }, HELD_MS);
    finger = { x: event.clientX, y: event.clientY, timer, looks: false };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" || finger?.looks) point(event);
    else if (finger && Math.hypot(event.clientX - finger.x, event.clientY - finger.y) > STILL_PX) lift();
  });
  // While it looks around, the page does not scroll under it.
  canvas.addEventListener("touchmove", (event) => finger?.looks && event.cancelable && event.preventDefault(), { passive: false });
  canvas.addEventListener("pointerup", (event) => {
    if (event.pointerType !== "touch") return;
    if (finger && !finger.looks) point(event);
    lift();
  });
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && tip.hide());
  grid.addEventListener("blur", tip.hide);
}
