// The builder of embeddings: by keyboard, in both languages; what it gives to paste works in a bare page, resizes and reports. And lessons from files.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { embed } from "../../tools/build/embed.mjs";
import { root } from "../../tools/shell.mjs";
import { snippets } from "../../www/builder/snippets.js";
import { authors as de } from "../../www/words/de-authors.js";
import { authors as en } from "../../www/words/en-authors.js";
import { violations } from "../support/axe.mjs";
import { hashOf, startBrowser, text } from "../support/browser.mjs";
import { bareSite, framed, launch } from "../support/framed.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {{close: () => void}[]} */
const sites = [];
before(async () => {
  [chromium, browser] = await Promise.all([startBrowser(), launch()]);
});
after(async () => {
  for (const site of sites) site.close();
  await Promise.all([chromium?.close(), browser?.close()]);
});

const code = (/** @type {Page} */ page) => page.locator("#embed textarea").inputValue();
/** @param {Page} page */
async function openBuilder(page) {
  await page.locator("#open-embed").press("Enter");
  await page.waitForSelector("#embed[open]");
}
/** Serves a body as a bare page, with other files beside it. @param {string} body @param {Record<string, string>} [files] */
async function bareBody(body, files = {}) {
  const site = await bareSite({ "/": `<!doctype html><html lang="en"><head><title>Course</title></head><body>${body}</body></html>`, ...files });
  sites.push(site);
  return site.url;
}

/** A bare page whose element comes from http://course.invalid/a/. @param {string} body */
async function pageWithElement(body) {
  await embed();
  const course = await browser.newPage();
  const headers = { "Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript" };
  await course.route("http://course.invalid/a/element.js", (route) => route.fulfill({ headers, path: path.join(root, "dist", "element.js") }));
  await course.goto(await bareBody(body));
  return course;
}

test("What is pasted names the same link in every form", () => {
  const embedding = { address: "https://a.example/t/", link: 'v=1&lesson=x(")', title: 'A "title"', width: "100%", height: 900, follows: true };
  assert.match(
    snippets.iframe(embedding),
    /^<iframe src="https:\/\/a\.example\/t\/#v=1&amp;lesson=x\(&quot;\)" title="A &quot;title&quot;" width="100%" height="900"/,
  );
  assert.match(snippets.iframe(embedding), /frame\.height = data\.height/);
  assert.doesNotMatch(snippets.iframe({ ...embedding, follows: false }), /frame\.height/);
  assert.match(
    snippets.element(embedding),
    /src="https:\/\/a\.example\/t\/element\.js"><\/script>\n<triplet-scope link="v=1&amp;lesson=x\(&quot;\)"><a href="https:\/\/a\.example\/t\/#v=1&amp;lesson=x\(&quot;\)">A &quot;title&quot;<\/a><\/triplet-scope>/,
  );
  assert.equal(snippets.markdown(embedding), '[![A "title"](tripletscope.png)](https://a.example/t/#v=1&lesson=x%28"%29)\n');
  assert.equal(snippets.myst(embedding), ':::{iframe} https://a.example/t/#v=1&lesson=x(")\n:width: 100%\n:title: A "title"\n:::\n');
  const lesson = { ...embedding, link: 'v=1&lesson=x("' };
  assert.equal(snippets.widget(lesson), 'from tripletscope import Tripletscope\n\nTripletscope(link="v=1&lesson=x(\\"")\n');
  assert.match(snippets.widget({ ...lesson, follows: false }), /, height=900\)\n$/);
  assert.match(snippets.widget({ ...lesson, link: "" }), /Tripletscope\(\)\n$/);
  assert.match(snippets.notebook(embedding), /IFrame\("https:\/\/a\.example\/t\/#v=1&lesson=x\(\\"\)", width="100%", height=900\)\n$/);
});

test("An embedding is built by keyboard alone: lesson, views, what is left out, language; the preview follows", { timeout: 120_000 }, async () => {
  const { page, faults, elsewhere } = await chromium.visit("v=1&batchSize=8&seed=3");
  await openBuilder(page);
  assert.match(await code(page), /#v=1&amp;batchSize=8&amp;seed=3"/, "what is on the page");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "embed-lesson");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  for (const key of ["view.sandbox", "hide.header", "hide.footer"]) await page.locator(`#embed [data-key="${key}"]`).press("Space");
  await page.locator("#embed-language").press("End");
  const link = "v=1&hide.footer=true&hide.header=true&page.language=de&view.sandbox=true&lesson=columns";
  assert.ok((await code(page)).includes(`#${link.replaceAll("&", "&amp;")}"`), await code(page));
  const preview = page.frameLocator("#embed iframe");
  await preview.locator("#lesson h2:text('Spalten (1 von 4)')").waitFor();
  assert.deepEqual(
    await Promise.all(["header", "footer", "#data", "#sandbox"].map((part) => preview.locator(part).isVisible())),
    [false, false, true, false],
    "a lesson decides on what it names",
  );
  assert.equal(await page.evaluate(() => document.activeElement?.id), "embed-language", "the preview leaves the focus alone");
  await page.locator("#embed-form").press("End");
  assert.ok((await code(page)).startsWith("from IPython.display import IFrame"));
  await page.locator("#embed-form").press("ArrowUp");
  assert.equal(await code(page), `from tripletscope import Tripletscope\n\nTripletscope(link="${link}")\n`);
  await page.keyboard.press("Escape");
  // A dialog says that it is closed a moment later; a closed builder runs nothing.
  await page.locator("#embed iframe").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.id === "open-embed");
  assert.equal(await page.locator("#seed").inputValue(), "3");
  assert.deepEqual([faults, elsewhere], [[], []]);
});

test("The builder speaks German, and fits on a phone", { timeout: 60_000 }, async () => {
  const { page, faults } = await chromium.visit("v=1&batchSize=8&page.language=de", { viewport: { width: 390, height: 844 } });
  await openBuilder(page);
  const shown = await text(page, "#embed");
  const same = new Set(Object.entries(en.builder).flatMap(([key, said]) => (said === de.builder[/** @type {"title"} */ (key)] ? [said] : [])));
  const english = Object.values(en.builder).filter((said) => typeof said === "string" && !same.has(said) && said.length > 4);
  assert.deepEqual(
    english.filter((said) => shown.includes(/** @type {string} */ (said))),
    [],
  );
  assert.match(shown, /Offene Ansichten.*Weggelassen.*Titel/);
  assert.ok((await page.evaluate(() => document.querySelector("#embed")?.scrollWidth ?? 0)) <= 390);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
});

/** Takes the first lesson to its end. @param {Frame} frame */
async function takeFirstLesson(frame) {
  const next = frame.locator("#lesson button.primary:enabled");
  const turn = async (/** @type {number} */ page) => {
    await next.click({ timeout: 60_000 });
    if (page <= 3) await frame.locator(`#lesson h2:text('(${page} of 3)')`).waitFor();
  };
  const grid = frame.locator("#matrix [role=grid]");
  await frame.locator("#lesson h2:text('What S is (1 of 3)')").waitFor();
  await grid.press("ArrowRight");
  await turn(2);
  await frame.locator("#lesson input[value='0']").press("Space");
  await frame.locator("#run:enabled").press("Enter");
  await turn(3);
  await grid.press("ArrowDown");
  await turn(4);
}

test("A lesson in a bare page by the builder's frame has the height that it needs and reports its completion", { timeout: 180_000 }, async () => {
  const { page } = await chromium.visit("v=1");
  await openBuilder(page);
  await page.locator("#embed-lesson").selectOption("what-s-is");
  const course = await browser.newPage({ viewport: { width: 1100, height: 800 } });
  await course.goto(await bareBody(await code(page)));
  await page.close();
  await course.evaluate(() => {
    const events = /** @type {any} */ (globalThis);
    events.told = [];
    addEventListener("tripletscope", (event) => events.told.push(/** @type {CustomEvent} */ (event).detail));
  });
  await takeFirstLesson(framed(course));
  const frame = course.locator("iframe");
  await course.waitForFunction(() => document.querySelector("iframe")?.dataset.completed === "what-s-is");
  await course.waitForTimeout(1000);
  const needs = await framed(course).evaluate(() => document.body.getBoundingClientRect().height);
  assert.equal(Number(await frame.getAttribute("height")), Math.ceil(needs));
  const told = await course.evaluate(() =>
    /** @type {any} */ (globalThis).told.filter((/** @type {any} */ { event }) => event === "answer" || event === "complete"),
  );
  assert.deepEqual(told, [
    { subject: "tripletscope", event: "answer", lesson: "what-s-is", page: 2, choice: 1, right: true },
    { subject: "tripletscope", event: "complete", lesson: "what-s-is" },
  ]);
  await course.close();
});

test("The example that records answers fills its table and gives the frame its height", { timeout: 120_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${chromium.url}examples/record-answers/index.html`);
  await takeFirstLesson(framed(page));
  await page.waitForFunction(() => document.querySelector("#state")?.textContent === "Completed: what-s-is.");
  const rows = await page.locator("#record tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.deepEqual(rows, [
    ["answer", "what-s-is", "2", "1", "true"],
    ["complete", "what-s-is", "", "", ""],
  ]);
  await page.waitForTimeout(1000);
  const needs = await framed(page).evaluate(() => document.body.getBoundingClientRect().height);
  assert.equal(Number(await page.locator("iframe").getAttribute("height")), Math.ceil(needs));
  assert.deepEqual(faults, []);
  await page.close();
});

test("The builder's element shows its lesson in a bare page", { timeout: 120_000 }, async () => {
  const { page } = await chromium.visit("v=1&batchSize=8");
  await openBuilder(page);
  await page.locator("#embed-lesson").selectOption("rows");
  await page.locator('#embed [data-key="hide.header"]').press("Space");
  await page.locator("#embed-address").fill("http://course.invalid/a/tripletscope.html");
  await page.locator("#embed-form").selectOption("element");
  const course = await pageWithElement(await code(page));
  await course.locator("triplet-scope #lesson h2:text('Rows (1 of 3)')").waitFor();
  assert.equal(await course.locator("triplet-scope header").isVisible(), false);
  assert.equal(await course.locator("triplet-scope #open-embed").isVisible(), false, "an element has no address to embed");
});

const OWN = {
  id: "mine",
  title: "My own",
  pages: [{ text: ["Take a step."], setup: { restart: true, values: { batchSize: 8 } }, task: { say: "Press Step.", check: ["step", 1] } }],
};

/** Opens the page with a lesson's file that the server is made to have. @param {string} lesson @param {string} answer @param {string} [link] */
async function withFile(lesson, answer, link = "v=1&batchSize=8") {
  const { page, faults } = await chromium.visit(link);
  await page.route("**/lessons/*.json", (route) => route.fulfill({ contentType: "application/json", body: answer }));
  await page.goto("about:blank");
  await page.goto(`${chromium.url}#${link}&lesson=${encodeURIComponent(lesson)}`);
  return { page, faults };
}

test("A lesson from a file of the same origin is taken like any other", { timeout: 60_000 }, async () => {
  const { page, faults } = await withFile("course/lessons/mine.json", JSON.stringify(OWN));
  await page.waitForSelector("#lesson h2:text('My own (1 of 1)')");
  assert.equal(await page.locator("#lesson .task").textContent(), "Press Step.");
  await page.locator("#step:enabled").press("Enter");
  const next = page.locator("#lesson button.primary:enabled");
  await next.waitFor();
  // The address follows the steps when they have come to rest.
  await page.waitForTimeout(1000);
  assert.match(await hashOf(page), /lesson=course%2Flessons%2Fmine\.json$/);
  await next.press("Enter");
  assert.equal(await page.locator("#lesson").isHidden(), true);
  assert.deepEqual(faults, []);
});

/** @type {[what: string, lesson: string, answer: string, en: RegExp, de: RegExp][]} */
const REFUSED = [
  [
    "a lesson that nobody has",
    "colums",
    "",
    /^lesson is "colums", but it must be one of what-s-is, rows, .* or the address of a JSON file\.$/,
    /^Lektion ist „colums“; erlaubt ist eines von what-s-is, rows/,
  ],
  [
    "a lesson of another origin",
    "https://example.org/a.json",
    "",
    /^lesson is "https:\/\/example\.org\/a\.json", but .* http:\/\/127/,
    /^Lektion ist „https:\/\/example\.org\/a\.json“; .* liegen/,
  ],
  ["a lesson that is not JSON", "lessons/a.json", "{", /^The lesson lessons\/a\.json is not JSON: /, /^Die Lektion lessons\/a\.json ist kein JSON: /],
  [
    "a lesson with mistakes",
    "lessons/a.json",
    '{"title":"A","pages":[{"text":[3]}]}',
    /^The lesson lessons\/a\.json cannot be used\. \$\.pages\[0\]\.text\[0\] is 3, but it must be a text such as "with \*emphasis\*.*"\.$/,
    /^Die Lektion lessons\/a\.json ist nicht brauchbar\. \$\.pages\[0\]\.text\[0\] ist 3; erlaubt ist ein Text wie .*\.$/,
  ],
  ["a lesson with five mistakes", "lessons/a.json", '{"titel":"A","pages":[{"text":[1,2,3]}]}', /And 2 more\.$/, /Und 2 weitere\.$/],
];
for (const [what, lesson, answer, english, german] of REFUSED) {
  test(`${what[0].toUpperCase()}${what.slice(1)} is refused in a clear sentence, and the page goes on`, { timeout: 60_000 }, async () => {
    for (const [link, said] of /** @type {const} */ ([
      ["v=1&batchSize=8", english],
      ["v=1&batchSize=8&page.language=de", german],
    ])) {
      const { page } = await withFile(lesson, answer, link);
      await page.waitForFunction(() => document.querySelector("#problem")?.textContent);
      assert.match(await text(page, "#problem"), said);
      assert.equal(await page.locator("#lesson").isHidden(), true);
      assert.equal(await page.locator("#step").isEnabled(), true);
      await page.close();
    }
  });
}
