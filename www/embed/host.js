// What `host.js` is to the page, for one inside an element: everything comes from the `place` that the element gives it. `place` is the parameter of the
// function that the build makes of the program, so each element has a page of its own.

/** @typedef {import("./place.js").Place} Place */

const given = /** @type {Place} */ (place);

export const {
  wasmModule,
  startWorker,
  readLesson,
  readReference,
  readCorrected,
  readEvidence,
  readLosses,
  readData,
  readHash,
  writeHash,
  addressOf,
  here,
  restart,
  watchAddress,
  askBeforeLeaving,
  leave,
  announce,
  tellHeight,
  attach,
  rung,
} = given;
export const root = () => given.root;
export const frame = () => given.frame;
export const content = () => given.frame;
export const ended = () => given.ended;
export const isEmbedded = () => !given.root.host.hasAttribute("address") || parent !== window;
export const isWholePage = () => given.root.host.hasAttribute("address") && /^(https?|file):$/.test(location.protocol);
