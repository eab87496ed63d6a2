// Teacher mode: one view fills the screen, large, with keys for what a lesson needs; and the sheet of all keys.
import { ended, frame, root } from "../host.js";
import { setMagnification } from "../ui/canvas.js";
import { byId, element, say } from "../ui/dom.js";
import { words } from "../words/index.js";

/** @import {App, State} from "../model/state.js" */

/** How much larger everything is: the smallest type of the page comes to 20 pixels, as in the style. */
const MAGNIFICATION = 1.7;
/** Pixels of a screen that is large enough for that, and of the page that a larger one shows. */
const [WIDE_ENOUGH, WIDTH, HEIGHT] = [1000, 1130, 635];
/** How small a view may become to fit a low screen, and in which steps. */
const [LEAST, SMALLER] = [1.25, 0.95];
/** Pixels above and below the view and the bar. */
const AROUND = 32;
/** The speed of slow motion, and the usual one, as the table of settings names them. */
const [SLOW, FULL] = ["1", "full"];

/** @param {App} app @param {readonly string[]} ids of the views, in their order @param {() => string[]} open those that are on the page
 * @param {ReturnType<typeof import("./direction.js").directionChoice>} choice */
export function teaching(app, ids, open, choice) {
  const bar = byId("teacher-bar", HTMLElement);
  const title = element("b");
  const [run, slow] = ["run", "slow"].map((key) => element("button", { type: "button", "data-id": key }));
  /** @type {string | undefined} the view that fills the screen */
  let taught;
  let times = 1;
  const magnify = (/** @type {number} */ wanted) => {
    times = wanted;
    frame().style.setProperty("--magnified", String(times));
    setMagnification(times);
  };
  /** As large as fits below what it is; what is too long for any screen is scrolled. @param {number} largest */
  const fit = (largest) => {
    const view = taught && root().getElementById(taught);
    if (!view) return magnify(1);
    const fits = () => view.getBoundingClientRect().height + bar.offsetHeight + AROUND <= innerHeight;
    magnify(largest);
    while (!fits() && times * SMALLER >= LEAST) magnify(times * SMALLER);
    if (!fits()) magnify(magnificationAt(innerWidth, innerHeight));
  };
  /** What comes later, or grows, may need more room. */
  const watcher = new ResizeObserver(() => fit(times));
  /** A view that was not open is, as long as it is taught. @type {string | undefined} */
  let opened;
  const turnTo = (/** @type {string | undefined} */ id) => {
    const shut = opened;
    [taught, opened] = [id, id === undefined || open().includes(id) ? undefined : id];
    const values = { ...(shut && { [`view.${shut}`]: false }), ...(opened && { [`view.${opened}`]: true }) };
    if (shut || opened) app.apply({ values });
  };
  const show = (/** @type {string | undefined} */ id) => {
    if (taught !== id) turnTo(id);
    frame().classList.toggle("teaching", id !== undefined);
    watcher.disconnect();
    for (const each of ids) {
      const view = root().getElementById(each);
      view?.classList.toggle("taught", each === id);
      if (view && each === id) watcher.observe(view);
    }
    // Beside the matrix it scrolls where it is long: by keyboard too.
    byId("cell", HTMLElement).tabIndex = id === "matrix" ? 0 : -1;
    bar.hidden = id === undefined;
    say(title, id === undefined ? "" : titleOf(id));
    fit(magnificationAt(innerWidth, innerHeight));
    app.select({ ...app.state().selection });
  };
  addEventListener("resize", () => taught && show(taught), { signal: ended() });
  const turn = (/** @type {number} */ by) => show(ids[(ids.indexOf(taught ?? "") + by + ids.length) % ids.length]);
  const acts = {
    // The focus stays where keys are heard, in an element too.
    teach: () => {
      show(taught === undefined ? open()[0] : undefined);
      (taught === undefined ? byId("teach", HTMLButtonElement) : run).focus();
    },
    next: () => turn(1),
    previous: () => turn(-1),
    step: app.step,
    back: () => app.seek(Math.max(app.state().origin, app.state().step - 1)),
    run: () => (app.state().playing ? app.pause() : app.play()),
    slow: () => app.set("page.speed", app.state().values["page.speed"] === SLOW ? FULL : SLOW),
    keys: () => {
      sheet().showModal();
      // The button that has the focus is at its foot.
      sheet().scrollTop = 0;
    },
  };
  run.addEventListener("click", acts.run);
  slow.addEventListener("click", acts.slow);
  const buttonOf = (/** @type {"previous" | "next" | "step" | "back" | "teach"} */ key) => {
    const button = element("button", { type: "button", "data-id": key }, words.teacher.buttons[key]);
    button.addEventListener("click", acts[key]);
    return button;
  };
  bar.append(buttonOf("previous"), title, buttonOf("next"), choice.node, buttonOf("back"), buttonOf("step"), run, slow, buttonOf("teach"));
  const draw = (/** @type {State} */ state) => {
    say(run, state.playing ? words.run.pause : words.run.run);
    say(slow, state.values["page.speed"] === SLOW ? words.teacher.full : words.teacher.slow);
    choice.show(state);
    if (taught && !open().includes(taught)) show(undefined);
  };
  draw(app.state());
  /** Does what a key says, if it says anything while teaching. @param {string} key */
  const obeys = (key) => {
    if (taught === undefined) return false;
    const direction = choice.inputs[Number(key) - 1];
    if (direction) direction.click();
    else if (key === "escape") acts.teach();
    else if (KEYS[key]) acts[KEYS[key]]();
    else return false;
    return true;
  };
  return { acts, draw, obeys };
}

/** A phone has no room for it. @param {number} width @param {number} height of the window */
function magnificationAt(width, height) {
  if (width < WIDE_ENOUGH) return Math.max(1, (MAGNIFICATION * width) / WIDE_ENOUGH);
  return Math.max(MAGNIFICATION, Math.min(width / WIDTH, height / HEIGHT));
}

/** @param {string} id of a view */
const titleOf = (id) => /** @type {Record<string, string>} */ ({ ...words.views, matrix: words.page.matrix })[id];

/** What each key does, while teaching. @type {Record<string, "next" | "previous" | "step" | "back" | "run" | "slow">} */
const KEYS = { n: "next", b: "previous", s: "step", z: "back", r: "run", l: "slow" };

/** @type {HTMLDialogElement | undefined} */
let made;
/** The sheet of all keys. */
function sheet() {
  if (made?.isConnected) return made;
  const rows = Object.entries(words.teacher.keys).map(([keys, text]) =>
    element("div", {}, element("dt", {}, element("kbd", {}, keys)), element("dd", {}, text)),
  );
  const done = element("button", { type: "button", class: "primary" }, words.page.done);
  const title = element("h2", { id: "keys-title" }, words.teacher.sheet);
  made = element("dialog", { id: "keys", "aria-labelledby": title.id }, title, element("dl", { class: "keys" }, ...rows), done);
  const dialog = made;
  done.addEventListener("click", () => dialog.close());
  byId("settings", HTMLDialogElement).after(dialog);
  return dialog;
}
