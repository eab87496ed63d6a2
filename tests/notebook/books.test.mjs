// The books of examples/books/: each is built where its tool is there, opened in Chromium, and the page in it trains.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { embed } from "../../tools/build/embed.mjs";
import { programOf } from "../../tools/setup/engines.mjs";
import { mustRun, root } from "../../tools/shell.mjs";
import { snippets } from "../../www/builder/snippets.js";
import { bitsOf } from "../page/replay/bits.js";
import { serveFolder } from "../support/folder.mjs";
import { python, skip } from "../support/installed.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

const LINK = "v=1&seed=7&batchSize=8";
const BOOKS = path.join(root, "examples", "books");
const scratch = mkdtempSync(path.join(tmpdir(), "tripletscope-books-"));
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  await embed();
  browser = await chromium.launch({ executablePath: programOf("chrome", "shell"), args: ["--no-sandbox", "--disable-gpu"] });
});
after(async () => {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** A copy of the book to build in, with what the author puts there. @param {string} name @param {string[]} files of dist/ @param {string} [into] */
function copyOf(name, files, into = "") {
  const folder = path.join(scratch, name);
  cpSync(path.join(BOOKS, name), folder, { recursive: true });
  for (const file of files) cpSync(path.join(root, "dist", file), path.join(folder, into, file));
  return folder;
}

/** Opens a built book. @param {string} folder @param {(page: Page) => Promise<void>} act @param {RegExp} [own] fault that the tool puts into every page */
async function opened(folder, act, own = /^$/) {
  const site = await serveFolder(folder);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  try {
    await page.goto(site.url);
    await act(page);
    assert.deepEqual(
      faults.filter((fault) => !own.test(fault)),
      [],
    );
  } finally {
    await page.close();
    site.close();
  }
}

/** The element in a page, a frame or a shadow trains three steps; gives back its bits. @param {Page | Frame} at */
async function trained(at) {
  const element = at.locator("triplet-scope").first();
  const step = () => element.evaluate((node) => /** @type {any} */ (node).getState?.()?.batchSize > 0 && /** @type {any} */ (node).getState().step);
  const reached = async (/** @type {number} */ wanted) => {
    for (let wait = 0; wait < 300 && (await step()) !== wanted; wait++) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await step(), wanted);
  };
  await reached(0);
  for (let k = 1; k <= 3; k++) {
    await element.evaluate((node) => /** @type {any} */ (node).step());
    await reached(k);
  }
  const { similarity, report } = await element.evaluate((node) => /** @type {any} */ (node).toJSON());
  return bitsOf(Float32Array.from(similarity), report.loss);
}

/** The same in Node. @param {string} [more] of the link */
const expected = (more = "") => {
  const trainer = sameRun(LINK + more, 2);
  const { loss } = trainer.step();
  return bitsOf(trainer.similarity(), loss);
};

/** The frame of the page's one file. @param {Page} page */
async function frameOf(page) {
  for (let wait = 0; wait < 200; wait++) {
    const frame = page.frames().find((found) => found.url().includes("tripletscope.html"));
    if (frame) return frame;
    await page.waitForTimeout(50);
  }
  throw new Error("The frame was not loaded.");
}

test("Sphinx: the book is built without a warning, and both the element and the frame train", { skip }, async () => {
  const folder = copyOf("sphinx", ["element.js", "tripletscope.html"], "_static");
  const out = path.join(scratch, "sphinx-built");
  await mustRun([python, "-m", "sphinx", "--quiet", "--fail-on-warning", folder, out], "Sphinx could not build the book.");
  await opened(out, async (page) => {
    assert.deepEqual(await trained(page), expected());
    assert.deepEqual(await trained(await frameOf(page)), expected());
  });
});

test("Jupyter Book 1: the book is built without a warning, the element and the frame train, and what the builder gives follows its height", {
  skip,
}, async () => {
  const folder = copyOf("jupyter-book", ["element.js", "tripletscope.html"], "extra");
  const chosen = { address: "tripletscope.html", link: LINK, title: "Frame", width: "100%", height: 300, follows: true };
  appendFileSync(path.join(folder, "index.md"), `\n${snippets.iframe(chosen)}`);
  const build = [python, "-c", "from jupyter_book.cli.main import main; main()", "build", "--quiet", "--warningiserror", folder];
  await mustRun(build, "Jupyter Book could not build the book.", { quiet: true });
  const trains = async (/** @type {Page} */ page) => {
    assert.deepEqual(await trained(page), expected());
    assert.deepEqual(await trained(await frameOf(page)), expected());
    await page.waitForFunction(() => Number(document.querySelector("iframe[title=Frame]")?.getAttribute("height")) > 1000);
  };
  await opened(path.join(folder, "_build", "html"), trains, /^Identifier 'THEBE_JS_URL' has already been declared$/);
});

test("MyST: the directive takes the widget's module and traits, and it works in a host that is a shadow and has no way back", async () => {
  const folder = copyOf("myst", ["anywidget.js"]);
  // The book's own theme is fetched from a server; what is read from its pages does not depend on it.
  writeFileSync(path.join(folder, "myst.yml"), readFileSync(path.join(folder, "myst.yml"), "utf8").replace("book-theme", "./theme"));
  cpSync(path.join(root, "tests", "notebook", "theme"), path.join(folder, "theme"), { recursive: true });
  const myst = path.join(root, "node_modules", "mystmd", "dist", "myst.cjs");
  await mustRun(["node", myst, "build", "--site", "--ci"], "MyST could not build the book.", { quiet: true, folder });
  const { mdast } = JSON.parse(readFileSync(path.join(folder, "_build", "site", "content", "index.json"), "utf8"));
  const nodes = /** @type {any[]} */ ([]);
  const walk = (/** @type {any} */ node) => {
    nodes.push(node);
    for (const child of node.children ?? []) walk(child);
  };
  walk(mdast);
  const { esm, model } = nodes.find(({ type }) => type === "anywidget");
  assert.match(nodes.find(({ type }) => type === "iframe").src, /tripletscope\.html#v=1&seed=7/);
  const site = path.join(folder, "_build", "site", "public");
  assert.ok(existsSync(path.join(site, esm)));
  cpSync(path.join(root, "tests", "notebook", "myst-host.html"), path.join(site, "index.html"));
  writeFileSync(path.join(site, "model.json"), JSON.stringify({ esm, model }));
  await opened(site, async (page) => {
    assert.deepEqual(await trained(page), expected("&loss=both"));
    await page.evaluate(() => /** @type {any} */ (window).leave());
    assert.equal(await page.locator("triplet-scope").count(), 0);
  });
});

test("reveal.js: the arrow keys turn the slides before the frame has the focus and after Escape, and are its own while it has it", async () => {
  const folder = copyOf("reveal", ["tripletscope.html"]);
  cpSync(path.join(root, "node_modules", "reveal.js", "dist"), path.join(folder, "node_modules", "reveal.js", "dist"), { recursive: true });
  await opened(folder, async (page) => {
    const slide = () => page.evaluate(() => location.hash.replace(/^#\/?/, "") || "0");
    const turned = async (/** @type {string} */ to) => {
      for (let wait = 0; wait < 40 && (await slide()) !== to; wait++) await page.waitForTimeout(50);
      assert.equal(await slide(), to);
    };
    await page.keyboard.press("ArrowRight");
    await turned("1");
    const frame = await frameOf(page);
    assert.deepEqual(await trained(frame), expected());
    await page.keyboard.press("ArrowRight");
    await turned("2");
    await page.keyboard.press("ArrowLeft");
    await turned("1");
    await frame.locator("[role=grid]").focus();
    for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(300);
    assert.equal(await slide(), "1");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await turned("2");
  });
});

test("Quarto: its program is fetched from elsewhere at installation, so the raw HTML of its page is opened, and both the element and the frame train", () => {
  const page = readFileSync(path.join(BOOKS, "quarto", "index.qmd"), "utf8");
  const snippets = [...page.matchAll(/```\{=html\}\n([\s\S]*?)```/g)].map(([, html]) => html);
  assert.equal(snippets.length, 2);
  const folder = copyOf("quarto", ["element.js", "tripletscope.html"]);
  writeFileSync(path.join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Q</title>${snippets.join("\n")}`);
  return opened(folder, async (at) => {
    assert.deepEqual(await trained(at), expected());
    assert.deepEqual(await trained(await frameOf(at)), expected());
  });
});
