// Measuring shared with partners, each at the other end of a channel, against the same alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { configsOf, Dataset, readLink, Trainer } from "../../pkg/web/tripletscope.js";
import { Crew } from "../../www/run/crew.js";
import { serveLeader } from "../../www/run/partner.js";
import { Evaluations } from "../../www/worker/evaluations.js";
import "../support/web-core.mjs";

/** Steps of two parts, and of four. */
const [SMALL, LARGE] = ["v=1&batchSize=8&seed=2", "v=1&batchSize=32&model.embeddingDim=256&model.hiddenDim=256&seed=2"];

/** @param {number} steps @param {string} [link] */
function trained(steps, link = SMALL) {
  const { values, loss } = readLink(link);
  const { run, data } = configsOf(values, loss);
  const trainer = new Trainer(Dataset.builtin("questions", data), run);
  for (let k = 0; k < steps; k++) trainer.step();
  return trainer;
}

/** A crew, and how many questions its partners encode, and how many parts they are sent. @param {import("node:test").TestContext} context @param {number} partners */
function crewOf(context, partners) {
  const lent = { questions: 0, parts: /** @type {number[]} */ ([]) };
  const channels = Array.from({ length: partners }, () => new MessageChannel());
  const ports = channels.map(({ port1, port2 }) => {
    serveLeader(port2);
    const post = port1.postMessage.bind(port1);
    port1.postMessage = (/** @type {any} */ message) => {
      if (message.type === "encode") lent.questions += message.questions;
      if (message.type === "finish") lent.parts.push(message.parts.filter(Boolean).length);
      post(message);
    };
    return port1;
  });
  const crew = new Crew(ports);
  context.after(() => crew.end());
  return { crew, lent };
}

for (const [link, partners] of /** @type {const} */ ([
  [SMALL, 1],
  [LARGE, 3],
]))
  test(`A measurement that is shared with ${partners} has the bits of one made alone`, async (context) => {
    const [alone, shared] = [trained(3, link), trained(2, link)];
    const { crew, lent } = crewOf(context, partners);
    await crew.step(shared, () => true);
    assert.deepEqual(lent.parts, Array(partners).fill(partners), "nobody is sent the part that it has made itself");
    lent.questions = 0;
    const evaluations = new Evaluations();
    evaluations.place(shared);
    evaluations.plan(shared, { extent: "full", curve: false, every: 25 });
    while (await evaluations.advance(crew));
    assert.deepEqual(evaluations.measured, { step: 3, ...alone.evaluateScored() });
    assert.ok(lent.questions > 100, `${lent.questions} questions were lent`);
  });

test("Partners that have other weights than those that are measured are not asked", async (context) => {
  const shared = trained(2);
  const { crew, lent } = crewOf(context, 1);
  const evaluations = new Evaluations();
  await crew.step(shared, () => true);
  evaluations.place(shared);
  evaluations.plan(shared, { extent: "full", curve: false, every: 25 });
  await crew.step(shared, () => true);
  lent.questions = 0;
  while (await evaluations.advance(crew));
  assert.equal(lent.questions, 0);
  assert.deepEqual(evaluations.measured, { step: 3, ...trained(3).evaluateScored() });
});

test("A measurement that is given up while a partner encodes takes nothing any more", async (context) => {
  const shared = trained(2);
  const { crew } = crewOf(context, 1);
  await crew.step(shared, () => true);
  const evaluations = new Evaluations();
  evaluations.place(shared);
  evaluations.plan(shared, { extent: "full", curve: false, every: 25 });
  const piece = evaluations.advance(crew);
  evaluations.drop();
  assert.equal(await piece, true);
  assert.equal(await evaluations.advance(crew), false);
  assert.equal(evaluations.measured, undefined);
});
