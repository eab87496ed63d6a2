// npm start: sets up what is missing, builds the page, serves it and opens it.
//   -- --source    serves the modules of www/ as they are written: what is changed there is seen when the page is reloaded
//   -- --no-open   opens no browser
//   -- --check     only looks whether the page is served, and ends
import { spawn } from "node:child_process";
import { build } from "./build/build.mjs";
import { site } from "./build/site.mjs";
import { serve } from "./serve.mjs";
import { setupForPage } from "./setup/setup.mjs";
import { inCI, Problem, runMain, say } from "./shell.mjs";

const PORT = 8080;
const flags = process.argv.slice(2);

/** @param {string} url */
function openBrowser(url) {
  const hasDisplay = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (inCI || !hasDisplay || flags.includes("--no-open")) return;
  const [program, ...before] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[/** @type {string} */ (process.platform)] ?? ["xdg-open"];
  spawn(program, [...before, url], { stdio: "ignore", detached: true })
    .on("error", () => say("No browser could be opened; please open the address yourself"))
    .unref();
}

/** @param {string} url */
async function check(url) {
  for (const file of ["", "www/style.css", "www/main.js", "www/worker.js", "pkg/web/tripletscope_first.wasm"]) {
    const { ok, status } = await fetch(url + file);
    if (!ok) throw new Problem(`The page's server answers ${status} for /${file}.`, "npm run build");
  }
  say("The page and its package are served");
}

await runMain(async () => {
  await setupForPage();
  await build();
  const { url, close } = await serve(PORT, flags.includes("--source") ? {} : { base: await site() });
  if (flags.includes("--check")) {
    await check(url);
    return close();
  }
  say(`Tripletscope is at ${url} (Ctrl+C ends it)`);
  openBrowser(url);
});
