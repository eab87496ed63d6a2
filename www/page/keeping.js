// A tab's last run is kept in this browser and offered when somebody comes back; a file only where that is ticked. Everything can be forgotten, and the page says what it keeps.
import { forgetAll, forgetFile, keepFile, keepRun, keptFile, keptRuns } from "../host/keep.js";
import { handOver, isReloaded, takeOver } from "../host/memory.js";
import { ended, isEmbedded, readHash, root } from "../host.js";
import { linkOf, readPlan } from "../model/settings.js";
import { byId, element } from "../ui/dom.js";
import { words } from "../words/index.js";
import { nameIn, neededBy, neededOf, withFile } from "./file-link.js";

/** @import {KeptFile, KeptRun} from "../host/keep.js" */
/** @import {App, Pending, State} from "../model/state.js" */

/** Less is made again as fast as it is brought back. */
const LEAST_STEPS = 10;
/** Tells this tab's run from those of others, also when it is loaded again. */
const TAB = Number((isReloaded() && takeOver("tab")) || Math.random());

/** Inside another page nothing is kept, unless its author asks for it. @param {App} app @param {ReturnType<typeof import("./linked-file.js").linkedFile>} linked */
export function keeping(app, linked) {
  const embedded = isEmbedded();
  if (embedded && !app.state().experiment.values["page.keep"]) return { show: () => {}, keep: () => {}, failed: () => {} };
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
    offers.hide();
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
  const offers = offering(bringBack, forget, place);
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
  /** A run that cannot be gone back to, as its file cannot be read any more, is offered for when that is opened anew. @param {Pending} pending */
  const failed = ({ why, source, plan }) => {
    if (why !== "back" || !plan || source.kind !== "file") return;
    const { experiment, step, shown, called } = plan;
    offers.offer([{ link: withFile(linkOf(experiment, step, shown), neededBy(source, called)), data: source.name, at: step }]);
  };
  return { show, keep, failed };
}

/** Offers runs: those that were kept, where the page opens without a link or with its author's. @param {(run: KeptRun, file: KeptFile | undefined) => void} bringBack
 * @param {HTMLElement} forget @param {string} place */
function offering(bringBack, forget, place) {
  const close = element("button", { type: "button" }, words.notice.dismiss);
  const clear = element("button", { type: "button" }, words.kept.forget);
  const buttons = element("div", { class: "buttons" }, close, clear);
  const box = element("div", { id: "kept", class: "notice" });
  const hide = () => {
    box.hidden = true;
  };
  hide();
  root().querySelector("main")?.before(box);
  close.addEventListener("click", hide);
  clear.addEventListener("click", () => forget.click());
  /** @param {KeptRun[]} runs @param {KeptFile} [file] that is kept */
  const offer = (runs, file) => {
    const offered = runs.map((run) => {
      const there = !run.data || file?.name === run.data;
      const go = element("button", { type: "button", class: "bring-back" }, words.kept.bringBack);
      go.addEventListener("click", () => {
        hide();
        keepRun({ ...run, tab: TAB }, place, run.tab);
        bringBack(run, there && run.data ? file : undefined);
      });
      return element("p", { class: "notice-words" }, words.kept.offer(run.at, run.data, there), " ", go);
    });
    box.replaceChildren(...offered, buttons);
    box.hidden = false;
  };
  if (place || readHash().length <= 1) keptRuns(place).then(async (runs) => runs.length && offer(runs, await keptFile()));
  return { offer, hide };
}
