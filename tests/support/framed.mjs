// A bare page at an origin of its own that frames ours, hears what it says, and gives the frame the height that it asks for.
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { listen } from "../../tools/serve.mjs";
import { programOf } from "../../tools/setup/engines.mjs";

/** @typedef {{at: number, data: any}} Heard what came, and when */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/** A server that answers with these texts by their path. @param {Record<string, string>} files */
export function bareSite(files) {
  const server = createServer((request, response) => {
    const text = files[new URL(request.url ?? "/", "http://localhost").pathname];
    response.writeHead(text === undefined ? 404 : 200, { "Content-Type": "text/html; charset=utf-8" }).end(text);
  });
  return listen(server);
}

/** A browser whose scroll bars take room, as on most desks: what a frame shows depends on its height. */
export const launch = () =>
  chromium.launch({
    executablePath: programOf("chrome", "shell"),
    args: ["--no-sandbox", "--disable-gpu"],
    ignoreDefaultArgs: ["--hide-scrollbars"],
  });

/** A page of nothing but a frame; it notes all that it hears. @param {string} src @param {boolean} [follows] does the frame get the height? */
export const bare = (src, follows = true) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head><body>
<button id="own">Own</button>
<iframe src="${src.replaceAll("&", "&amp;")}" title="Framed" width="1000" height="300"></iframe>
<div style="height: 6000px"></div>
<script>
globalThis.heard = [];
addEventListener("message", ({ source, data }) => {
  const frame = document.querySelector("iframe");
  if (source !== frame.contentWindow) return;
  heard.push({ at: performance.now(), data });
  if (${follows} && data.subject === "tripletscope" && data.event === "height") frame.height = data.height;
});
document.querySelector("#own").focus();
</script>
</body></html>`;

/** All that the page has heard. @param {Page} page @returns {Promise<Heard[]>} */
export const heard = (page) => page.evaluate(() => /** @type {any} */ (globalThis).heard);

/** Those of our own that are of one kind. @param {Page} page @param {string} event */
export const events = async (page, event) =>
  (await heard(page)).map(({ data }) => data).filter((data) => data.subject === "tripletscope" && data.event === event);

/** Waits until the framed page has said that. @param {Page} page @param {string} event @param {number} [count] */
export const hears = (page, event, count = 1) =>
  page.waitForFunction(
    ([wanted, least]) =>
      /** @type {any} */ (globalThis).heard.filter((/** @type {Heard} */ { data }) => data.subject === "tripletscope" && data.event === wanted)
        .length >= least,
    /** @type {const} */ ([event, count]),
    { timeout: 30_000 },
  );

/** Waits until nothing has been heard of the height for so long; gives the last one. @param {Page} page @param {number} [quietMs] */
export async function settledHeight(page, quietMs = 1500) {
  await hears(page, "height");
  await page.waitForFunction(
    (quiet) => {
      const last = /** @type {any} */ (globalThis).heard.findLast((/** @type {Heard} */ { data }) => data.event === "height");
      return performance.now() - last.at > quiet;
    },
    quietMs,
    { timeout: 30_000 },
  );
  return /** @type {number} */ ((await events(page, "height")).at(-1).height);
}

/** The framed page. @param {Page} page @returns {Frame} */
export const framed = (page) => page.frames()[1];
