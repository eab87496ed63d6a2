// What this browser keeps for the page, read beside it.
import assert from "node:assert/strict";
import { eventually, hashOf } from "./browser.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/** All that is kept, by its key; nothing where nothing has ever been. @param {Page | Frame} page @returns {Promise<Record<string, any>>} */
export const kept = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("tripletscope");
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => resolve({});
        opening.onsuccess = () => {
          const database = opening.result;
          const store = database.transaction("kept").objectStore("kept");
          const [keys, values] = [store.getAllKeys(), store.getAll()];
          values.onsuccess = () => {
            database.close();
            resolve(Object.fromEntries(keys.result.map((key, k) => [key, values.result[k]])));
          };
        };
      }),
  );

/** Waits until the run of a page is kept as it stands: that comes a moment after its step. @param {Page} page @param {number} step */
export const runIsKept = (page, step) =>
  eventually(async () => {
    const [link, { run = [] }] = [(await hashOf(page)).slice(1), await kept(page)];
    const runs = [run].flat();
    assert.ok(
      runs.some((each) => each.at === step && each.link === link),
      `step ${step} of ${link} is not in ${JSON.stringify(runs)}`,
    );
  });
