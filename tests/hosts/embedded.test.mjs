// Manners in a frame of another origin: the height is told and never goes in a circle, nothing of a person's is told, and nothing runs that nobody sees.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { embed } from "../../tools/build/embed.mjs";
import { builtSite } from "../../tools/build/site.mjs";
import { serve } from "../../tools/serve.mjs";
import { root } from "../../tools/shell.mjs";
import { words as en } from "../../www/words/en.js";
import { openPairs } from "../support/files.mjs";
import { bare, bareSite, events, framed, heard, hears, launch, settledHeight } from "../support/framed.mjs";

/** @typedef {import("../support/framed.mjs").Page} Page */

const LINK = "v=1&batchSize=8&view.compare=false";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {{url: string, close: () => void}[]} */
const sites = [];
/** What consoles say. @type {string[]} */
const said = [];
/** The address of each build. @type {Record<string, string>} */
const builds = {};

before(async () => {
  await embed();
  browser = await launch();
  const own = await serve(0, { base: await builtSite() });
  const file = await bareSite({ "/tripletscope.html": readFileSync(path.join(root, "dist", "tripletscope.html"), "utf8") });
  sites.push(own, file);
  builds["the page"] = own.url;
  builds["the one file"] = `${file.url}tripletscope.html`;
});
after(async () => {
  await browser?.close();
  for (const site of sites) site.close();
});

/** Opens a bare page that frames a build. @param {string} build @param {{link?: string, follows?: boolean}} [options] */
async function frameOf(build, { link = LINK, follows = true } = {}) {
  const site = await bareSite({ "/": bare(`${builds[build]}#${link}`, follows) });
  sites.push(site);
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  page.on("console", (message) => said.push(message.text()));
  await page.goto(site.url);
  await hears(page, "ready");
  return page;
}

const press = (/** @type {Page} */ page, /** @type {string} */ selector) => framed(page).locator(selector).press("Enter");
/** Opens or closes a view, and waits until the height is told. @param {Page} page */
async function turnSandbox(page) {
  const told = (await events(page, "height")).length;
  await press(page, "#view-bar button:text('Sandbox')");
  await hears(page, "height", told + 1);
}
/** The step that was told last. @param {Page} page */
const lastStep = async (page) => (await events(page, "step")).at(-1)?.step ?? 0;

for (const build of ["the page", "the one file"]) {
  test(`In a frame that follows, ${build} is as high as it says, grows and shrinks, and then is silent`, { timeout: 120_000 }, async () => {
    const page = await frameOf(build);
    const height = await settledHeight(page);
    const room = () => framed(page).evaluate(() => [document.documentElement.scrollHeight, document.documentElement.clientHeight]);
    assert.deepEqual(await room(), [height, height]);
    await turnSandbox(page);
    const grown = await settledHeight(page);
    assert.ok(grown > height + 100, `${grown} after ${height}`);
    assert.deepEqual(await room(), [grown, grown]);
    await turnSandbox(page);
    assert.equal(await settledHeight(page), height);
    assert.ok((await events(page, "height")).length < 20);
    const count = (await heard(page)).length;
    await page.waitForTimeout(1500);
    assert.equal((await heard(page)).length, count);
    await page.close();
  });

  test(`The height of ${build} comes in the words of learning platforms, notebooks and our own`, { timeout: 60_000 }, async () => {
    const page = await frameOf(build);
    await settledHeight(page);
    const all = (await heard(page)).map(({ data }) => data);
    const heights = (await events(page, "height")).map(({ height }) => height);
    assert.ok(heights.length > 0);
    assert.deepEqual(
      all.filter(({ subject }) => subject === "lti.frameResize"),
      heights.map((height) => ({ subject: "lti.frameResize", height })),
    );
    assert.deepEqual(
      all.filter(({ subject }) => subject === "org.imsglobal.lti.frameResize"),
      heights.map((height) => ({ subject: "org.imsglobal.lti.frameResize", height })),
    );
    assert.deepEqual(
      all.filter(({ type }) => type === "plugin.resize"),
      heights.map((height) => ({ type: "plugin.resize", payload: { width: "100%", height } })),
    );
    await page.close();
  });

  test(`${build} tells its height at most four times a second, and not for a single pixel`, { timeout: 60_000 }, async () => {
    const page = await frameOf(build, { follows: false });
    const height = await settledHeight(page);
    const before = (await events(page, "height")).length;
    const pad = (/** @type {number} */ pixels) =>
      framed(page).evaluate((more) => {
        const content = document.querySelector("triplet-scope")?.shadowRoot?.querySelector(".page") ?? document.body;
        /** @type {HTMLElement} */ (content).style.paddingBottom = `${more}px`;
      }, pixels);
    await pad(16.5);
    await page.waitForTimeout(900);
    assert.equal((await events(page, "height")).length, before, "half a pixel");
    const [start, seconds] = [await page.evaluate(() => performance.now()), 3];
    for (let k = 1; (await page.evaluate(() => performance.now())) - start < seconds * 1000; k++) {
      await pad(16 + 10 * (k % 7));
      await page.waitForTimeout(20);
    }
    const told = (await heard(page)).filter(({ at, data }) => data.event === "height" && at >= start && at < start + seconds * 1000).length;
    assert.ok(told >= 2 && told <= 4 * seconds + 1, `${told} in ${seconds} seconds`);
    await pad(16);
    await page.waitForTimeout(900);
    assert.equal((await events(page, "height")).at(-1).height, height);
    await page.close();
  });

  test(`${build} trains only when asked, and pauses while it is out of sight`, { timeout: 120_000 }, async () => {
    const page = await frameOf(build, { link: `${LINK}&page.speed=30` });
    await settledHeight(page);
    assert.ok((await events(page, "step")).every(({ step, playing }) => step === 0 && !playing));
    await press(page, "#run");
    const goesOn = async () => {
      const from = await lastStep(page);
      await page.waitForFunction(
        (least) => /** @type {any} */ (globalThis).heard.some((/** @type {any} */ { data }) => data.event === "step" && data.step > least + 5),
        from,
        { timeout: 20_000 },
      );
    };
    /** @param {string} what */
    const stands = async (what) => {
      await page.waitForTimeout(1000);
      const from = await lastStep(page);
      await page.waitForTimeout(1500);
      assert.equal(await lastStep(page), from, what);
      // A browser may hold back what nobody sees; here the run itself is paused.
      assert.equal(await framed(page).locator("#run").textContent(), "Run", what);
    };
    await goesOn();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await stands("scrolled away");
    await page.evaluate(() => scrollTo(0, 0));
    await goesOn();
    const hide = (/** @type {boolean} */ hidden) =>
      framed(page).evaluate((now) => {
        Object.defineProperty(document, "hidden", { get: () => now, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await hide(true);
    await stands("behind another tab");
    await hide(false);
    await goesOn();
    await press(page, "#run");
    await stands("paused");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(500);
    await page.evaluate(() => scrollTo(0, 0));
    await stands("paused before it was scrolled away");
    await page.close();
  });

  test(`${build} opens with the lesson of its link, and takes neither the focus nor a step`, { timeout: 60_000 }, async () => {
    const page = await frameOf(build, { link: `${LINK}&lesson=columns&hide.header=true` });
    await framed(page).waitForFunction(() => {
      const place = document.querySelector("triplet-scope")?.shadowRoot ?? document;
      return place.querySelector("#lesson h2")?.textContent === "Columns (1 of 4)";
    });
    await settledHeight(page);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "own");
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.equal(await framed(page).locator("header").isVisible(), false);
    assert.ok((await events(page, "step")).every(({ step, playing }) => step === 0 && !playing));
    await page.close();
  });
}

test("No message holds what a person has typed or opened", { timeout: 120_000 }, async () => {
  const page = await frameOf("the page", { link: `${LINK}&view.ask=true` });
  const inside = framed(page);
  await inside.locator("#ask input[type=text]").first().fill("Where is my zebra?");
  await inside.locator("#ask input[type=text]").last().fill("Who has a zebra?");
  await inside.locator("#ask input[type=text]").last().press("Enter");
  await inside.locator("#ask:has-text('Cosine')").waitFor();
  const rows = Array.from({ length: 40 }, (_, k) => `How do I feed zebra${k}?,What does zebra${k} eat?`).join("\n");
  await openPairs(inside, "zebras.csv", `question1,question2\n${rows}`);
  await inside.locator("#data-words:has-text('zebras.csv')").waitFor();
  await inside.locator("#file").setInputFiles({ name: "zebra.csv", mimeType: "text/csv", buffer: Buffer.from("zebra\nzebra\n") });
  await inside.locator("#problem:has-text('zebra')").waitFor();
  await press(page, "#step");
  await inside.locator("#fine-tune > summary").click();
  await inside.locator("#closest-columns").press("Space");
  await hears(page, "change");
  await settledHeight(page);
  const all = await heard(page);
  const kinds = new Set(all.map(({ data }) => data.event ?? data.subject ?? data.type));
  assert.deepEqual([...kinds].sort(), [
    "change",
    "error",
    "height",
    "lti.frameResize",
    "org.imsglobal.lti.frameResize",
    "plugin.resize",
    "ready",
    "step",
  ]);
  assert.doesNotMatch(JSON.stringify(all), /zebra/i);
  assert.deepEqual(await events(page, "error"), [{ subject: "tripletscope", event: "error", message: en.data.unopened }]);
  await page.close();
});

for (const build of ["the page", "the one file"]) {
  test(`What went wrong in ${build} is told in the sentence that it shows, and a link that is copied is no fault`, { timeout: 60_000 }, async () => {
    const page = await frameOf(build, { link: `${LINK}&seed=none` });
    const problem = framed(page).locator("#problem");
    const message = await problem.textContent();
    assert.match(message ?? "", /^seed is "none"/);
    const told = [{ subject: "tripletscope", event: "error", message }];
    assert.deepEqual(await events(page, "error"), told);
    await press(page, "#copy-link");
    await framed(page).locator("#problem:has-text('link is')").waitFor();
    assert.deepEqual(await events(page, "error"), told);
    await page.close();
  });
}

for (const build of ["the page", "the one file"]) {
  test(`In a frame of another origin the console of ${build} stays empty, also when Settings open at their first field`, {
    timeout: 60_000,
  }, async () => {
    said.length = 0;
    const page = await frameOf(build);
    const inside = framed(page);
    // A browser says that it stops a frame from taking the focus when such an element comes in.
    await inside.evaluate(() => document.body.append(document.querySelector("triplet-scope") ?? ""));
    await press(page, "#open-settings");
    const first = inside.locator("dialog#settings").locator("input, select, button").first();
    await first.waitFor();
    assert.equal(await first.evaluate((field) => field.matches(":focus")), true);
    await settledHeight(page);
    assert.deepEqual(said, []);
    await page.close();
  });
}
