// A step shared by a leader and its partners, as workers take it.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Adam, Dataset, Model, Partner, presets, Trainer } from "../../pkg/node/tripletscope.js";
import { tokens } from "../../tools/bench/made.js";
import { Partners } from "../../www/run/partners.js";
import { assertRefused } from "../support/assertions.mjs";
import { adamConfig, bytes, csv, modelConfig, runConfig } from "../support/samples.mjs";

/** @typedef {import("../../pkg/node/tripletscope.js").LossConfig} LossConfig */

/** What goes from one worker to another: copies. @template T @param {T} value */
const posted = (value) => structuredClone(value);

/** One step of two partners, a part each. @param {Partner[]} crew @param {Uint32Array} ids @param {number} questions @param {LossConfig} loss */
function step(crew, ids, questions, loss) {
  const half = ids.length / 2;
  const made = crew.map((partner, k) => partner.encode(ids.subarray(k * half, (k + 1) * half), questions / 2));
  const vectors = posted(Float32Array.from(made.flatMap((list) => [...list])));
  const given = crew.map((partner, k) => posted(partner.partGradients(vectors, k, k + 1, 2, loss)));
  const parts = given.flatMap((one) => one.parts);
  for (const partner of crew) partner.finish(parts, adamConfig);
  assert.equal(given[0].loss, given[1].loss);
  return given[0].loss;
}

test("two partners that exchange vectors and gradients have the losses of one model, in every loss", () => {
  const size = { batch: 24, steps: 8, vocabulary: 300, dim: 16 };
  const { left, right } = tokens(size, 7);
  const ids = Uint32Array.of(...left, ...right);
  for (const pooling of /** @type {const} */ (["mean", "masked-mean"])) {
    for (const [name, loss] of Object.entries(presets())) {
      const config = { ...modelConfig, vocabularySize: size.vocabulary, embeddingDim: size.dim, hiddenDim: size.dim, pooling };
      const [whole, adam] = [new Model(config), new Adam(adamConfig)];
      const crew = [0, 1].map(() => new Partner(whole, adam));
      for (let k = 0; k < 5; k++) assert.equal(step(crew, ids, 2 * size.batch, loss), adam.step(whole, left, right, size.batch, loss), name);
    }
  }
});

test("a run leads a partner that was restored from it and has no data, and gives the report of a step taken alone", () => {
  const data = Dataset.fromCsv(bytes(csv));
  const [leader, alone] = [new Trainer(data, runConfig), new Trainer(data, runConfig)];
  alone.step();
  leader.step();
  const partner = Partner.restore(leader.save());
  assert.equal(leader.parts, 2);
  for (let k = 0; k < 3; k++) {
    const { tokens: ids, questions } = leader.begin();
    const half = ids.length / 2;
    const vectors = Float32Array.of(...leader.encode(ids.subarray(0, half), questions / 2), ...partner.encode(ids.subarray(half), questions / 2));
    const [led] = posted(leader.partGradients(vectors, 0, 1, 2));
    const [lent] = posted(partner.partGradients(vectors, 1, 2, 2, runConfig.loss).parts);
    partner.finish([led, null], adamConfig);
    assert.deepEqual(leader.finish([null, lent]), alone.step());
  }
  assert.deepEqual(leader.vectors(), alone.vectors());
  assert.deepEqual(leader.similarity(), alone.similarity());
  assert.deepEqual(leader.batchTexts(), alone.batchTexts());
  assert.deepEqual(leader.save(), alone.save());
});

test("a shared step out of turn, or with what does not fit, is refused by name and changes nothing", () => {
  const run = new Trainer(Dataset.fromCsv(bytes(csv)), runConfig);
  const before = run.save();
  assertRefused(() => run.encode(Uint32Array.of(2, 2), 2), "begin");
  const { tokens: ids, questions } = run.begin();
  assertRefused(() => run.partGradients(new Float32Array(questions * 10), 0, 2, 2), "encode");
  const vectors = run.encode(ids, questions);
  assertRefused(() => run.partGradients(vectors.subarray(1), 0, 2, 2), "whole batch");
  assertRefused(
    () =>
      run.partGradients(
        vectors.map(() => Number.NaN),
        0,
        2,
        2,
      ),
    "vectors[0]",
    "NaN",
    "finite",
  );
  assertRefused(() => run.partGradients(vectors, 1, 1, 2), "last", "from 2 to 2");
  const parts = run.partGradients(vectors, 0, 2, 2);
  assertRefused(() => run.finish(parts.slice(1)), "parts's length", "1", "2");
  assertRefused(() => run.finish([parts[0], { ...parts[1], rows: Uint32Array.of(100_000) }]), "rows[0]", "100000");
  assertRefused(() => run.finish([parts[0], { ...parts[1], bias: new Float32Array(3) }]), "gradients.bias's length", "3", "40");
  assert.deepEqual(run.save(), before);
  run.finish(parts);
  assertRefused(() => run.finish(parts), "begin");
  assertRefused(() => run.finish([null, null]), "begin");
  assertRefused(() => Partner.restore(bytes("no run")), "safetensors");
});

/** Workers that were started, in their order. @type {{ended: boolean, port?: MessagePort, onerror: () => void}[]} */
let workers = [];
class FakeWorker {
  ended = false;
  onerror = () => {};
  /** @type {MessagePort | undefined} */ port;
  constructor() {
    workers.push(this);
  }
  postMessage(/** @type {{port?: MessagePort}} */ { port }) {
    this.port ??= port;
  }
  terminate() {
    this.ended = true;
  }
}
const { Worker: real } = globalThis;
beforeEach(() => {
  workers = [];
  globalThis.Worker = /** @type {never} */ (FakeWorker);
});
afterEach(() => {
  globalThis.Worker = real;
  for (const { port } of workers) port?.close();
});

const living = () => workers.filter(({ ended }) => !ended);

test("a lost partner's place is filled anew, all of them with ends of new channels; after too many losses the run goes on alone", () => {
  /** @type {number[]} */
  const crews = [];
  const partners = new Partners(/** @type {never} */ ({}), (message) => {
    assert.equal(message.type, "crew");
    if (message.type === "crew") crews.push(message.ports.length);
  });
  partners.allow(3);
  assert.equal(living().length, 0, "not before it is seen that sharing is worth it");
  partners.share(4);
  assert.deepEqual([living().length, crews], [2, [2]]);
  const first = living();
  first[1].onerror();
  assert.deepEqual([living().length, crews], [2, [2, 0, 2]], "alone, and then with new ones");
  assert.ok(
    living().every((worker) => !first.includes(worker) && worker.port),
    "both are new",
  );
  for (let losses = 2; losses <= 3; losses++) partners.lose();
  assert.equal(living().length, 2);
  partners.lose();
  assert.deepEqual([living().length, crews.at(-1)], [0, 0]);
  partners.allow(4);
  assert.equal(living().length, 0, "what kills them again and again is not tried for ever");
});
