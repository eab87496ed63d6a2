// Fields with their labels. What a field holds that is not allowed is said beside it, in the page's words: a browser's own bubble speaks another language, and is silent
// about a field that is hidden.
import { words } from "../words/index.js";
import { element } from "./dom.js";

/** A control under its label, with help. @param {string} label @param {HTMLElement} control @param {string} [help] */
export const labelled = (label, control, help) =>
  element("div", { class: "labelled" }, element("label", { for: control.id }, label), control, ...(help ? [element("small", {}, help)] : []));

/** @param {HTMLInputElement} input */
function mistakeIn({ validity, validationMessage, type, min, max, step }) {
  if (validity.valid) return "";
  if (validity.customError) return validationMessage;
  if (type !== "number") return words.field.missing;
  return words.field.number({ min, max, whole: step === "1" });
}

/** Says beside a field what is wrong with it, until that is mended. @param {HTMLInputElement} input @returns {boolean} does it hold what is allowed? */
export function isAllowed(input) {
  const mistake = mistakeIn(input);
  const said = input.parentElement?.querySelector(`:scope > .mistake[data-for="${input.id}"]`);
  // What already has a sentence of its own keeps it.
  if (!said && input.hasAttribute("aria-errormessage")) return mistake === "";
  if (mistake && !said) tell(input, mistake);
  else if (mistake && said) said.textContent = mistake;
  else if (said) forget(input, said);
  return mistake === "";
}

/** @param {HTMLInputElement} input @param {string} mistake */
function tell(input, mistake) {
  const id = `mistake-${input.id}`;
  input.after(element("small", { class: "mistake", id, role: "alert", "data-for": input.id }, mistake));
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-errormessage", id);
  const look = () => isAllowed(input) && input.removeEventListener("input", look);
  input.addEventListener("input", look);
}

/** @param {HTMLInputElement} input @param {Element} said */
function forget(input, said) {
  said.remove();
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-errormessage");
}

/** Do the fields in it that are shown hold what is allowed? The first that does not gets the keys. @param {HTMLElement} part */
export function areAllowed(part) {
  const wrong = [...part.querySelectorAll("input")].filter((input) => isAsked(input) && !isAllowed(input));
  wrong[0]?.closest("details")?.setAttribute("open", "");
  wrong[0]?.focus();
  return wrong.length === 0;
}

/** @param {HTMLInputElement} input */
const isAsked = (input) => input.willValidate && !input.closest("[hidden]");

/** A form where a frame may forbid forms: pressing its button or Enter in a field acts, if the fields that are shown hold what is allowed.
 * @param {HTMLFormElement} form @param {HTMLButtonElement} button @param {() => void} act */
export function whenSent(form, button, act) {
  button.type = "button";
  form.noValidate = true;
  const send = () => !button.disabled && areAllowed(form) && act();
  button.addEventListener("click", send);
  form.addEventListener("change", ({ target }) => target instanceof HTMLInputElement && isAsked(target) && isAllowed(target));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    send();
  });
}
