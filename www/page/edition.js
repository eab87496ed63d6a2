// The course's edition that is in force: what it has set, what has been changed since, and what it does with a file.
import { lossTitle } from "../loss/titles.js";
import { changedSince, EDITION, editionOf } from "../model/editions.js";
import { settingOf } from "../model/settings.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { inWords, valueInWords } from "../words/table.js";

/** @import {State} from "../model/state.js" */
/** @import {Edition} from "../model/editions.js" */

export function editionPanel() {
  const details = byId("edition", HTMLDetailsElement);
  let told = "";
  return (/** @type {State} */ state) => {
    const edition = editionOf(state.values);
    details.hidden = !edition;
    const lines = edition ? linesOf(edition, state) : [];
    if (told === lines.join()) return;
    told = lines.join();
    if (edition) byId("edition-title", HTMLElement).textContent = words.edition.title(valueInWords(settingOf(EDITION), edition.name));
    byId("edition-lines", HTMLElement).replaceChildren(...lines.map((line) => element("li", {}, line)));
  };
}

/** @param {Edition} edition @param {State} state */
function linesOf(edition, { values, loss, source }) {
  const changed = changedSince(edition, values, loss);
  const said = Object.entries(edition.values).map(([key, value]) => {
    const setting = settingOf(key);
    const { label } = inWords(setting);
    if (!changed.includes(key)) return words.edition.is(label, valueInWords(setting, value));
    return words.edition.was(label, valueInWords(setting, value), valueInWords(setting, values[key]));
  });
  const own = lossTitle(edition.run.loss);
  const lossLine = changed.includes("loss") ? words.edition.was(words.loss.loss, own, lossTitle(loss)) : words.edition.is(words.loss.loss, own);
  const file = source?.kind === "builtin" ? [words.edition.builtin] : [words.edition.file, words.edition.tokens(edition.reading.tokenizer ?? "")];
  const accuracy = edition.accuracy === null ? [] : [words.edition.accuracy(edition.accuracy)];
  return [...file, lossLine, ...said, words.edition.decision, ...accuracy];
}
