// A tab's last run is kept in this browser and offered when somebody comes back; a file only where that is ticked. Everything can be forgotten, and the page says what it keeps.
import { forgetAll, forgetFile, keepFile, keepRun, keptFile, keptRuns } from "../host/keep.js";
import { handOver, isReloaded, takeOver } from "../host/memory.js";
import { ended, isEmbedded, readHash, root } from "../host.js";
import { readPlan } from "../model/settings.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { nameIn, neededOf } from "./file-link.js";

/** @import {KeptFile, KeptRun} from "../host/keep.js" */
/** @import {App, State} from "../model/state.js" */

/** Less is made again as fast as it is brought back. */
const LEAST_STEPS = 10;
/** Tells this tab's run from those of others, also when it is loaded again. */
const TAB = Number((isReloaded() && takeOver("tab")) || Math.random());

/** Inside another page nothing is kept, unless its author asks for it. @param {App} app @param {ReturnType<typeof import("./linked-file.js").linkedFile>} linked */
export function keeping(app, linked) {
  const embedded = isEmbedded();
  if (embedded && !app.state().experiment.values["page.keep"]) return { show: () => {}, keep: () => {} };
  // Frames and elements are told apart by the link that their author gives them.
  const place = embedded ? readHash().replace(/^#/, "") : "";
  const tick = element("input", { type: "checkbox", id: "keep-file" });
  const forget = element("button", { type: "button", id: "forget" }, words.kept.forget);
  const said = element("p", { class: "note", role: "status", "data-id": "kept-words" });
  const label = element("label", { for: tick.id }, words.kept.file);
  const what = element("p", {}, words.kept.what);
  byId("data", HTMLElement).append(
    element("details", { id: "keeping" }, element("summary", {}, words.kept.title), what, element("div", {}, tick, " ", label), said, forget),
  );
  const keepNow = async () => {
    const { source } = app.own();
    if (!tick.checked || source?.kind !== "file" || source.vectors) return;
    const { name, file, reading, test } = source;
    const isKept = await keepFile({ name, file, reading, test });
    if (!isKept) tick.checked = false;
    said.textContent = isKept ? "" : words.kept.refused;
  };
  tick.addEventListener("change", () => (tick.checked ? keepNow() : forgetFile()));
  forget.addEventListener("click", async () => {
    await forgetAll();
    tick.checked = false;
    said.textContent = words.kept.forgotten;
    box.remove();
  });
  addEventListener("pagehide", () => handOver("tab", TAB), { signal: ended() });
  /** @param {KeptRun} run @param {KeptFile | undefined} kept */
  const bringBack = ({ link, data }, kept) => {
    const { experiment, standing, problems } = readPlan(link);
    const { source: open } = app.state();
    const own = data && open?.kind === "file" ? open : undefined;
    const file = kept ? { kind: /** @type {const} */ ("file"), ...kept } : own;
    if (kept) tick.checked = true;
    linked.need(link, file);
    app.dispatch({ type: "follow", experiment, ...standing, source: file ?? { kind: "builtin", config: {} } });
    if (problems.length > 0) app.complain(problems.map(words.problem).join(" "));
  };
  const box = offer(bringBack, forget, place);
  /** @type {State["source"]} */
  let before;
  const show = (/** @type {State} */ { source }) => {
    if (source !== before) keepNow();
    before = source;
    label.hidden = tick.hidden = (source?.kind !== "file" || Boolean(source.vectors)) && !tick.checked;
  };
  /** @param {string} link */
  const keep = (link) => {
    const { source, step } = app.own();
    if (!app.state().data || step < LEAST_STEPS) return;
    // Until the file that a link needs is open, its run needs it all the same.
    const called = source?.kind === "file" ? source.name : nameIn(neededOf(link).file ?? "");
    keepRun({ link, data: called, at: step, tab: TAB }, place, TAB);
  };
  return { show, keep };
}

/** Offers the runs that were kept, where the page opens without a link, or with its author's. @param {(run: KeptRun, file: KeptFile | undefined) => void} bringBack
 * @param {HTMLElement} forget @param {string} place */
function offer(bringBack, forget, place) {
  const box = element("div", { id: "kept", class: "notice" });
  box.hidden = true;
  root().querySelector("main")?.before(box);
  if (!place && readHash().length > 1) return box;
  keptRuns(place).then(async (runs) => {
    if (!runs.length) return;
    const file = await keptFile();
    const close = element("button", { type: "button" }, words.notice.dismiss);
    const clear = element("button", { type: "button" }, words.kept.forget);
    close.addEventListener("click", () => box.remove());
    clear.addEventListener("click", () => forget.click());
    const offered = runs.map((run) => {
      const there = !run.data || file?.name === run.data;
      const go = element("button", { type: "button", class: "bring-back" }, words.kept.bringBack);
      go.addEventListener("click", () => {
        box.remove();
        keepRun({ ...run, tab: TAB }, place, run.tab);
        bringBack(run, there && run.data ? file : undefined);
      });
      return element("p", { class: "notice-words" }, words.kept.offer(run.at, run.data, there), " ", go);
    });
    box.append(...offered, element("div", { class: "buttons" }, close, clear));
    box.hidden = false;
  });
  return box;
}
