// When views are drawn: only if they need it, and while the run goes on no more in one frame than fits into it.
import { whenColoursChange } from "./canvas.js";
import { memory, same } from "./memo.js";

/** Milliseconds of a frame for drawing while the run goes on. */
const SLICE = 6;
/** What nobody sees is drawn no more often while the run goes on, in milliseconds. */
const UNSEEN = 1000;

/** While the run goes on, what will not fit into a frame any more is drawn in the next ones, one view at least in each of them, as the state is then.
 * `spent` tells the milliseconds of all drawing so far. */
export function slices() {
  /** @type {Map<object, () => void>} */
  const waiting = new Map();
  /** Milliseconds that each will take, by those before. @type {Map<object, number>} */
  const costs = new Map();
  let [frame, before, spent] = [/** @type {unknown} */ (undefined), 0, 0];
  const act = (/** @type {object} */ key, /** @type {() => void} */ draw) => {
    const start = performance.now();
    draw();
    const took = performance.now() - start;
    // Where nothing had changed, there was nothing to draw.
    costs.set(key, Math.max(took, (costs.get(key) ?? 0) / 2));
    spent += took;
  };
  const fits = (/** @type {object} */ key) => {
    const now = document.timeline.currentTime;
    if (now !== frame) [frame, before] = [now, spent];
    return spent === before || spent - before + (costs.get(key) ?? 0) < SLICE;
  };
  const goOn = () => {
    let first = true;
    for (const [key, draw] of waiting) {
      if (!fits(key) && !first) continue;
      first = false;
      waiting.delete(key);
      act(key, draw);
    }
    if (waiting.size > 0) requestAnimationFrame(goOn);
  };
  /** @template {{playing: boolean}} S @param {() => boolean} open @param {(state: S) => void} draw @param {{state: () => S}} app */
  const inSlices = (open, draw, app) => (/** @type {S} */ state) => {
    if (!state.playing || (!waiting.has(draw) && fits(draw))) return act(draw, () => draw(state));
    if (waiting.size === 0) requestAnimationFrame(goOn);
    if (!waiting.has(draw)) waiting.set(draw, () => open() && draw(app.state()));
  };
  return { inSlices, spent: () => spent };
}

/** What of the state steps change by themselves: whatever else is another, somebody has changed. */
const OF_STEPS = new Set("runs step head origin similarity further texts vectors furtherVectors report history kept pace fresh".split(" "));

/** The values of the state but for some. @param {object} state @param {ReadonlySet<PropertyKey>} ignored */
const valuesOf = (state, ignored) =>
  Object.entries(state)
    .filter(([name]) => !ignored.has(name))
    .map(([, value]) => value);

/** While the run goes on, a view outside the window is drawn now and then; at once when somebody changes something, or where it comes into sight.
 * @template {{playing: boolean}} S @param {(state: S) => void} draw @param {HTMLElement} section @param {{state: () => S}} app */
export function whereSeen(draw, section, app) {
  let [seen, drawn, before] = [true, 0, /** @type {unknown[]} */ ([])];
  const act = (/** @type {S} */ state) => {
    drawn = performance.now();
    draw(state);
  };
  new IntersectionObserver((entries) => {
    seen = Boolean(entries.at(-1)?.isIntersecting);
    if (seen) act(app.state());
  }).observe(section);
  return (/** @type {S} */ state) => {
    const given = valuesOf(state, OF_STEPS);
    if (state.playing && !seen && same(given, before) && performance.now() - drawn < UNSEEN) return;
    before = given;
    act(state);
  };
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
    remember([appearance, ...valuesOf(state, ignored)], () => draw(state));
  };
}
