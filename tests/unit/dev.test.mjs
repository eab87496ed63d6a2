// What `npm run dev` does about a change: a page that is open hears of it at once, and the page is served with the script that listens.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { onChange } from "../../tools/dev/dev.mjs";
import { serveAndReload } from "../../tools/dev/reload.mjs";

/** Linux tells of a folder's files a moment after it is asked to. */
const watching = () => new Promise((done) => setTimeout(done, 200));

/** @param {() => boolean} holds */
async function until(holds) {
  for (let tries = 0; !holds() && tries < 200; tries++) await new Promise((done) => setTimeout(done, 20));
}

test("A page that is open hears within a second that a module has changed, once for a file written in pieces", async (t) => {
  const base = mkdtempSync(path.join(tmpdir(), "dev-"));
  const module = path.join(base, "www", "styles", "a.css");
  mkdirSync(path.dirname(module), { recursive: true });
  writeFileSync(path.join(base, "index.html"), "<html><head></head><body></body></html>");
  writeFileSync(module, "");
  const { url, close, reload } = await serveAndReload(0, base);
  /** @type {string[]} */
  const heard = [];
  const end = onChange([path.join(base, "www")], (name) => {
    heard.push(name);
    reload();
  });
  t.after(() => {
    end();
    close();
    rmSync(base, { recursive: true });
  });

  const page = await fetch(url);
  assert.match(await page.text(), /<script src="\/dev\/client.js"><\/script>\n<\/head>/);
  assert.match(page.headers.get("Content-Security-Policy") ?? "", /script-src 'self' 'wasm-unsafe-eval'/);
  assert.match(await (await fetch(`${url}dev/client.js`)).text(), /EventSource\("\/dev\/changes"\)/);

  const wire = await fetch(`${url}dev/changes`);
  const reader = wire.body?.getReader();
  await watching();
  for (const text of ["a {", "a { color: red", "a { color: red }"]) writeFileSync(module, text);
  const start = performance.now();
  const { value } = (await reader?.read()) ?? {};
  assert.equal(new TextDecoder().decode(value), "data: changed\n\n");
  assert.ok(performance.now() - start < 1000, `${performance.now() - start} ms`);
  assert.deepEqual(heard, [path.join("styles", "a.css")]);
  await reader?.cancel();
});

test("While one change is dealt with, the next one waits, and one that fails does not end it", async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "dev-"));
  let atOnce = 0;
  /** @type {string[]} */
  const heard = [];
  t.mock.method(console, "error", () => {});
  const end = onChange([folder], async (name) => {
    assert.equal(++atOnce, 1);
    await new Promise((done) => setTimeout(done, 150));
    atOnce--;
    heard.push(name);
    if (name === "one") throw new Error("it does not compile");
  });
  t.after(() => {
    end();
    rmSync(folder, { recursive: true });
  });
  await watching();
  writeFileSync(path.join(folder, "one"), "");
  await until(() => atOnce === 1);
  writeFileSync(path.join(folder, "two"), "");
  await until(() => heard.length === 2);
  assert.deepEqual(heard, ["one", "two"]);
});
