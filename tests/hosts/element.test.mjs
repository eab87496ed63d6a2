// The element as a host page uses it: attributes, properties, methods, events, and what is left when it is taken away.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { configsOf, readLink, settings } from "../../pkg/node/tripletscope.js";
import { builtSite } from "../../tools/build/site.mjs";
import { serve } from "../../tools/serve.mjs";
import { root } from "../../tools/shell.mjs";
import { snippets } from "../../www/builder/snippets.js";
import { attributeOf, propertyOf } from "../../www/embed/names.js";
import { words as de } from "../../www/words/de.js";
import { words as en } from "../../www/words/en.js";
import { eventually } from "../support/browser.mjs";
import { begun, heard, LINK, lastError, SCRIPT, SMALL, scopeOf, stateOf, stepTo, withElement, within } from "../support/element.mjs";
import { page as hostPage, hosts } from "../support/hosts.mjs";
import { kept } from "../support/kept.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../support/element.mjs").Scope} Scope */
/** @typedef {import("../support/element.mjs").Heard} Heard */

withElement();

const table = settings().filter(({ group }) => group !== "" && group !== "loss");
/** Another value than the default that is allowed. @param {import("../../pkg/node/tripletscope.js").Setting} setting */
function anotherValue({ kind, default: value, choices, min, max }) {
  if (kind === "switch") return !value;
  if (kind === "choice") return String(choices?.find((choice) => choice.value !== value)?.value);
  const next = kind === "integer" ? Number(value) + 1 : Number(value) / 2 || 0.01;
  assert.ok(next >= Number(min) && next <= Number(max));
  return next;
}

test("Every setting is an attribute and a property of the same value, before the run and in it", async () => {
  await within(`<triplet-scope></triplet-scope>${SCRIPT}`, async (page, faults) => {
    await begun(scopeOf(page));
    // Sizes and language restart; all the others are set on the way.
    const all = table.map((setting) => ({
      attribute: attributeOf(setting.key),
      property: propertyOf(setting.key),
      value: anotherValue(setting),
      usual: setting.default,
    }));
    const alone = await page.evaluate((rows) => {
      const element = /** @type {Scope} */ (document.createElement("triplet-scope"));
      return rows.map(({ attribute, property, value }) => {
        const usual = element[property];
        element[property] = value;
        return { usual, value: element[property], text: element.getAttribute(attribute) };
      });
    }, all);
    for (const [k, { usual, value }] of all.entries()) assert.deepEqual(alone[k], { usual, value, text: String(value) }, all[k].property);
    for (const { attribute, property, value } of all.filter(({ property }) => property !== "pageLanguage")) {
      const now = await scopeOf(page).evaluate(
        (/** @type {Scope} */ element, [name, property, value]) => {
          element.setAttribute(String(name), String(value));
          const given = element[String(property)];
          const link = element.getState().link;
          element.removeAttribute(String(name));
          return { given, link, after: element[String(property)] };
        },
        /** @type {const} */ ([attribute, property, value]),
      );
      assert.equal(now.given, value, attribute);
      assert.ok(new URLSearchParams(now.link).size > 1, attribute);
      assert.equal(now.after, all.find((row) => row.attribute === attribute)?.usual, attribute);
    }
    assert.deepEqual(faults, []);
  });
});

test("A live setting, a view or the loss that changes as an attribute does not restart the run, and the numbers are those of that change", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    await stepTo(scope, 5);
    await scope.evaluate((/** @type {Scope} */ element) => {
      element.adamLearningRate = 0.05;
      element.setAttribute("loss", "both");
      element.setAttribute("view-plane", "");
    });
    assert.equal((await stateOf(scope)).step, 5);
    await page.locator("#plane").waitFor();
    await stepTo(scope, 9);
    const trainer = sameRun(LINK, 5);
    const { values, loss } = readLink(`${LINK}&adam.learningRate=0.05&loss=both`);
    trainer.configure(configsOf(values, loss).run);
    for (let k = 5; k < 9; k++) trainer.step();
    const { similarity, loss: used } = await stateOf(scope);
    assert.deepEqual(Float32Array.from(similarity), trainer.similarity());
    assert.deepEqual(used, loss);
    await scope.evaluate((/** @type {Scope} */ element) => element.setAttribute("views", "split numbers"));
    const { step, values: now } = await stateOf(scope);
    assert.equal(step, 9);
    assert.deepEqual([now["view.split"], now["view.numbers"], now["view.plane"], now["view.curves"]], [true, true, false, false]);
    assert.deepEqual(await scope.evaluate((/** @type {Scope} */ element) => element.views), ["numbers", "split"]);
    assert.equal(await scope.evaluate((/** @type {Scope} */ element) => element.loss), "both");
    assert.equal((await heard(page)).filter(({ event }) => event === "ready").length, 1);
  });
});

test("What is set before the script has run holds as if it had", async () => {
  const early = `const element = document.querySelector("triplet-scope"); element.seed = 7; element.batchSize = 8; element.views = ["plane"];`;
  const files = {
    "/": { body: () => hostPage(`<triplet-scope></triplet-scope><script src="/early.js"></script>${SCRIPT}`) },
    "/early.js": { type: "text/javascript", body: () => early },
  };
  await within({ files }, async (page) => {
    await begun(scopeOf(page));
    await stepTo(scopeOf(page), 1);
    assert.deepEqual(Float32Array.from((await stateOf(scopeOf(page))).similarity), sameRun(LINK, 1).similarity());
    assert.deepEqual([await page.locator("#plane").isVisible(), await page.locator("#curves").isVisible()], [true, false]);
  });
});

test("A seed that changes restarts the run", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    await stepTo(scope, 3);
    await scope.evaluate((/** @type {Scope} */ element) => element.setAttribute("seed", "8"));
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().step === 0);
    await stepTo(scope, 2);
    const { similarity } = await stateOf(scope);
    assert.deepEqual(Float32Array.from(similarity), sameRun("v=1&seed=8&batchSize=8", 2).similarity());
  });
});

test("A value that is not allowed is refused in words, and the run goes on as it was", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    await stepTo(scope, 2);
    await scope.evaluate((/** @type {Scope} */ element) => element.setAttribute("batch-size", "many"));
    const message = await page.locator("#problem").textContent();
    assert.match(message ?? "", /batchSize/);
    assert.deepEqual(await lastError(page), { event: "error", detail: { message } });
    const { step, values } = await stateOf(scope);
    assert.deepEqual([step, values.batchSize], [2, 8]);
  });
});

/** What an element cannot take, and what the sentence must name. @type {[string, (element: any) => void, RegExp][]} */
const REFUSED = [
  ["a step that is no number", (element) => element.seek(Number.NaN), /NaN/],
  ["a step between two", (element) => element.seek(2.5), /2\.5/],
  ["a state that is none", (element) => element.setState(null), /null/],
  ["a state without a link", (element) => element.setState({ step: 3 }), /link/],
  ["a link of another version", (element) => element.setAttribute("link", "v=99"), /99/],
  ["a loss that there is not", (element) => element.setAttribute("loss", "nothing"), /nothing/],
  ["a view that there is not", (element) => element.setAttribute("views", "split wheel"), /wheel/],
  ["a part that there is not", (element) => element.setAttribute("hide", "roof"), /roof/],
];

test("What it cannot take is refused in words, and the run stays as it was", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    await stepTo(scope, 2);
    const before = await stateOf(scope);
    for (const [name, give, says] of REFUSED) {
      const count = (await heard(page)).filter(({ event }) => event === "error").length;
      await scope.evaluate(give);
      await page.waitForFunction(
        (k) => /** @type {any} */ (globalThis).heard.filter((/** @type {Heard} */ { event }) => event === "error").length > k,
        count,
      );
      assert.match((await page.locator("#problem").textContent()) ?? "", says, name);
      const { step, link, loss } = await stateOf(scope);
      assert.deepEqual([step, link, loss], [before.step, before.link, before.loss], name);
    }
    await stepTo(scope, 3);
    assert.deepEqual(faults, []);
  });
});

test("Lists of names are taken as text and as lists, for frameworks set properties", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    for (const given of ["header data", ["header", "data"]]) {
      await scope.evaluate((/** @type {any} */ element, names) => void (element.hide = names), given);
      assert.deepEqual(await scope.evaluate((/** @type {Scope} */ element) => element.hide), ["header", "data"]);
      assert.equal(await page.locator("#data").isVisible(), false);
    }
    await scope.evaluate((/** @type {any} */ element) => void (element.views = "split plane"));
    assert.deepEqual(await scope.evaluate((/** @type {Scope} */ element) => element.views), ["split", "plane"]);
  });
});

test("The builder's element works as it is copied, from another origin", async () => {
  const server = await serve(0, { base: await builtSite() });
  try {
    const code = snippets.element({ address: server.url, link: LINK, title: "Rows or columns?", width: "100%", height: 900, follows: true });
    await within(code, async (page, faults) => {
      const scope = scopeOf(page);
      await begun(scope);
      await stepTo(scope, 1);
      assert.notEqual(new URL(page.url()).origin, new URL(server.url).origin);
      assert.deepEqual(Float32Array.from((await stateOf(scope)).similarity), sameRun(LINK, 1).similarity());
      assert.deepEqual(faults, []);
    });
  } finally {
    server.close();
  }
});

test("The one file carries a policy of its own: no script but its own runs, and nothing is asked for elsewhere", async () => {
  const file = readFileSync(path.join(root, "dist", "tripletscope.html"), "utf8");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(file)?.[1] ?? "";
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(file)?.[1] ?? "";
  // Itself, and the program that it unpacks.
  const allowed = /script-src ([^;]+)/.exec(policy)?.[1].split(" ") ?? [];
  assert.equal(allowed[0], `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  assert.match(allowed[1], /^'sha256-/);
  assert.deepEqual(allowed.slice(2), ["'wasm-unsafe-eval'"]);
  for (const part of ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'"]) assert.ok(policy.includes(part), part);
  await within({ files: { "/": { body: () => file } } }, async (page, faults) => {
    await begun(scopeOf(page));
    await stepTo(scopeOf(page), 1);
    assert.deepEqual(faults, []);
    const stopped = await page
      .evaluate(async () => {
        const script = document.createElement("script");
        script.src = "data:text/javascript,globalThis.ran = true";
      })
      .catch((/** @type {Error} */ error) => error.message);
    assert.match(String(stopped), /TrustedScriptURL/);
  });
});

test("Where there is no document the modules can be imported, and do nothing", async () => {
  for (const name of ["element.js", "anywidget.js"]) await import(path.join(root, "dist", name));
  assert.equal("document" in globalThis, false);
});

test("The sentence of an error is in the element's language", async () => {
  await within(`<triplet-scope ${SMALL} page-language="de" lesson="colums"></triplet-scope>${SCRIPT}`, async (page) => {
    await begun(scopeOf(page));
    await page.waitForFunction(() => /** @type {any} */ (globalThis).heard.some((/** @type {Heard} */ { event }) => event === "error"));
    const message = await page.locator("#problem").textContent();
    assert.match(message ?? "", /^Lektion ist „colums“; erlaubt ist/);
    assert.deepEqual(
      (await heard(page)).filter(({ event }) => event === "error"),
      [{ event: "error", detail: { message } }],
    );
  });
});

test("Methods drive it, and its state comes back from what getState gave", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    assert.deepEqual(await scope.evaluate((/** @type {Scope} */ element) => [element.getState().step, element.getState().playing]), [0, false]);
    await scope.evaluate((/** @type {Scope} */ element) => element.play());
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().step > 20);
    await scope.evaluate((/** @type {Scope} */ element) => element.pause());
    await scope.evaluate((/** @type {Scope} */ element) => element.seek(12));
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().step === 12);
    assert.deepEqual(Float32Array.from((await stateOf(scope)).similarity), sameRun(LINK, 12).similarity());
    const kept = await scope.evaluate((/** @type {Scope} */ element) => ({ link: element.getState().link }));
    await scope.evaluate((/** @type {Scope} */ element) => element.reset());
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().step === 0);
    await scope.evaluate((/** @type {Scope} */ element, state) => element.setState(state), kept);
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState()?.step === 12);
    assert.deepEqual(Float32Array.from((await stateOf(scope)).similarity), sameRun(LINK, 12).similarity());
    const picture = await scope.evaluate(async (/** @type {Scope} */ element) => {
      const blob = await element.exportPNG("curves");
      return {
        type: blob.type,
        head: [...new Uint8Array(await blob.slice(0, 4).arrayBuffer())],
        refused: await element.exportPNG("none").catch(String),
      };
    });
    assert.deepEqual([picture.type, picture.head], ["image/png", [0x89, 0x50, 0x4e, 0x47]]);
    assert.match(picture.refused, /none/);
    const steps = (await heard(page)).filter(({ event }) => event === "step");
    assert.ok(steps.length > 0 && steps.length < 20, `${steps.length} events`);
    assert.deepEqual(faults, []);
  });
});

test("A lesson tells the host what was answered and that it is complete", async () => {
  await within(`<triplet-scope lesson="what-s-is"></triplet-scope>${SCRIPT}`, async (page) => {
    await begun(scopeOf(page));
    await page.locator("#lesson h2").waitFor();
    const walk = async (/** @type {number} */ row, /** @type {number} */ column) => {
      await page.locator("#matrix [role=grid]").focus();
      await page.keyboard.press("Control+Home");
      for (let k = 0; k < row; k++) await page.keyboard.press("ArrowDown");
      for (let k = 0; k < column; k++) await page.keyboard.press("ArrowRight");
    };
    const next = () => page.locator("#lesson button.primary").click();
    await walk(0, 3);
    await next();
    await page.locator('#lesson input[value="0"]').check();
    await page.locator("#run").click();
    await next();
    await walk(2, 2);
    await next();
    const said = (await heard(page)).filter(({ event }) => event === "answer" || event === "complete");
    assert.deepEqual(said, [
      { event: "answer", detail: { lesson: "what-s-is", page: 2, choice: 1, right: true } },
      { event: "complete", detail: { lesson: "what-s-is" } },
    ]);
  });
});

/** @param {number} batchSize @param {string} [title] */
const lessonWith = (batchSize, title = "My own") => ({
  title,
  pages: [{ text: ["Take a step."], setup: { restart: true, values: { batchSize } }, task: { say: "Press Step.", check: ["step", 1] } }],
});

test("A lesson is given as data, before the script runs or later, and what was given last holds", async () => {
  const early = `document.querySelector("triplet-scope").lesson = ${JSON.stringify(lessonWith(4))};`;
  const files = {
    "/": { body: () => hostPage(`<triplet-scope ${SMALL} lesson="rows"></triplet-scope><script src="/early.js"></script>${SCRIPT}`) },
    "/early.js": { type: "text/javascript", body: () => early },
  };
  await within({ files }, async (page, faults) => {
    const scope = scopeOf(page);
    const opened = (/** @type {string} */ title) => page.locator(`#lesson h2:text('${title} (1 of')`).waitFor();
    const given = (/** @type {string | object} */ lesson) =>
      scope.evaluate((/** @type {Scope} */ element, next) => {
        element.lesson = next;
        return element.lesson;
      }, lesson);
    await begun(scope);
    await opened("My own");
    await eventually(async () => assert.equal(await scope.evaluate((/** @type {Scope} */ element) => element.batchSize), 4));
    assert.equal(await given("rows"), "rows");
    await opened("Rows");
    assert.deepEqual(await given(lessonWith(8, "Another")), lessonWith(8, "Another"));
    await opened("Another");
    await scope.evaluate((/** @type {Scope} */ element) => element.setAttribute("lesson", "columns"));
    await opened("Columns");
    assert.equal((await stateOf(scope)).lesson, "columns");
    await given({ title: "No pages" });
    await page.locator("#problem:not(:empty)").waitFor();
    const message = await page.locator("#problem").textContent();
    assert.match(message ?? "", /^The lesson given here cannot be used\. \$\.pages is missing/);
    assert.deepEqual(await lastError(page), { event: "error", detail: { message } });
    assert.deepEqual(faults, []);
  });
});

test("Data that are given as a property are trained on, before the script runs or later", async () => {
  const pairs = (/** @type {string} */ verb) =>
    `question1,question2\\n${Array.from({ length: 90 }, (_, k) => `How do I ${verb} thing ${k}?,The way to ${verb} number ${k}`).join("\\n")}\\n`;
  const source = (/** @type {string} */ name) => `{ kind: "file", name: "${name}", file: new Blob(["${pairs(name)}"]) }`;
  const files = {
    "/": { body: () => hostPage(`<triplet-scope ${SMALL}></triplet-scope><script src="/early.js"></script>${SCRIPT}`) },
    "/early.js": { type: "text/javascript", body: () => `document.querySelector("triplet-scope").data = ${source("mend")};` },
  };
  await within({ files }, async (page, faults) => {
    const opened = (/** @type {string} */ start) => page.locator(`#data-words:text('${start}')`).waitFor();
    await begun(scopeOf(page));
    await opened("mend: ");
    await page.evaluate(`document.querySelector("triplet-scope").data = ${source("paint")}`);
    await opened("paint: ");
    await page.evaluate('document.querySelector("triplet-scope").data = undefined');
    await opened("Built-in questions: ");
    assert.deepEqual(faults, []);
  });
});

test("Reset while a file is being read begins the present run anew, and the file comes all the same", async () => {
  const rows = Array.from({ length: 90 }, (_, k) => `How do I mend thing ${k}?,The way to mend number ${k}`);
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    /** @param {string} name @param {string} text */
    const openAndReset = (name, text) =>
      scope.evaluate(
        (/** @type {Scope} */ element, [name, text]) => {
          element.data = { kind: "file", name, file: new Blob([text]) };
          element.reset();
          element.step();
        },
        [name, text],
      );
    await begun(scope);
    await stepTo(scope, 3);
    await openAndReset("torn", "no pairs");
    await page.locator("#problem:text('torn')").waitFor();
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().step === 1);
    assert.deepEqual(Float32Array.from((await stateOf(scope)).similarity), sameRun(LINK, 1).similarity());
    await stepTo(scope, 3);
    await openAndReset("mend", ["question1,question2", ...rows].join("\n"));
    await page.locator("#data-words:text('mend: ')").waitFor();
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().step === 0);
    await stepTo(scope, 1);
    assert.deepEqual(faults, []);
  });
});

test("Results that are given as a property are shown by the verdict, whether as a list, as text or as a file", async () => {
  const run = { asymmetry: "0.5", steps: 3, settings: "" };
  const results = (/** @type {number} */ seed) =>
    ["both", "course-2020"].map((loss) => [
      { ...run, loss, seed },
      { forward: 0.5, backward: 0.25, auc: 0.5 },
    ]);
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    const told = (/** @type {string} */ start) => page.locator(`[data-id=told]:text('${start}')`).waitFor();
    await scope.evaluate((node, list) => Reflect.set(node, "results", list), results(1));
    await told("results.json: 2 runs added");
    await scope.evaluate((node, list) => Reflect.set(node, "results", JSON.stringify(list)), results(2));
    await told("results.json: 2 runs added");
    await scope.evaluate((node, list) => Reflect.set(node, "results", new File([JSON.stringify(list)], "mine.json")), results(3));
    await told("mine.json: 2 runs added");
    await scope.evaluate((node) => Reflect.set(node, "results", "no results"));
    await told("results.json could not be opened as results. It is not JSON.");
    assert.deepEqual(faults, []);
  });
});

test("A state holds a lesson, by its name or as data, and gives it back", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    /** @param {unknown} state @param {string | object} lesson @param {string} [title] that it opens with */
    const begins = async (state, lesson, title) => {
      const before = (await heard(page)).filter(({ event }) => event === "ready").length;
      await scope.evaluate((/** @type {Scope} */ element, next) => element.setState(next), state);
      await page.waitForFunction(
        (count) => /** @type {any} */ (globalThis).heard.filter((/** @type {Heard} */ { event }) => event === "ready").length > count,
        before,
      );
      if (title) await page.locator(`#lesson h2:text('${title} (1 of')`).waitFor();
      assert.equal(await page.locator("#lesson").isVisible(), Boolean(title));
      assert.deepEqual((await stateOf(scope)).lesson, lesson);
      return stateOf(scope);
    };
    const without = await begins("v=1&seed=3&batchSize=8", "");
    await begins({ link: LINK, lesson: lessonWith(4) }, lessonWith(4), "My own");
    // What a lesson sets up comes a moment after it.
    const own = await eventually(async () => {
      const state = await stateOf(scope);
      assert.equal(state.values.batchSize, 4);
      return state;
    });
    await begins({ link: LINK, lesson: "rows" }, "rows", "Rows");
    await begins(LINK, "rows", "Rows");
    await begins(`${LINK}&lesson=columns`, "columns", "Columns");
    await begins(own, lessonWith(4), "My own");
    const { link } = await begins(without, "");
    assert.equal(link, without.link);
    assert.deepEqual(faults, []);
  });
});

test("A lesson of the link is there again when the element is put back", async () => {
  await within(`<main><triplet-scope link="${LINK}&lesson=rows"></triplet-scope></main>${SCRIPT}`, async (page) => {
    const opened = () => page.locator("#lesson h2:text('Rows (1 of')").waitFor();
    await opened();
    await page.evaluate(async () => {
      const element = /** @type {Element} */ (document.querySelector("triplet-scope"));
      element.remove();
      await new Promise((done) => setTimeout(done, 100));
      document.querySelector("main")?.append(element);
    });
    await opened();
  });
});

test("Two on a page have a run and a language each, and say where they train", async () => {
  const both = `<triplet-scope ${SMALL}></triplet-scope><triplet-scope seed="3" batch-size="8" page-language="de"></triplet-scope>${SCRIPT}`;
  await within(both, async (page, faults) => {
    const [one, other] = [scopeOf(page), scopeOf(page, 1)];
    await Promise.all([begun(one), begun(other)]);
    await stepTo(one, 3);
    assert.equal((await stateOf(other)).step, 0);
    await stepTo(other, 2);
    assert.deepEqual(Float32Array.from((await stateOf(one)).similarity), sameRun(LINK, 3).similarity());
    assert.deepEqual(Float32Array.from((await stateOf(other)).similarity), sameRun("v=1&seed=3&batchSize=8", 2).similarity());
    assert.equal(await one.locator("#worker-words").textContent(), en.workers.blob);
    assert.equal(await other.locator("#worker-words").textContent(), de.workers.blob);
    assert.deepEqual([await one.locator(".page").getAttribute("lang"), await other.locator(".page").getAttribute("lang")], ["en", "de"]);
    await one.evaluate((/** @type {Scope} */ element) => element.setAttribute("page-language", "de"));
    await page.waitForFunction(
      (words) => document.querySelector("triplet-scope")?.shadowRoot?.getElementById("step")?.textContent === words,
      de.page.step,
    );
    assert.deepEqual(faults, []);
  });
});

test("What stands in it is there without scripts", async () => {
  const fallback = `<triplet-scope><p>A <a href="https://example.org/">page</a> to read instead.</p></triplet-scope>${SCRIPT}`;
  await within(fallback, async (page) => assert.equal(await page.locator("triplet-scope p").isVisible(), true), { javaScriptEnabled: false });
  await within(fallback, async (page) => {
    await begun(scopeOf(page));
    assert.equal(await page.locator("triplet-scope > p").isVisible(), false);
  });
});

test("What is taken away ends its workers, gives back its addresses and is forgotten", async () => {
  await within(
    `<main><triplet-scope ${SMALL} page-workers="1" views="curves ask verdict plane"></triplet-scope></main>${SCRIPT}`,
    async (page, faults) => {
      await begun(scopeOf(page));
      await stepTo(scopeOf(page), 2);
      assert.equal(page.workers().length, 1);
      const url = page.workers()[0].url();
      await page.evaluate(() => {
        const element = /** @type {Element} */ (document.querySelector("triplet-scope"));
        /** @type {any} */ (globalThis).gone = new WeakRef(/** @type {Element} */ (element.shadowRoot?.firstElementChild));
        element.remove();
      });
      await eventually(async () => assert.deepEqual(page.workers(), []));
      assert.equal(
        await page.evaluate(
          (address) =>
            fetch(address).then(
              () => "there",
              () => "gone",
            ),
          url,
        ),
        "gone",
      );
      faults.length = 0;
      for (let k = 0; k < 5 && (await page.evaluate("globalThis.gone.deref() !== undefined")); k++) {
        await page.requestGC();
        await page.waitForTimeout(200);
      }
      assert.equal(await page.evaluate("globalThis.gone.deref()"), undefined);
      assert.deepEqual(faults, []);
    },
  );
});

test("What is moved goes on, and what is put back stands where it stood", async () => {
  await within(`<div id="a"><triplet-scope ${SMALL}></triplet-scope></div><div id="b"></div>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    await stepTo(scope, 4);
    await page.evaluate(() => document.querySelector("#b")?.append(/** @type {Element} */ (document.querySelector("triplet-scope"))));
    await stepTo(scope, 5);
    assert.equal((await heard(page)).filter(({ event }) => event === "ready").length, 1);
    await page.evaluate(async () => {
      const element = /** @type {Element} */ (document.querySelector("triplet-scope"));
      element.remove();
      await new Promise((done) => setTimeout(done, 100));
      document.querySelector("#a")?.append(element);
    });
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState()?.step === 5);
    assert.deepEqual(Float32Array.from((await stateOf(scope)).similarity), sameRun(LINK, 5).similarity());
    assert.deepEqual(faults, []);
  });
});

test("What is put back, or begun again from its state, trains on the file that its link says; one that a person has opened is asked for, and no state names it", async () => {
  const rows = Array.from({ length: 90 }, (_, k) => `How do I mend thing ${k}?,The way to mend number ${k}`);
  const file = ["question1,question2", ...rows].join("\n");
  const files = {
    "/": { body: () => hostPage(`<triplet-scope ${SMALL} data="mend.csv" link="v=1&data=other.csv"></triplet-scope>${SCRIPT}`) },
    "/mend.csv": { type: "text/csv", body: () => file },
  };
  await within({ files }, async (page, faults) => {
    const scope = scopeOf(page);
    const isOn = (/** @type {number} */ step) =>
      page.waitForFunction((wanted) => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState()?.step === wanted, step);
    const putBack = () =>
      page.evaluate(async () => {
        const element = /** @type {Element} */ (document.querySelector("triplet-scope"));
        element.remove();
        await new Promise((done) => setTimeout(done, 100));
        document.body.append(element);
      });
    const opened = page.locator("#data-words:text('mend.csv: ')");
    await opened.waitFor();
    await begun(scope);
    await stepTo(scope, 2);
    const { link, similarity } = await stateOf(scope);
    assert.match(link, /&data=mend\.csv&/);
    await putBack();
    await opened.waitFor();
    await isOn(2);
    assert.deepEqual((await stateOf(scope)).similarity, similarity);
    await scope.evaluate((/** @type {Scope} */ element) => element.setState(element.getState()));
    await opened.waitFor();
    await isOn(2);
    assert.deepEqual((await stateOf(scope)).similarity, similarity);
    await scope.locator("#file").setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
    await scope.locator("#pairs-open:enabled").press("Enter");
    await page.locator("#data-words:text('own.csv: ')").waitFor();
    assert.doesNotMatch((await stateOf(scope)).link, /own|data=/);
    await putBack();
    await page.locator("#notice:has-text('made with the file own.csv')").waitFor();
    assert.doesNotMatch(JSON.stringify(await heard(page)), /own\.csv/);
    assert.deepEqual(faults, []);
  });
});

test("The attribute `reading` says how the file in `data` is read; another file, and one that is missing or refused, leaves the run until it is there", async () => {
  const rows = Array.from({ length: 90 }, (_, k) => `How do I mend thing ${k}?|The way to mend number ${k}|${k % 3 ? "match" : "clash"}`);
  const [says, meaning] = ["verdict", { label: "verdict", duplicate: ["match"], different: ["clash"] }];
  const reading = JSON.stringify(meaning);
  const files = {
    "/": { body: () => hostPage(`<triplet-scope ${SMALL} data="pairs.txt" reading='${reading}'></triplet-scope>${SCRIPT}`) },
    "/pairs.txt": { type: "text/plain", body: () => [`first|second|${says}`, ...rows].join("\n") },
    "/more.txt": { type: "text/plain", body: () => [`first|second|${says}`, ...rows, ...rows.slice(1).map((row) => `Please: ${row}`)].join("\n") },
  };
  await within({ files }, async (page) => {
    const scope = scopeOf(page);
    await page.locator("#data-words:text('pairs.txt: ')").waitFor();
    await begun(scope);
    await stepTo(scope, 2);
    const before = await stateOf(scope);
    assert.match(before.link, /&data=pairs\.txt&/);
    assert.equal(await page.locator("#pairs").count(), 0, "nothing is asked");
    const refused = async (/** @type {string} */ change, /** @type {string} */ sentence) => {
      await page.evaluate(change);
      await page.locator(`#problem:has-text('${sentence}')`).waitFor();
      assert.match((await page.locator("#problem").textContent()) ?? "", /The current run is unchanged\.$/);
      const { step, similarity } = await stateOf(scope);
      assert.deepEqual([step, similarity], [before.step, before.similarity]);
      assert.match((await page.locator("#data-words").textContent()) ?? "", /^pairs\.txt: /);
    };
    const element = 'document.querySelector("triplet-scope")';
    await refused(`${element}.setAttribute("reading", '{"delimeter":"|"}')`, "reading.delimeter is not a known field");
    await refused(`${element}.setAttribute("reading", "{")`, 'reading is "{"');
    await refused(`${element}.data = "nope.txt"`, "nope.txt could not be opened: no file could be fetched from there");
    await page.evaluate(`${element}.reading = ${reading}; ${element}.data = "more.txt"`);
    await page.locator("#data-words:text('more.txt: ')").waitFor();
    await page.locator("#undo").click();
    await page.locator("#data-words:text('pairs.txt: ')").waitFor();
    await page.waitForFunction(() => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState()?.step === 2);
    assert.deepEqual((await stateOf(scope)).similarity, before.similarity);
  });
});

test("Keys act only inside, and Escape leaves", async () => {
  await within(`<button id="outside">Host</button><triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    await scope.evaluate((/** @type {Scope} */ element) => element.setAttribute("adam-learning-rate", "0.02"));
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).left = [];
      addEventListener("keydown", (event) => /** @type {any} */ (globalThis).left.push(event.defaultPrevented));
    });
    await page.locator("#outside").focus();
    for (const key of ["Control+z", "ArrowDown", "Home", "Escape"]) await page.keyboard.press(key);
    assert.deepEqual(await page.evaluate("globalThis.left.filter(Boolean)"), []);
    assert.equal((await stateOf(scope)).values["adam.learningRate"], 0.02);
    await page.locator("#matrix [role=grid]").focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate("globalThis.left.at(-1)"), true);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "triplet-scope");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "body");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate("globalThis.left.at(-1)"), false);
  });
});

test("In a frame Escape gives the keys back to the page around", async () => {
  await within(hosts["sandbox allow-scripts"], async (page) => {
    await page.evaluate(() => addEventListener("keydown", ({ key }) => void (document.title = key)));
    const frame = page.frameLocator("iframe");
    const grid = frame.locator("#matrix [role=grid]");
    await grid.waitFor();
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.title(), "Host");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement === document.body);
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.title(), "ArrowDown");
  });
});

test("Out of sight it pauses, and back in sight it goes on", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope><div id="low" hidden>Below</div>${SCRIPT}`, async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    await scope.evaluate((/** @type {Scope} */ element) => element.play());
    const playing = (/** @type {boolean} */ wanted) =>
      page.waitForFunction((is) => /** @type {Scope} */ (document.querySelector("triplet-scope")).getState().playing === is, wanted);
    await playing(true);
    await page.evaluate(() => {
      const low = /** @type {HTMLElement} */ (document.querySelector("#low"));
      low.hidden = false;
      low.style.height = "4000px";
      scrollTo(0, document.body.scrollHeight);
    });
    await playing(false);
    await page.evaluate(() => scrollTo(0, 0));
    await playing(true);
  });
});

test("A sandbox without forms: Settings close, and the questions are asked, by a press and by Enter", async () => {
  const link = `${LINK}&view.ask=true`;
  const frame = { body: () => hostPage(`<iframe width="1200" height="850" sandbox="allow-scripts" src="/page.html#${link}"></iframe>`) };
  await within({ files: { ...hosts["sandbox allow-scripts"].files, "/": frame } }, async (page, faults) => {
    const inside = page.frameLocator("iframe");
    const dialog = inside.locator("dialog#settings");
    await inside.locator("#step:enabled").waitFor();
    await inside.locator("#open-settings").click();
    await inside.locator("#settings-done").click();
    await dialog.waitFor({ state: "hidden" });
    await inside.locator("#open-settings").click();
    const rate = inside.locator('[id="setting-adam.learningRate"]');
    await rate.fill("0.03");
    await rate.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await inside.locator("#open-settings").click();
    assert.equal(await rate.inputValue(), "0.03");
    await page.keyboard.press("Escape");
    const cosine = inside.locator("#ask [data-id=cosine]");
    await inside.locator("#ask-1").fill("How do I learn to swim?");
    await inside.locator("#ask-2").fill("What is the best way to learn swimming?");
    await inside.locator("#ask-2").press("Enter");
    await cosine.waitFor();
    const first = await cosine.textContent();
    await inside.locator("#ask-2").fill("Where is the moon?");
    await inside.locator("#ask form button").click();
    await eventually(async () => assert.notEqual(await cosine.textContent(), first));
    assert.deepEqual(faults, []);
  });
});

test("Where WebAssembly is forbidden there is what the host must allow, and a picture", async () => {
  await within(hosts["CSP without wasm"], async (page) => {
    await page.locator("#problem").waitFor();
    assert.match((await page.locator("#problem").textContent()) ?? "", /script-src 'self' 'wasm-unsafe-eval'/);
    await page.locator(".still svg").waitFor();
    assert.equal(await page.locator(".still figcaption").textContent(), en.still);
    assert.deepEqual(await page.locator(".still text").allTextContents(), ["0.900", "0", "0.680", "0.950"]);
  });
});

test("It is laid out for its own width, not for the window's", async () => {
  const all = "cell curves numbers split plane scores embeddings formula sandbox slow ask compare verdict";
  const columns = [1100, 720, 360].map((width) => `<div style="width: ${width}px"><triplet-scope ${SMALL} views="${all}"></triplet-scope></div>`);
  const flex = ["100%", "400px"].map((width) => `<div style="display: flex; width: ${width}">A <triplet-scope ${SMALL}></triplet-scope></div>`);
  await within(`${[...columns, ...flex].join("")}${SCRIPT}`, async (page, faults) => {
    const looks = [];
    for (let nth = 0; nth < columns.length + flex.length; nth++) {
      await begun(scopeOf(page, nth));
      looks.push(
        await scopeOf(page, nth).evaluate((/** @type {Scope} */ element) => {
          const place = /** @type {ShadowRoot} */ (element.shadowRoot);
          const wide = [...place.querySelectorAll("main > *, .tile, section")].filter(
            (part) => part.getBoundingClientRect().right > element.getBoundingClientRect().right + 1,
          );
          const main = /** @type {Element} */ (place.querySelector("main"));
          return { columns: getComputedStyle(main).gridTemplateColumns.split(" ").length, wide: wide.map((part) => part.id || part.className) };
        }),
      );
    }
    assert.deepEqual(looks, [
      { columns: 2, wide: [] },
      { columns: 2, wide: [] },
      { columns: 1, wide: [] },
      { columns: 2, wide: [] },
      { columns: 1, wide: [] },
    ]);
    assert.deepEqual(faults, []);
  });
});

test("A host's style reaches colours and parts", async () => {
  const style = "<style>triplet-scope { --accent: rgb(1, 2, 3) } triplet-scope::part(footer) { color: rgb(4, 5, 6) }</style>";
  await within(`${style}<triplet-scope ${SMALL} hide="data curves"></triplet-scope>${SCRIPT}`, async (page) => {
    await begun(scopeOf(page));
    const colours = await scopeOf(page).evaluate(({ shadowRoot }) => [
      getComputedStyle(/** @type {Element} */ (shadowRoot?.querySelector("button.primary"))).backgroundColor,
      getComputedStyle(/** @type {Element} */ (shadowRoot?.querySelector("footer"))).color,
    ]);
    assert.deepEqual(colours, ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
    assert.deepEqual(
      [await page.locator("#data").isVisible(), await page.locator("#curves").isVisible(), await page.locator("#cell").isVisible()],
      [false, false, true],
    );
    await scopeOf(page).evaluate((element) => element.setAttribute("hide", ""));
    assert.equal(await page.locator("#data").isVisible(), true);
  });
});

/** A page whose policy lets only files of its own run. */
const FILES_ONLY = {
  files: {
    "/": {
      policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:",
      body: () => hostPage(`<triplet-scope link="v=1&amp;seed=7&amp;batchSize=8"></triplet-scope>${SCRIPT}`),
    },
  },
};

test("Where a policy lets only files run, the element takes its program from the file beside it", async () => {
  await within(FILES_ONLY, async (page) => {
    await begun(scopeOf(page));
    await stepTo(scopeOf(page), 1);
    assert.deepEqual(Float32Array.from((await stateOf(scopeOf(page))).similarity), sameRun("v=1&seed=7&batchSize=8", 1).similarity());
  });
});

test("Where that file is not there either, the element says what it needs, in its place and as an event", async () => {
  await within(FILES_ONLY, async (page) => {
    await page.context().route("**/program.js", (route) => route.abort());
    await page.addInitScript(() =>
      addEventListener("error", (event) => event instanceof CustomEvent && Object.assign(globalThis, { told: event.detail.message })),
    );
    await page.reload();
    await page.locator("triplet-scope:has-text(\"script-src 'unsafe-inline'\")").waitFor();
    assert.match(await page.evaluate("globalThis.told"), /content security policy stops the program/);
  });
});

test("Without workers the page stays in use while it trains on its own thread, and what is taken away trains no more", async () => {
  await within(hosts["CSP without workers"], async (page) => {
    const scope = scopeOf(page);
    await begun(scope);
    assert.equal(await page.locator("#worker-words").textContent(), en.workers.page);
    // Each slice of training asks for the next one.
    await page.evaluate(() => {
      const post = MessagePort.prototype.postMessage;
      /** @type {any} */ (globalThis).slices = 0;
      MessagePort.prototype.postMessage = function (/** @type {any} */ ...message) {
        /** @type {any} */ (globalThis).slices++;
        return post.apply(this, message);
      };
    });
    const slices = async () => Number(await page.evaluate("globalThis.slices"));
    // A page of its own opens with the first minute.
    await page.locator("[data-id=skip]").click();
    await scope.evaluate((/** @type {Scope} */ element) => element.seek(1_000_000));
    await page.waitForFunction(() => document.querySelector("triplet-scope")?.shadowRoot?.querySelector("#going")?.checkVisibility());
    const before = await slices();
    await eventually(async () => assert.ok((await slices()) > before));
    await page.evaluate(() => /** @type {Element} */ (document.querySelector("triplet-scope")).remove());
    await eventually(async () => {
      const after = await slices();
      await page.waitForTimeout(500);
      assert.equal(await slices(), after);
    });
  });
});

test("An element keeps nothing in the browser unless its author asks for it, and then the run of that place", async () => {
  const steps = 12;
  for (const [attributes, count] of /** @type {const} */ ([
    ["", 0],
    ["page-keep", 1],
  ])) {
    await within(`<triplet-scope ${SMALL} ${attributes}></triplet-scope>${SCRIPT}`, async (page, faults) => {
      await begun(scopeOf(page));
      await stepTo(scopeOf(page), steps);
      if (count === 0) await page.waitForTimeout(1500);
      await eventually(async () => assert.equal(Object.keys(await kept(page)).length, count, attributes));
      assert.equal(await scopeOf(page).locator("#keeping").count(), count);
      assert.equal(await page.evaluate(() => localStorage.length), 0);
      await page.reload();
      await begun(scopeOf(page));
      if (count === 0) await page.waitForTimeout(800);
      await eventually(async () => assert.equal(await scopeOf(page).locator("#kept").isVisible(), count === 1, "it is offered on return"));
      assert.deepEqual(faults, []);
    });
  }
});
