// Manners inside another page: it hears how high this one is, not too often, and never in a circle.
import { content, ended, frame, leave, tellHeight } from "../host.js";

/** Messages to the page around this one are at least so far apart. */
const APART_MS = 250;
/** A smaller change of height is not worth a message: rounding alone may cause one, and the answer to it the next. */
const LEAST_PX = 2;

/** At most four times a second, the last time always. @param {() => void} act */
export function rarely(act) {
  let waits = false;
  let last = 0;
  return () => {
    if (waits) return;
    waits = true;
    const now = performance.now();
    setTimeout(
      () => {
        waits = false;
        last = performance.now();
        act();
      },
      Math.max(0, last + APART_MS - now),
    );
  };
}

/** The content decides its height, whatever the frame's is. */
export function watchHeight() {
  let told = 0;
  const tell = rarely(() => {
    const height = Math.ceil(content().getBoundingClientRect().height);
    if (Math.abs(height - told) < LEAST_PX) return;
    told = height;
    tellHeight(height);
  });
  new ResizeObserver(tell).observe(content(), { box: "border-box" });
}

/** Hears when the page goes out of sight, behind another tab or scrolled away, and when it comes back. @param {(seen: boolean) => void} act */
export function whenSeen(act) {
  let seen = true;
  let inView = true;
  const look = () => {
    const now = inView && !document.hidden;
    if (now !== seen) act(now);
    seen = now;
  };
  document.addEventListener("visibilitychange", look, { signal: ended() });
  new IntersectionObserver((entries) => {
    inView = entries.at(-1)?.isIntersecting ?? true;
    look();
  }).observe(frame());
}

/** Escape gives the keys back to the page around this one, but for what it closes first: a dialog, a menu, a list of choices. */
export function giveBack() {
  frame().addEventListener("keydown", (event) => {
    const closes = event.composedPath().some((node) => node instanceof HTMLDialogElement || node instanceof HTMLSelectElement);
    if (event.key === "Escape" && !event.defaultPrevented && !closes) leave();
  });
}
