// Whatever an element or a widget is given is taken or refused in a sentence: nothing throws, and the run goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { settings } from "../../pkg/node/tripletscope.js";
import { propertyOf } from "../../www/embed/names.js";
import { begun, heard, SCRIPT, SMALL, scopeOf, stateOf, stepTo, withElement, within } from "../support/element.mjs";
import { hostile } from "../support/hostile.mjs";
import { page as hostPage } from "../support/hosts.mjs";

/** @typedef {import("../support/element.mjs").Scope} Scope */
/** @typedef {import("playwright-core").Page} Page */
/** What came of giving a value: the sentences that were said at once. @typedef {{what: string, value: string, said: string[], threw: string}} Given */

/** A sentence is read by somebody. */
const LONGEST = 4000;

withElement();

const table = settings().filter(({ group }) => group !== "" && group !== "loss");
const OWN = ["link", "lesson", "views", "hide", "loss", "data", "reading", "results"];
/** What can be set, and how a sentence calls it. @type {Record<string, string>} */
const PROPERTIES = {
  ...Object.fromEntries(table.map(({ key }) => [propertyOf(key), key])),
  ...Object.fromEntries(OWN.map((name) => [name, name])),
};
/** The same of methods. @type {Record<string, string>} */
const METHODS = { seek: "step", records: "from", setState: "state", exportPNG: "view" };

/** Gives each value to everything that takes one. @param {Page} page @param {"never" | "odd"} kind @param {string[]} properties @returns {Promise<Given[]>} */
const give = (page, kind, properties) =>
  page.evaluate(
    async ([make, kind, properties, methods]) => {
      const element = /** @type {Scope} */ (document.querySelector("triplet-scope"));
      const values = /** @type {typeof hostile} */ (new Function(`return ${make}`)())()[kind];
      const given = /** @type {Given[]} */ ([]);
      /** @type {string[]} */
      let said = [];
      element.addEventListener("error", (event) => event instanceof CustomEvent && said.push(event.detail.message));
      const attempt = async (/** @type {string} */ what, /** @type {string} */ value, /** @type {(value: any) => unknown} */ act) => {
        said = [];
        let threw = "";
        try {
          const answer = act(values[value]());
          if (answer instanceof Promise) await answer.catch((error) => said.push(error.message));
        } catch (error) {
          threw = `${error}`;
        }
        given.push({ what, value, said, threw });
      };
      for (const value of Object.keys(values)) {
        for (const property of properties) await attempt(property, value, (made) => void (element[property] = made));
        for (const method of methods) await attempt(method, value, (made) => element[method](made));
      }
      return given;
    },
    /** @type {const} */ ([hostile.toString(), kind, properties, Object.keys(METHODS)]),
  );

test("What no property and no method can take is refused in a sentence that names it, and the run goes on as it was", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    await stepTo(scope, 2);
    const before = await stateOf(scope);
    const given = await give(page, "never", Object.keys(PROPERTIES));
    assert.ok(given.length > 1000);
    for (const { what, value, said, threw } of given) {
      const where = `${what}, given ${value}`;
      assert.equal(threw, "", where);
      assert.equal(said.length, 1, `${where}: ${said}`);
      assert.ok(said[0].includes(PROPERTIES[what] ?? METHODS[what]) && said[0].length < LONGEST, `${where}: ${said[0].slice(0, 200)}`);
    }
    const after = await stateOf(scope);
    assert.deepEqual([after.step, after.link, after.loss], [before.step, before.link, before.loss]);
    await stepTo(scope, 3);
    assert.deepEqual(faults, []);
  });
});

test("Odd values of every property and method are taken or refused in few words, and the element can be used", async () => {
  await within(`<triplet-scope ${SMALL}></triplet-scope>${SCRIPT}`, async (page, faults) => {
    const scope = scopeOf(page);
    await begun(scope);
    const kinds = ["choice", "number", "integer", "switch"].map((one) => propertyOf(table.find(({ kind }) => kind === one)?.key ?? ""));
    for (const { what, value, said, threw } of await give(page, "odd", [...kinds, ...OWN])) {
      assert.equal(threw, "", `${what}, given ${value}`);
      for (const sentence of said) assert.ok(sentence.length < LONGEST, `${what}, given ${value}: ${sentence.length}, ${sentence.slice(0, 200)}`);
    }
    await scope.evaluate((/** @type {Scope} */ element, link) => element.setState(link), "v=1&seed=3&batchSize=8");
    await begun(scope);
    await stepTo(scope, 1);
    // Odd addresses of data are asked for, and nothing lies there.
    assert.deepEqual(
      faults.filter((fault) => !/ 404 /.test(fault)),
      [],
    );
  });
});

test("What is given before there are words is told once there are", async () => {
  const early = `const element = document.querySelector("triplet-scope");
    Object.defineProperty(element, "seed", { configurable: true, get: () => { throw new Error("mine"); } });
    Object.assign(element, { lesson: Symbol("mine"), link: Object.create(null), batchSize: 8 });`;
  const files = {
    "/": { body: () => hostPage(`<triplet-scope></triplet-scope><script src="/early.js"></script>${SCRIPT}`) },
    "/early.js": { type: "text/javascript", body: () => early },
  };
  await within({ files }, async (page, faults) => {
    await begun(scopeOf(page));
    const said = (await heard(page)).flatMap(({ event, detail }) => (event === "error" ? [/** @type {{message: string}} */ (detail).message] : []));
    for (const field of ["seed", "lesson", "link"]) assert.equal(said.filter((sentence) => sentence.startsWith(`${field} is `)).length, 1, field);
    assert.equal((await stateOf(scopeOf(page))).values.batchSize, 8);
    assert.deepEqual(faults, []);
  });
});

/** In the page: a widget whose traits take each value in turn, by themselves and as parts of what they hold.
 * @param {readonly [string]} made @returns {Promise<Given[]>} */
async function giveTraits([made]) {
  const { default: widget } = await import(/** @type {any} */ ("/anywidget.js"));
  const values = /** @type {typeof hostile} */ (new Function(`return ${made}`)())().never;
  const heard = /** @type {Record<string, (message?: unknown) => void>} */ ({});
  const traits = /** @type {Record<string, unknown>} */ ({ settings: { seed: 7, batchSize: 8 } });
  const model = {
    get: (/** @type {string} */ trait) => traits[trait],
    set: () => {},
    on: (/** @type {string} */ event, /** @type {() => void} */ act) => void (heard[event] = act),
    off: () => {},
    save_changes: () => {},
    send: () => {},
  };
  widget.render({ model, el: document.body });
  const element = /** @type {Scope} */ (document.querySelector("triplet-scope"));
  while (!(element.getState()?.batchSize > 0)) await new Promise((done) => setTimeout(done, 20));
  const given = /** @type {Given[]} */ ([]);
  const wholes = ["link", "lesson", "views", "hide", "loss", "data", "results", "height", "step"];
  /** @type {Record<string, (value: unknown) => Record<string, unknown>>} */
  const shapes = {
    ...Object.fromEntries(wholes.map((trait) => [trait, (/** @type {unknown} */ value) => ({ [trait]: value })])),
    seed: (value) => ({ settings: { seed: value, batchSize: 8 } }),
    settings: (value) => ({ settings: { seed: 7, batchSize: 8, onclick: value } }),
    "settings ": () => ({ settings: { seed: 7, batchSize: 8, "": 1 } }),
    "data ": (value) => ({ data: { kind: "pairs", name: value, bytes: new DataView(new ArrayBuffer(1)) } }),
    // What the page itself says of too few numbers will do.
    " ": (value) => ({ data: { kind: "vectors", name: "a", bytes: new DataView(new ArrayBuffer(1)), arrays: value } }),
    "data   ": (value) => ({ data: { kind: "pairs", name: "a", bytes: new DataView(new ArrayBuffer(1)) }, reading: { delimiter: value } }),
  };
  for (const [what, shape] of Object.entries(shapes))
    for (const value of Object.keys(values)) {
      const said = /** @type {string[]} */ ([]);
      const hear = (/** @type {Event} */ event) => event instanceof CustomEvent && said.push(event.detail.message);
      element.addEventListener("error", hear);
      let threw = "";
      const before = { ...traits };
      try {
        Object.assign(traits, shape(values[value]()));
        for (const trait of Object.keys(shape(0)).slice(0, 1)) heard[`change:${trait}`]();
        if (what === "step") heard["msg:custom"](values[value]());
      } catch (error) {
        threw = `${error}`;
      }
      for (const trait of Object.keys(traits)) traits[trait] = before[trait];
      element.removeEventListener("error", hear);
      given.push({ what: what.trim(), value, said, threw });
    }
  return given;
}

test("A widget's traits, and what they hold, are refused in the same way", async () => {
  await within("", async (page, faults) => {
    const given = await page.evaluate(giveTraits, /** @type {const} */ ([hostile.toString()]));
    assert.ok(given.length > 200);
    for (const { what, value, said, threw } of given) {
      const where = `${what}, given ${value}`;
      assert.equal(threw, "", where);
      assert.ok(said.length >= 1 && said[0].length < LONGEST && said.some((sentence) => sentence.includes(what)), `${where}: ${said}`);
    }
    assert.equal(await scopeOf(page).getAttribute("onclick"), null);
    await stepTo(scopeOf(page), 1);
    const { values } = await stateOf(scopeOf(page));
    assert.deepEqual([values.seed, values.batchSize], [7, 8]);
    assert.deepEqual(faults, []);
  });
});
