// When views are drawn: only if they need it, and while the run goes on no more in one frame than fits into it.
import { whenColoursChange } from "./canvas.js";
import { memory } from "./memo.js";

/** Milliseconds of a frame for drawing while the run goes on. */
const SLICE = 6;

/** While the run goes on, what does not fit into a frame any more is drawn in the next ones, one view at least in each of them, as the state is then.
 * `spent` tells the milliseconds of all drawing so far. */
export function slices() {
  /** @type {Map<object, () => void>} */
  const waiting = new Map();
  let [frame, before, spent] = [/** @type {unknown} */ (undefined), 0, 0];
  const act = (/** @type {() => void} */ draw) => {
    const start = performance.now();
    draw();
    spent += performance.now() - start;
  };
  const left = () => {
    const now = document.timeline.currentTime;
    if (now !== frame) [frame, before] = [now, spent];
    return spent - before < SLICE;
  };
  const goOn = () => {
    let first = true;
    for (const [key, draw] of waiting) {
      if (!left() && !first) break;
      first = false;
      waiting.delete(key);
      act(draw);
    }
    if (waiting.size > 0) requestAnimationFrame(goOn);
  };
  /** @template {{playing: boolean}} S @param {() => boolean} open @param {(state: S) => void} draw @param {{state: () => S}} app */
  const inSlices = (open, draw, app) => (/** @type {S} */ state) => {
    if (!state.playing || (left() && !waiting.has(draw))) return act(() => draw(state));
    if (waiting.size === 0) requestAnimationFrame(goOn);
    if (!waiting.has(draw)) waiting.set(draw, () => open() && draw(app.state()));
  };
  return { inSlices, spent: () => spent };
}

/** Draws only if what the view draws has changed, or its width or the colours have.
 * @template {{selection: object}} S @param {(state: S) => void} draw @param {readonly (keyof S)[]} ignores @param {HTMLElement} section
 * @param {{state: () => S, select: (selection: S["selection"]) => void}} app */
export function whenNeeded(draw, ignores, section, app) {
  const ignored = new Set(/** @type {readonly PropertyKey[]} */ (ignores));
  const remember = memory();
  let [appearance, width] = [0, -1];
  const anew = () => {
    appearance++;
    app.select(app.state().selection);
  };
  whenColoursChange(anew);
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width !== width) anew();
    width = contentRect.width;
  }).observe(section);
  return (/** @type {S} */ state) => {
    const drawn = Object.entries(state).filter(([name]) => !ignored.has(name));
    remember([appearance, ...drawn.map(([, value]) => value)], () => draw(state));
  };
}
