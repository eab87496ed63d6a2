// The one file and the element in every host and every engine: each trains ten steps, turns a column term on, and has the same bits as everywhere else.
import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { evaluateLoss, presets } from "../../pkg/node/tripletscope.js";
import { embed } from "../../tools/build/embed.mjs";
import { dist, sizeOf } from "../../tools/build/package.mjs";
import { engines, missingPrograms } from "../../tools/setup/engines.mjs";
import { inCI } from "../../tools/shell.mjs";
import { bitsOf } from "../page/replay/bits.js";
import { holdBlock, markdown } from "../support/blocks.mjs";
import { withEngine } from "../support/drivers.mjs";
import { hosts, open } from "../support/hosts.mjs";
import { sameRun } from "../support/same-run.mjs";

/** @typedef {import("../../tools/setup/engines.mjs").EngineName} EngineName */
/** @typedef {import("selenium-webdriver").Driver} Driver */

const SIZE = 8;
const LINK = `v=1&seed=7&batchSize=${SIZE}`;
const COLUMN = { negative: /** @type {const} */ ("hardest"), along: /** @type {const} */ ("columns"), margin: 0.25, weight: 0.5 };

before(embed);

/** What every page must say: S before the first step and after ten, and the loss with a column term turned on. */
function expected() {
  const trainer = sameRun(LINK, 0);
  const start = bitsOf(trainer.similarity(), undefined);
  let loss = 0;
  for (let k = 0; k < 10; k++) loss = trainer.step().loss;
  const [mean, hardest] = /** @type {{terms: (typeof COLUMN)[]}} */ (/** @type {unknown} */ (presets()["course-2020"])).terms;
  const both = {
    kind: /** @type {const} */ ("triplet"),
    reduction: /** @type {const} */ ("mean"),
    terms: [mean, { ...hardest, weight: 0.5 }, COLUMN],
  };
  const turned = evaluateLoss(trainer.similarity(), SIZE, /** @type {never} */ (both)).loss;
  return { start, ten: bitsOf(trainer.similarity(), loss), turned };
}

/** In the page: the bits of each element on it; found wherever it stands. @param {number} count @param {(result: unknown) => void} done */
function drive(count, done) {
  /** @param {ParentNode} from @returns {any[]} */
  const find = (from) =>
    [...from.querySelectorAll("*")].flatMap((node) => (node.localName === "triplet-scope" ? [node] : node.shadowRoot ? find(node.shadowRoot) : []));
  const hash = (/** @type {Float32Array} */ s) => new Uint32Array(s.buffer).reduce((sum, bits) => Math.imul(sum ^ bits, 16777619), 2166136261);
  const until = (/** @type {() => any} */ holds) =>
    new Promise((resolve, reject) => {
      const end = Date.now() + 20000;
      const look = () => {
        const value = holds();
        if (value) resolve(value);
        else if (Date.now() > end) reject(new Error(`waited for ${holds}`));
        else setTimeout(look, 20);
      };
      look();
    });
  const bits = (/** @type {any} */ { similarity, report }) => ({ hash: hash(similarity), loss: String(report?.loss) });
  const one = async (/** @type {any} */ element) => {
    const at = (/** @type {number} */ step) =>
      until(() => element.getState()?.step === step && element.getState().batchSize > 0 && element.getState());
    const start = bits(await at(0));
    for (let step = 1; step <= 10; step++) {
      element.step();
      await at(step);
    }
    const ten = bits(element.getState());
    element.shadowRoot.getElementById("closest-columns").click();
    await until(() => element.getState().loss.terms.length === 3);
    const words = element.shadowRoot.getElementById("batch-words");
    await until(() => words.textContent.includes("trained with"));
    return { start, ten, turned: /shown is ([0-9.e−-]+)/.exec(words.textContent)?.[1], worker: element.dataset.worker };
  };
  until(() => find(document).length === count && find(document).every((element) => element.shadowRoot))
    .then(() => Promise.all(find(document).map(one)))
    .then(done, (error) => done(String(error)));
}

/** @param {Driver} driver @param {keyof typeof hosts} name */
async function visit(driver, name) {
  const host = hosts[name];
  const site = await open(host);
  try {
    await driver.get(`${site.url}${host.framed || host.files["/host.js"] || host.count ? "" : `#${LINK}`}`);
    if (host.framed) await driver.switchTo().frame(0);
    if (host.forbids) return await said(driver);
    // srcdoc and sandboxed frames have no address of their own to hold a link.
    if (host.framed && name !== "plain iframe")
      await driver.executeScript(`document.querySelector("triplet-scope").setState(${JSON.stringify(LINK)})`);
    return await driver.executeAsyncScript(`(${drive})(${host.count ?? 1}, arguments[0])`);
  } finally {
    await driver.switchTo().defaultContent();
    site.close();
  }
}

/** What is said where wasm is forbidden. @param {Driver} driver */
const said = (driver) =>
  driver.wait(
    async () => driver.executeScript(() => document.querySelector("triplet-scope")?.shadowRoot?.getElementById("problem")?.textContent || false),
    20_000,
  );

/** What came out: by host, in each engine. @type {Record<string, Record<string, string>>} */
const matrix = Object.fromEntries(Object.keys(hosts).map((name) => [name, {}]));
const WORKERS = { blob: "works", data: "works, workers from a data address", page: "works, on the page's thread" };

for (const engine of /** @type {EngineName[]} */ (Object.keys(engines()))) {
  const missing = missingPrograms(engines()[engine]);
  const skip = missing.length > 0 && !inCI ? `there is no ${missing.join(", ")}` : false;
  test(`In ${engines()[engine].title} it works in every host`, { skip }, async (t) => {
    assert.deepEqual(missing, []);
    const wanted = expected();
    await withEngine(engine, async (driver) => {
      await driver.manage().setTimeouts({ script: 60_000, pageLoad: 30_000 });
      for (const name of Object.keys(hosts)) {
        await t.test(name, async () => {
          const found = await visit(driver, name);
          if (hosts[name].forbids) {
            assert.match(found, hosts[name].forbids);
            matrix[name][engine] = "says what it needs";
            return;
          }
          assert.ok(Array.isArray(found), String(found));
          assert.equal(found.length, hosts[name].count ?? 1);
          for (const { start, ten, turned, worker } of found) {
            assert.deepEqual({ start, ten }, { start: wanted.start, ten: wanted.ten });
            assert.ok(Math.abs(Number(turned) - wanted.turned) <= 0.0005, `${turned} is not ${wanted.turned}`);
            assert.equal(worker, hosts[name].worker ?? "blob");
          }
          matrix[name][engine] = WORKERS[hosts[name].worker ?? "blob"];
        });
      }
    });
  });
}

test("The table of hosts is what came out", (t) => {
  const names = /** @type {EngineName[]} */ (Object.keys(engines()));
  if (!inCI && names.some((name) => missingPrograms(engines()[name]).length > 0)) return t.skip("not every engine is there");
  const rows = Object.entries(matrix).map(([host, cells]) => [host, ...names.map((name) => cells[name] ?? "fails")]);
  holdBlock("docs/hosts.md", "hosts", markdown(["", ...names.map((name) => engines()[name].title)], rows));
});

test("The sizes that the documents name are right to a twentieth", () => {
  const sizes = ["tripletscope.html", "element.js"].map((file) => ({ file, ...sizeOf(path.join(dist, file)) }));
  const made = markdown(
    ["", "size", "with brotli"],
    sizes.map(({ file, whole, brotli }) => [`\`${file}\``, `${whole} kB`, `${brotli} kB`]),
    ["---", "---:", "---:"],
  );
  holdBlock("docs/hosts.md", "sizes", made, (block) => {
    const said = [...block.matchAll(/([0-9]+) kB/g)].map((match) => Number(match[1]));
    for (const [k, size] of sizes.flatMap(({ whole, brotli }) => [whole, brotli]).entries())
      assert.ok(Math.abs(said[k] / size - 1) < 0.05, `${said[k]} kB is said and ${size} kB is right; UPDATE=1 writes it anew`);
  });
});
