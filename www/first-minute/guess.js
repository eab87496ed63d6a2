// The second card: what the reader expects. A choice is a press of a button, and goes on to the race.
import { element } from "../ui/dom.js";
import { words } from "../words/index.js";

/** From this many points on it is clear, and from this many on a little. */
const [CLEAR, LITTLE] = [0.05, 0.01];
/** Shares are counted: what is left of rounding makes no difference. */
const ROUNDING = 1e-9;

/** Which of the choices a difference of recalls is. @param {number} difference */
export const choiceOf = (difference) => (difference >= CLEAR - ROUNDING ? 0 : difference >= LITTLE - ROUNDING ? 1 : 2);

/** @param {number} steps of the race @param {number | undefined} guess @param {(choice: number) => void} chosen */
export function guessCard(steps, guess, chosen) {
  const said = words.minute.guess;
  const buttons = said.choices.map((text, k) => {
    const button = element("button", { type: "button", class: "minute-choice", "aria-pressed": String(k === guess) }, text);
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      chosen(k);
    });
    return button;
  });
  const node = element(
    "div",
    { class: "minute-guess" },
    element("p", { class: "minute-lead" }, said.lead(steps)),
    element("p", { class: "minute-ask", id: "minute-ask" }, said.ask),
    element("div", { class: "minute-choices", role: "group", "aria-labelledby": "minute-ask" }, ...buttons),
    element("p", { class: "note" }, said.unit),
  );
  return { node, buttons: [], mayGoOn: () => buttons.some((button) => button.getAttribute("aria-pressed") === "true") };
}
