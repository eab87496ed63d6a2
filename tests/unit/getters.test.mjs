// An object that throws when it is read: whatever is given such a one refuses it, and everything goes on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as core from "../../pkg/node/tripletscope.js";

const { Adam, ArrayFiles, Curves, Dataset, DatasetReader, Model, Partner, Trainer } = core;
const link = core.readLink("v=1&batchSize=4&model.embeddingDim=4&model.hiddenDim=3");
const { run } = core.configsOf(link.values, link.loss);
const vocabularySize = 5;
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const of = (/** @type {number} */ count) => new Float32Array(count).fill(0.5);
const data = Dataset.builtin("questions");
const trainer = new Trainer(data, run);
const model = new Model({ ...run.model, vocabularySize });
const adam = new Adam(run.adam);
const partner = new Partner(model, adam);
const curves = new Curves();
const files = new ArrayFiles();
const weights = trainer.toWeights("npz");
const results = /** @type {any} */ ([]);
const ids = () => new Uint32Array(4).fill(1);

/** What takes an object, with one that throws in its place. @type {Record<string, (given: any) => unknown>} */
const CALLS = {
  "Adam(config)": (given) => new Adam(given),
  "Adam.update(gradients)": (given) => adam.update(model, given),
  "Adam.step(loss)": (given) => adam.step(model, ids(), ids(), 2, given),
  "ArrayFiles.vectors(more)": (given) => files.vectors(0, "0", 1, "0", 2, given),
  "Curves.draw(canvas)": (given) => curves.draw(given, /** @type {any} */ ({})),
  "Curves.draw(spec)": (given) => curves.draw(/** @type {any} */ ({}), given),
  "Dataset.builtin(config)": (given) => Dataset.builtin("questions", given),
  "Dataset.fromCsv(reading)": (given) => Dataset.fromCsv(bytes("a,b,1"), given),
  "Dataset.fromVectors(more)": (given) => Dataset.fromVectors(of(4), of(4), 2, given),
  "Dataset.inspect(reading)": (given) => Dataset.inspect(bytes("a,b,1"), given),
  "Dataset.inspectBeside(columns)": (given) => Dataset.inspectBeside([], given),
  "Dataset.inspectBeside(names)": (given) => Dataset.inspectBeside(given, []),
  "Dataset.inspectLabels(labels)": (given) => Dataset.inspectLabels(given),
  "Dataset.inspectLabels(reading)": (given) => Dataset.inspectLabels([1, 0], given),
  "Dataset.inspectTest(reading)": (given) => Dataset.inspectTest(bytes("a,b,1"), given, bytes("a,b,1")),
  "Dataset.inspectTest(readingOfTrain)": (given) => Dataset.inspectTest(bytes("a,b,1"), undefined, bytes("a,b,1"), given),
  "DatasetReader(reading)": (given) => new DatasetReader(given),
  "Model(config)": (given) => new Model(given),
  "Model.gradients(loss)": (given) => model.gradients(ids(), ids(), 2, given),
  "Model.setParameters(p)": (given) => model.setParameters(given),
  "Partner.finish(adam)": (given) => partner.finish([], given),
  "Partner.finish(parts)": (given) => partner.finish(given, run.adam),
  "Partner.partGradients(loss)": (given) => partner.partGradients(of(12), 0, 1, 1, given),
  "Trainer(config)": (given) => new Trainer(data, given),
  "Trainer.configure(config)": (given) => trainer.configure(given),
  "Trainer.finish(parts)": (given) => trainer.finish(given),
  "Trainer.fromWeights(config)": (given) => Trainer.fromWeights(data, given, weights),
  "Trainer.fromWeights(more)": (given) => Trainer.fromWeights(data, run, weights, given),
  "Trainer.setLoss(loss)": (given) => trainer.setLoss(given),
  "configsOf(loss)": (given) => core.configsOf(link.values, given),
  "configsOf(values)": (given) => core.configsOf(given, link.loss),
  "drawCurves(canvas)": (given) => core.drawCurves(given, /** @type {any} */ ({}), []),
  "drawCurves(points)": (given) => core.drawCurves(/** @type {any} */ ({}), /** @type {any} */ ({}), given),
  "drawCurves(spec)": (given) => core.drawCurves(/** @type {any} */ ({}), given, []),
  "evaluateLoss(loss)": (given) => core.evaluateLoss(of(4), 2, given),
  "evaluateLoss(more)": (given) => core.evaluateLoss(of(4), 2, link.loss, given),
  "lossTerms(loss)": core.lossTerms,
  "verdictGrid(compared)": (given) => core.verdictGrid(given, new Float64Array(1), 1),
  "verdictLink(run)": core.verdictLink,
  "verdictRates(results)": core.verdictRates,
  "verdictResults(results)": core.verdictResults,
  "verdictRun(run)": core.verdictRun,
  "verdictSummary(results)": (given) => core.verdictSummary(given, "rows"),
  "verdictTuned(compared)": (given) => core.verdictTuned(given, [], results),
  "verdictTuned(grid)": (given) => core.verdictTuned([], given, results),
  "verdictTuned(results)": (given) => core.verdictTuned([], [], given),
  "writeLink(loss)": (given) => core.writeLink(link.values, given),
  "writeLink(plan)": (given) => core.writeLink(link.values, link.loss, given),
  "writeLink(values)": (given) => core.writeLink(given, link.loss),
};

const mine = () => {
  throw new Error("mine");
};
const revoked = (/** @type {object} */ target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
class Lying extends Float32Array {
  get length() {
    return mine();
  }
}
/** Whatever its fields are called. @param {unknown} value */
const withFields = (value) => Object.fromEntries(["embedding", "rows", "left", "labels", "seed", "xLabel"].map((name) => [name, value]));
const circle = /** @type {any} */ ({});
circle.loss = circle;
const getter = { enumerable: true, get: mine };

/** @type {Record<string, () => unknown>} */
const GIVEN = {
  "a getter that throws": () =>
    Object.defineProperties({ ...link.loss }, { terms: getter, seed: getter, labels: getter, xLabel: getter, embedding: getter }),
  "a list that throws": () => Object.defineProperty([1, 2], 0, getter),
  "a Proxy that throws": () => new Proxy({}, { get: mine, ownKeys: mine, has: mine, getPrototypeOf: mine }),
  "a Proxy whose keys throw": () => new Proxy({}, { ownKeys: mine }),
  "a revoked Proxy": () => revoked({}),
  "a revoked Proxy of a list": () => revoked([]),
  "an array of numbers whose length throws": () => withFields(new Lying(4)),
  "a Proxy of an array of numbers": () => withFields(new Proxy(of(4), {})),
  "lists of objects that throw": () => [Object.defineProperty({}, "rows", getter), revoked({})],
  "one that goes round in a circle": () => circle,
  "one that calls back": () =>
    Object.defineProperty({}, "seed", { enumerable: true, get: () => trainer.step() && adam.update(model, model.parameters()) }),
};

/** All parameters of the package's functions that objects may be passed for. */
function parameters() {
  const types = readFileSync(new URL("../../pkg/node/tripletscope.d.ts", import.meta.url), "utf8");
  const classes = [...types.matchAll(/^export class (\w+)/gm)].map((match) => match[1]);
  const simple = new RegExp(`^(number|string|boolean|null|undefined|"[^"]*"|\\w+(8|32|64)Array(<\\w+>)?|number\\[\\]|${classes.join("|")}|\\(.*)$`);
  /** @type {string[]} */
  const found = [];
  for (const body of types.matchAll(/^export (?:class|function) (\w+)(?:\((.*)\): .*;| \{\n([\s\S]*?)\n\}$)/gm)) {
    const [, name, own, inside] = body;
    const methods = own === undefined ? [...inside.matchAll(/^ {4}(?:static )?(\w+)\((.*)\)/gm)].map((match) => [match[1], match[2]]) : [[name, own]];
    for (const [method, list] of methods)
      for (const [, parameter, type] of list.matchAll(/(\w+)\??: ((?:[^,(){}<>]|\([^)]*\)(?: => \w+)?|\{[^}]*\}|<[^>]*>)+)/g))
        if (!type.split(" | ").every((each) => simple.test(each.trim())))
          found.push(own === undefined ? `${method === "constructor" ? name : `${name}.${method}`}(${parameter})` : `${name}(${parameter})`);
  }
  return found;
}

test("Every parameter that takes an object is tried with objects that throw when they are read", () => {
  assert.deepEqual(Object.keys(CALLS).sort(), parameters().sort());
});

for (const [call, act] of Object.entries(CALLS)) {
  test(`${call} goes on after it was given what throws when it is read`, () => {
    for (const [name, given] of Object.entries(GIVEN)) {
      for (let k = 0; k < 3; k++) {
        try {
          act(given());
        } catch (error) {
          assert.ok(!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError), `${name}: ${error}`);
          assert.doesNotMatch(String(error), /^Error: mine$|recursive use/, name);
        }
      }
      const before = trainer.stepNumber;
      trainer.step();
      assert.equal(trainer.stepNumber, before + 1, name);
      adam.update(model, model.parameters());
      curves.extend(0, new Float64Array(2));
      assert.equal(partner.parts(4) > 0, true, name);
    }
  });
}
