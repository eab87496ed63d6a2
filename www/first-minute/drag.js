// A cosine that is moved by pointer, touch or keys.
import { words } from "../words/index.js";

/** Pixels of a drag for each hundredth. */
const PIXELS = 2;
/** By how many hundredths a key moves it. @type {Record<string, number>} */
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
const [LEAST, MOST] = [-1, 1];

/** Makes a slider of an element. @param {HTMLElement} node @param {string} name @param {() => number} value @param {(value: number) => void} set */
export function draggable(node, name, value, set) {
  const attributes = { role: "slider", tabindex: "0", "aria-label": name, "aria-valuemin": LEAST, "aria-valuemax": MOST };
  for (const [attribute, content] of Object.entries(attributes)) node.setAttribute(attribute, String(content));
  node.classList.add("draggable");
  const tell = () => {
    node.setAttribute("aria-valuenow", String(value()));
    node.setAttribute("aria-valuetext", words.minute.two(value()));
  };
  const move = (/** @type {number} */ wanted) => {
    set(Math.round(100 * Math.min(MOST, Math.max(LEAST, wanted))) / 100);
    tell();
  };
  node.addEventListener("keydown", (event) => {
    const ends = { Home: LEAST, End: MOST }[event.key];
    if (ends === undefined && !(event.key in KEYS)) return;
    event.preventDefault();
    move(ends ?? value() + KEYS[event.key] / 100);
  });
  /** @type {{x: number, y: number, value: number} | undefined} */
  let from;
  node.addEventListener("pointerdown", ({ clientX, clientY, pointerId, button }) => {
    if (button !== 0) return;
    from = { x: clientX, y: clientY, value: value() };
    node.setPointerCapture(pointerId);
    node.focus();
  });
  // Up and to the right is more.
  node.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (from) move(from.value + Math.trunc((clientX - from.x + from.y - clientY) / PIXELS) / 100);
  });
  for (const end of ["pointerup", "pointercancel"])
    node.addEventListener(end, () => {
      from = undefined;
    });
  tell();
}
