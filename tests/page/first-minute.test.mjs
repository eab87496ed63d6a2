// The first minute: four cards, whose every number is the core's or the committed results'; by pointer, keys and touch, and what opens it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { evaluateLoss, verdictSummary } from "../../pkg/node/tripletscope.js";
import { words as de } from "../../www/words/de.js";
import { words as en } from "../../www/words/en.js";
import { signedTenths } from "../../www/words/format.js";
import { violations } from "../support/axe.mjs";
import { drawn, hashOf, startBrowser, text } from "../support/browser.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/browser.mjs").Page} Page */

const MINUTE = { minute: true, reducedMotion: /** @type {const} */ ("reduce") };
const RACED = 60_000;
const see = en.minute.see;

/** @type {Awaited<ReturnType<typeof startBrowser>>} */
let chromium;
before(async () => {
  chromium = await startBrowser();
});
after(() => chromium?.close());

/** @param {Page} page @param {string} name */
const press = (page, name) => page.locator(".minute-buttons button", { hasText: name }).click();
/** @param {Page} page */
const raced = (page) => page.waitForSelector(`.minute-buttons button:enabled:not([hidden]):text("${en.minute.race.answer}")`, { timeout: RACED });
/** @param {Page} page */
const isMinute = (page) => page.locator("#first-minute").isVisible();

/** The sum of hinges at the course's margin. @param {number[]} s @param {"rows" | "columns"} along */
const lossOf = (s, along) =>
  evaluateLoss(Float32Array.from(s), 2, {
    kind: "triplet",
    reduction: "sum",
    terms: [{ negative: "hardest", along, margin: 0.25, weight: 1 }],
  }).loss;

/** What the card says of a matrix. @param {Page} page @param {number} moved the cell that can be moved */
async function assertSeen(page, moved) {
  const s = [0.9, 0, moved, 0.95];
  assert.equal(await text(page, ".minute-loss.rows"), see.loss.rows(lossOf(s, "rows")));
  assert.equal(await text(page, ".minute-loss.columns"), see.loss.columns(lossOf(s, "columns")));
  for (const along of /** @type {const} */ (["rows", "columns"])) {
    const satisfied = await page.locator(`.minute-verdict.${along}.satisfied`).count();
    assert.equal(satisfied === 2, lossOf(s, along) < 1e-6, `${along} at ${moved}`);
  }
}

test("The walk from loading to the answer says what the core, the runs and the committed results say", async () => {
  const { page, faults, elsewhere } = await chromium.visit("", { minute: true });
  assert.equal(await text(page, ".minute-card h2"), en.minute.steps[0]);
  assert.equal(await page.locator("main").isVisible(), false);
  assert.equal(await text(page, ".minute-loss.rows"), see.loss.rows(0));
  assert.equal(await page.locator(".minute-verdict.columns").first().isVisible(), false);
  await press(page, see.look);
  await assertSeen(page, 0.68);
  assert.equal(await text(page, ".minute-conclusion"), see.missed);
  assert.equal(await page.locator(".minute-verdict.columns.line-0 span").last().textContent(), see.short(0.9, 0.68, 0.25 - 0.22));
  await press(page, en.minute.next);
  await page.locator(".minute-choice").nth(1).click();
  await raced(page);
  await press(page, en.minute.race.answer);
  await page.waitForSelector(".minute-findings li");

  const recalls = ["course-2020", "both"].map((loss) => {
    const trainer = sameRun(`v=1&loss=${loss}`, 100);
    const { forward, backward } = trainer.evaluate().recallAt1;
    return (Number(forward) + Number(backward)) / 2;
  });
  assert.deepEqual(await page.locator(".minute-share b").allTextContents(), recalls.map(en.percent));
  const choice = recalls[1] - recalls[0] >= 0.05 ? 0 : recalls[1] - recalls[0] >= 0.01 ? 1 : 2;
  assert.equal(await text(page, ".minute-guessed"), en.minute.answer.guessed(en.minute.guess.short[1], en.minute.guess.short[choice]));
  assertFindings(await page.locator(".minute-strips li:not([aria-hidden]) small").allTextContents());
  assert.deepEqual(faults, []);
  assert.deepEqual(elsewhere, []);
});

/** What the committed results say of both directions. @param {string} asymmetry */
function committed(asymmetry) {
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
  const groups = verdictSummary([...read("www/verdict/reference.json"), ...read("docs/verdict-grid.json")], "course-2020");
  return groups
    .filter((group) => group.data !== "" || group.asymmetry === asymmetry)
    .map(({ losses, ...group }) => ({
      ...group,
      tuned: losses.some(({ settings }) => settings.includes("adam.")),
      both: losses.find(({ loss }) => loss === "both"),
    }));
}

/** Each strip has the median and the seeds of results that are committed. @param {string[]} shown */
function assertFindings(shown) {
  const told = committed("0.5").map(({ both }) => `${signedTenths(Number(both?.medianDifference))} · ${both?.better} of ${both?.differences.length}`);
  assert.ok(shown.length > 5);
  for (const strip of shown)
    assert.ok(
      told.some((text) => strip.startsWith(text)),
      strip,
    );
}

test("The cell that can be moved follows keys, pointer and touch, and both verdicts follow it", async () => {
  const { page } = await chromium.visit("", { ...MINUTE, hasTouch: true });
  await press(page, see.look);
  const cell = page.locator("[role=slider].minute-cell");
  assert.equal(await cell.evaluate((node) => node === document.activeElement), true);
  for (const [key, value] of /** @type {const} */ ([
    ["ArrowUp", 0.69],
    ["ArrowRight", 0.7],
    ["PageUp", 0.8],
    ["Home", -1],
    ["End", 1],
    ["PageDown", 0.9],
  ])) {
    await page.keyboard.press(key);
    assert.equal(Number(await cell.getAttribute("aria-valuenow")), value, key);
    await assertSeen(page, value);
  }
  const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await cell.boundingBox());
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 60, { steps: 4 });
  await page.mouse.up();
  await assertSeen(page, 0.6);
  assert.equal(await text(page, ".minute-conclusion"), see.neither);
  const session = await page.context().newCDPSession(page);
  const touch = (/** @type {string} */ type, /** @type {number} */ dy) =>
    session.send("Input.dispatchTouchEvent", { type: /** @type {never} */ (type), touchPoints: type === "touchEnd" ? [] : [{ x, y: y + dy }] });
  await touch("touchStart", 0);
  for (const dy of [-10, -30, -40]) await touch("touchMove", dy);
  await touch("touchEnd", -40);
  await assertSeen(page, 0.8);
});

test("By keyboard alone: from the first card to the lab", async () => {
  const { page } = await chromium.visit("", MINUTE);
  const tabTo = async (/** @type {string} */ name) => {
    for (let k = 0; k < 30; k++) {
      if (await page.evaluate((wanted) => document.activeElement?.textContent?.trim() === wanted, name)) return page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${name}`);
  };
  await tabTo(see.look);
  await page.keyboard.press("ArrowDown");
  await tabTo(en.minute.next);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2", "the next card's title has the focus");
  await tabTo(en.minute.guess.choices[0]);
  await tabTo(en.minute.race.stop);
  await raced(page);
  await tabTo(en.minute.race.answer);
  await tabTo(en.minute.answer.lab);
  assert.equal(await isMinute(page), false);
  assert.equal(await page.locator("main").isVisible(), true);
});

test("A race that is stopped is measured where it stands, and another seed gives another race", async () => {
  const { page } = await chromium.visit("", { minute: true });
  await press(page, see.look);
  await press(page, en.minute.next);
  await page.locator(".minute-choice").first().click();
  await page.waitForFunction(() => /^Step [1-9]/.test(document.querySelector(".minute-step")?.textContent ?? ""));
  await press(page, en.minute.race.stop);
  await raced(page);
  const step = Number(/^Step (\d+)/.exec(await text(page, ".minute-step"))?.[1]);
  assert.ok(step > 0 && step < 100, `${step}`);
  const evaluate = (/** @type {string} */ loss, /** @type {number} */ seed) => {
    const { forward, backward } = sameRun(`v=1&seed=${seed}&loss=${loss}`, step).evaluate().recallAt1;
    return en.percent((Number(forward) + Number(backward)) / 2);
  };
  assert.deepEqual(await page.locator(".minute-name b").allTextContents(), [evaluate("course-2020", 1), evaluate("both", 1)]);
  await press(page, en.minute.race.answer);
  await page.locator("[data-id=seeds]").click();
  await page.waitForFunction(() => /^Step [1-9]\d* of 100, seed 2$/.test(document.querySelector(".minute-step")?.textContent ?? ""));
});

test("Where it leads: why opens the lesson on columns, my own data opens a file", async () => {
  const { page } = await chromium.visit("", MINUTE);
  await press(page, see.look);
  await press(page, en.minute.next);
  await page.locator(".minute-choice").first().click();
  await raced(page);
  await press(page, en.minute.race.answer);
  await page.locator("[data-id=why]").click();
  await page.waitForSelector("#lesson h2");
  assert.match(await text(page, "#lesson h2"), /^Columns/);
  await page.locator("#open-minute").click();
  assert.equal(await isMinute(page), true);
  const chooser = page.waitForEvent("filechooser");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".minute-dots button")).click());
  await press(page, see.look);
  await press(page, en.minute.next);
  await page.locator(".minute-choice").first().click();
  await raced(page);
  await press(page, en.minute.race.answer);
  await page.locator("[data-id=own]").click();
  await chooser;
  assert.equal(await isMinute(page), false);
});

test("A link with settings or a lesson, a link that says so, an embedding page and a reader who has chosen the lab skip it", async () => {
  for (const link of ["v=1&seed=3", "lesson=rows", "page.start=lab", "page.start=lab&page.language=de"]) {
    const { page } = await chromium.visit(link, MINUTE);
    assert.equal(await isMinute(page), false, link);
    await page.context().close();
  }
  for (const link of ["", "v=1", "page.language=de", "page.theme=dark", "page.start=first-minute&batchSize=8"]) {
    const { page } = await chromium.visit(link, MINUTE);
    assert.equal(await isMinute(page), true, link);
    await page.context().close();
  }
  const { page } = await chromium.visit("", MINUTE);
  await page.locator("[data-id=skip]").click();
  assert.equal(await isMinute(page), false);
  assert.match(await hashOf(page), /page\.start=lab/);
  await page.goto("about:blank");
  await page.goto(chromium.url);
  await page.waitForFunction(() => /[0-9]/.test(document.querySelector("#batch-words")?.textContent ?? ""));
  assert.equal(await isMinute(page), false, "the browser remembers it");
});

test("A page inside another one opens with the lab, unless its link asks for the first minute", async () => {
  const { page } = await chromium.visit("v=1&page.start=lab");
  for (const [link, opens] of /** @type {const} */ ([
    ["", false],
    ["#page.start=first-minute", true],
  ])) {
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      [frame.src, frame.width, frame.height] = [src, "900", "700"];
      document.body.prepend(frame);
    }, `${chromium.url}index.html${link}`);
    const inner = page.frameLocator("iframe").first();
    await inner.locator(opens ? "#first-minute" : "main").waitFor({ state: "visible" });
    assert.equal(await inner.locator("#first-minute").isVisible(), opens, link);
  }
});

test("The lab says the same under its title, of the questions that are open", async () => {
  const { page } = await chromium.visit("v=1&data.asymmetry=1", MINUTE);
  await page.waitForFunction(() => document.querySelector("#answer")?.textContent !== "");
  const found = committed("1").find(({ data, settings, tuned }) => data === "" && settings === "" && tuned);
  const gain = (100 * Number(found?.both?.medianDifference)).toFixed(1);
  assert.match(await text(page, "#answer p"), new RegExp(`^On questions like these, in batches of 32, ${gain} points more `));
  assert.match(
    await text(page, "#answer p"),
    /; tuned learning rates 0\.0\d and 0\.0\d\): (not )?beyond chance, corrected for \d+ comparisons \(Holm\)\.$/,
  );
  assert.equal(await page.locator("#answer li").count(), 0, "what is not asked for does not come");
  await page.locator("#answer summary").click();
  await page.waitForSelector("#answer li");
  const told = await text(page, "#answer ul");
  for (const name of [en.presets.four, en.presets["softmax-four"], en.verdict.withSwap(en.presets["course-2020"]), "On real questions"])
    assert.ok(told.includes(name), name);
  assert.match(told, /^On the built-in questions at asymmetry 1, [^.]+300 steps, D = H = 32, margin 0\.25; .+?\.Against “[^”]+” at B 32, rate /);
});

for (const [language, { minute }] of Object.entries({ en, de })) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test(`axe finds nothing on any card, and nothing reaches beyond a window of ${viewport.width} pixels (${language})`, async () => {
      const { page, faults } = await chromium.visit(`page.language=${language}`, { ...MINUTE, viewport });
      /** @param {string} where */
      const check = async (where) => {
        for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
          await page.emulateMedia({ colorScheme });
          await drawn(page);
          assert.deepEqual(await violations(page), [], `${where}, ${colorScheme}`);
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, where);
      };
      await check("rows");
      await press(page, minute.see.look);
      await check("columns");
      await press(page, minute.next);
      await check("guess");
      await page.locator(".minute-choice").first().click();
      await page.waitForSelector(`.minute-buttons button:enabled:not([hidden]):text("${minute.race.answer}")`, { timeout: RACED });
      await check("race");
      await press(page, minute.race.answer);
      await page.waitForSelector(".minute-findings li");
      await check("answer");
      assert.deepEqual(faults, []);
    });
  }
}

test("With reduced motion nothing on the cards moves by itself", async () => {
  const { page } = await chromium.visit("", MINUTE);
  for (const name of [undefined, see.look]) {
    if (name) await press(page, name);
    const moving = await page.evaluate(
      () => [...document.querySelectorAll("#first-minute *")].filter((node) => getComputedStyle(node).animationName !== "none").length,
    );
    assert.equal(moving, 0);
  }
});

test("What stops a race is said in the page's language", async () => {
  const failing = "adam.learningRate=1&adam.beta2=0&adam.epsilon=0.000000000001";
  const { page } = await chromium.visit(`v=1&page.language=de&page.start=first-minute&${failing}`, { minute: true });
  await press(page, de.minute.see.look);
  await press(page, de.minute.next);
  await page.locator(".minute-choice").nth(1).click();
  await page.waitForFunction(() => document.querySelector(".minute-race .problem")?.textContent, undefined, { timeout: RACED });
  assert.match(await text(page, ".minute-race .problem"), /^Das Rennen brach ab\. Der Lauf divergiert bei Schritt [0-9]+: /);
});

test("A race's share keeps clear of its name", async () => {
  const { page } = await chromium.visit("", { minute: true });
  await press(page, see.look);
  await press(page, en.minute.next);
  await page.locator(".minute-choice").nth(1).click();
  await page.waitForFunction(() => /%/.test(document.querySelector(".minute-lane.both b")?.textContent ?? ""), undefined, { timeout: RACED });
  const gaps = await page.evaluate(() =>
    [...document.querySelectorAll(".minute-name")].map(
      (name) => Number(name.lastElementChild?.getBoundingClientRect().left) - Number(name.firstElementChild?.getBoundingClientRect().right),
    ),
  );
  assert.ok(Math.min(...gaps) >= 6, `${gaps}`);
});

/** Chooses the other language, and waits until the first minute speaks it. @param {Page} page @param {"en" | "de"} language */
async function speak(page, language) {
  await page.locator("#language").selectOption(language);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted && document.querySelector(".minute-card") !== null, language);
}

test("In another language the first minute goes on: its card, what was dragged, the guess, a race under way and its outcome", async () => {
  const { page, faults } = await chromium.visit("", { minute: true });
  await press(page, see.look);
  await page.keyboard.press("End");
  await speak(page, "de");
  assert.equal(await text(page, ".minute-conclusion"), de.minute.see.both);
  assert.equal(await page.locator("[role=slider].minute-cell").getAttribute("aria-valuenow"), "1");
  await press(page, de.minute.next);
  await page.locator(".minute-choice").nth(1).click();
  await page.waitForFunction(() => /^Schritt [1-9]\d/.test(document.querySelector(".minute-step")?.textContent ?? ""));
  await speak(page, "en");
  assert.equal(await text(page, ".minute-card h2"), en.minute.steps[2]);
  await raced(page);
  assert.equal(await text(page, ".minute-step"), en.minute.race.at(100, 100, 1));
  const shares = await page.locator(".minute-name b").allTextContents();
  await press(page, en.minute.race.answer);
  const [guessed, told] = await Promise.all([text(page, ".minute-guessed"), page.locator(".minute-share b").allTextContents()]);
  assert.match(guessed, /a little/);
  await speak(page, "de");
  assert.equal(await text(page, ".minute-card h2"), de.minute.steps[3]);
  assert.deepEqual(await page.locator(".minute-share b").allTextContents(), told);
  assert.match(await text(page, ".minute-guessed"), /ein wenig/);
  await page.locator(".minute-dots button").nth(2).click();
  await page.waitForSelector(`.minute-buttons button:enabled:not([hidden]):text("${de.minute.race.answer}")`, { timeout: RACED });
  assert.deepEqual(await page.locator(".minute-name b").allTextContents(), shares);
  await page.reload();
  await page.waitForSelector(".minute-card h2");
  assert.equal(await text(page, ".minute-card h2"), de.minute.steps[0], "a page that is merely loaded again begins again");
  assert.deepEqual(faults, []);
});

for (const { minute, language } of [en, de])
  for (const viewport of [
    { width: 390, height: 664 },
    { width: 360, height: 640 },
    { width: 700, height: 420 },
    { width: 1280, height: 720 },
  ])
    test(`In a window of ${viewport.width} × ${viewport.height} each card shows what it says and its buttons without scrolling (${language})`, async () => {
      const { page } = await chromium.visit(`page.language=${language}`, { ...MINUTE, viewport, hasTouch: true });
      /** @param {string[]} parts */
      const inReach = async (...parts) => {
        await drawn(page);
        const bar = await page.locator(".minute-buttons").boundingBox();
        assert.ok(bar && bar.y + bar.height <= viewport.height, `the buttons end at ${bar && bar.y + bar.height}`);
        for (const part of parts) {
          const box = await page.locator(part).last().boundingBox();
          assert.ok(
            box && box.y >= 0 && box.y + box.height <= bar.y + 6,
            `${part} ends at ${box && box.y + box.height}, the buttons begin at ${bar.y}`,
          );
        }
        assert.equal(await page.evaluate(() => scrollY), 0);
      };
      await inReach(".minute-matrix", ".minute-conclusion");
      await press(page, minute.see.look);
      await inReach(".minute-matrix", ".minute-conclusion", ".minute-see > .note");
      await press(page, minute.next);
      await inReach(".minute-ask", ".minute-choice");
      await page.locator(".minute-choice").first().click();
      await page.waitForSelector(`.minute-buttons button:enabled:not([hidden]):text("${minute.race.answer}")`, { timeout: RACED });
      await inReach(".minute-lane", ".minute-chart");
      await press(page, minute.race.answer);
      await page.waitForSelector(".minute-findings li");
      await inReach(".minute-guessed");
    });
