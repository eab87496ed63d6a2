// What a link says of a file: what it is called, with its fingerprint, and how it is read; never what is in it. Where it lies, if that is beside the page.

/** @import {Reading, Source} from "../types/run.js" */

/** The parts of a link that are about a file. @typedef {{file?: string, reading?: Reading, data?: string}} Needed */

/** The fingerprint behind a file's name. */
const FINGERPRINT = / \(([0-9a-f]{8})\)$/;

/** @param {string} hash @returns {Needed} */
export function neededOf(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  // What comes last holds, as for settings.
  const [file, data, reading = ""] = ["file", "data", "reading"].map((key) => parts.getAll(key).at(-1) || undefined);
  return { file, data, reading: readingIn(reading, data) };
}

/** The core says what is not allowed in a reading, and refuses with that what lies at an address; a file that a person opens can do without the link's.
 * @param {string} text @param {string} [data] @returns {Reading | undefined} */
function readingIn(text, data) {
  try {
    return JSON.parse(text);
  } catch {
    return data && text ? /** @type {any} */ (text) : undefined;
  }
}

/** What the source of a run needs to be found again. @param {Source | undefined} source @param {string} [called] what a verdict calls it @returns {Needed} */
export const neededBy = (source, called) => (source?.kind === "file" ? { file: called, reading: source.reading, data: source.address } : {});

/** What pages around are told of it: where it lies, and nothing of a file that a person has opened. @param {Needed} needed @returns {Needed} */
export const toldOf = (needed) => (needed.data ? needed : {});

/** @param {string} link @param {Needed} needed */
export function withFile(link, { file, reading, data }) {
  const own = { data, file, reading: reading && Object.keys(reading).length > 0 ? JSON.stringify(reading) : undefined };
  const parts = Object.entries(own).flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : []));
  return parts.length > 0 ? [link || "v=1", ...parts].join("&") : link;
}

/** A file by its name alone. @param {string} called */
export const nameIn = (called) => called.replace(FINGERPRINT, "");

/** Do they hold the same pairs, whatever they are called? @param {string} one @param {string} other */
export const samePairs = (one, other) => one === other || (FINGERPRINT.test(one) && FINGERPRINT.exec(one)?.[1] === FINGERPRINT.exec(other)?.[1]);
