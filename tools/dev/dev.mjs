// npm run dev: serves the page as it is written, and loads it again when a file of it has changed; a change in Rust is compiled first.
import { watch } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "../build/build.mjs";
import { setupForPage } from "../setup/setup.mjs";
import { explain, root, runMain, say } from "../shell.mjs";
import { serveAndReload } from "./reload.mjs";

const PORT = 8080;

/** An editor writes a file in several steps; this long, in milliseconds, they are one change. */
const SETTLED = 40;

/**
 * Calls what is to be done about a change, once for changes that come together and never twice at the same time.
 * @param {string[]} places files and folders
 * @param {(file: string) => void | Promise<void>} changed hears of the last of them
 * @returns {() => void} ends it
 */
export function onChange(places, changed) {
  let busy = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  let waiting;
  const watchers = places.map((place) =>
    watch(place, { recursive: true }, (_, name) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        busy = busy.then(() => changed(name ?? place)).catch((error) => console.error(explain(error)));
      }, SETTLED);
    }),
  );
  return () => {
    clearTimeout(waiting);
    for (const watcher of watchers) watcher.close();
  };
}

async function dev() {
  await setupForPage();
  await build({ quick: true });
  const { url, reload } = await serveAndReload(PORT);
  const inRoot = (/** @type {string[]} */ names) => names.map((name) => path.join(root, name));
  onChange(inRoot(["www", "index.html"]), (name) => {
    say(`${name} has changed: loading the page again`);
    reload();
  });
  onChange(inRoot(["src", "Cargo.toml"]), async (name) => {
    say(`${name} has changed`);
    await build({ quick: true });
    reload();
  });
  say(`Tripletscope is at ${url} and follows what is changed in www/ and src/ (Ctrl+C ends it)`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await runMain(dev);
