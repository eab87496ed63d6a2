// A tip beside a place of a chart: lines of text that no pointer meets.
import { element } from "./dom.js";

/** Pixels between a place and its tip. */
const BESIDE = 12;

/** @param {HTMLCanvasElement} canvas that `node` holds */
export function tipOver(canvas) {
  const tip = element("div", { class: "tip", "aria-hidden": "true", hidden: true });
  const node = element("div", { class: "chart-box" }, canvas, tip);
  let shown = "";
  /** @param {{x: number, y: number}} at in pixels of the canvas @param {string[]} lines */
  const show = ({ x, y }, lines) => {
    const [first, ...others] = lines;
    if (shown !== lines.join("\n")) tip.replaceChildren(element("b", {}, first), ...others.map((line) => element("p", {}, line)));
    shown = lines.join("\n");
    tip.hidden = false;
    // Beside the place, on the side where there is more room.
    const left = x > canvas.clientWidth / 2 ? x - tip.offsetWidth - BESIDE : x + BESIDE;
    const top = y > canvas.clientHeight / 2 ? y - tip.offsetHeight - BESIDE : y + BESIDE;
    tip.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
  };
  const hide = () => {
    tip.hidden = true;
  };
  canvas.addEventListener("pointerleave", hide);
  canvas.addEventListener("blur", hide);
  return { node, show, hide };
}
