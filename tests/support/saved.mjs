// Files that the page saves, and reading them with no help from the page's own code.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** @typedef {import("./browser.mjs").Page} Page */

/** Opens a view's menu if it is not open, by key: a press of the mouse is lost when something moves under it. @param {Page} page @param {string} view */
export async function openMenu(page, view) {
  const menu = page.locator(`#${view} .save-menu`);
  if (!(await menu.isVisible())) await page.locator(`#${view} .save summary`).press("Enter");
  await menu.waitFor();
}

/** How long a busy machine may take until a file comes. */
const PATIENCE_MS = 60_000;

/** Chromium takes ten downloads a second from a page and drops the next without a word: https://github.com/chromedp/chromedp/issues/791 */
const PACE_MS = 120;
let earliest = 0;

/** Saves a view from its menu. @param {Page} page @param {string} view @param {"png" | "svg" | "csv" | "json"} format */
export async function save(page, view, format) {
  await openMenu(page, view);
  await page.waitForTimeout(Math.max(0, earliest - Date.now()));
  earliest = Date.now() + PACE_MS;
  const coming = page.waitForEvent("download", { timeout: PATIENCE_MS }).catch(async () => {
    const said = await page.locator(`#${view} .save .said`).textContent();
    const open = await page.locator(`#${view} .save-menu`).isVisible();
    throw new assert.AssertionError({ message: `no ${format} of ${view} came: its menu is ${open ? "open" : "shut"} and says “${said}”` });
  });
  // By key, too.
  const [download] = await Promise.all([coming, page.locator(`#${view} [data-save=${format}]`).press("Enter")]);
  const bytes = readFileSync(await download.path());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString("utf8") };
}

/** The records of a file as RFC 4180 describes it, by the names in its header. @param {string} text @returns {Record<string, string>[]} */
export function readCsv(text) {
  assert.ok(text.endsWith("\r\n"), "the last line ends too");
  /** @type {string[][]} */
  const lines = [[]];
  let at = 0;
  while (at < text.length) {
    const field = /"(?:[^"]|"")*"|[^",\r\n]*/y;
    field.lastIndex = at;
    const found = field.exec(text)?.[0] ?? "";
    lines[lines.length - 1].push(found.startsWith('"') ? found.slice(1, -1).replaceAll('""', '"') : found);
    at += found.length;
    if (text[at] === ",") at += 1;
    else {
      assert.equal(text.slice(at, at + 2), "\r\n", `what stands behind a field at ${at}`);
      at += 2;
      if (at < text.length) lines.push([]);
    }
  }
  const [header, ...rest] = lines;
  for (const line of rest) assert.equal(line.length, header.length);
  return rest.map((line) => Object.fromEntries(line.map((value, k) => [header[k], value])));
}

/** A saved table's numbers. @param {Page} page @param {string} view */
export const table = async (page, view) => readCsv((await save(page, view, "csv")).text);
