// What a run's worker opens beside the run that it trains.
import assert from "node:assert/strict";
import { test } from "node:test";
import { configsOf, Dataset, readLink } from "../../pkg/web/tripletscope.js";
import { Opening } from "../../www/worker/opening.js";
import "../support/web-core.mjs";

/** @import {FromWorker} from "../../www/run/protocol.js" */
/** @import {Training} from "../../www/worker/training.js" */

test("How long a step takes is tried on the data that are opened, before their run begins", async (t) => {
  /** @type {FromWorker[]} */
  const told = [];
  const tell = (/** @type {FromWorker} */ message) => void told.push(message);
  const { values, loss } = readLink("v=1&batchSize=32");
  const { run: config, data } = configsOf(values, loss);
  // The data of the run that goes on must not be touched.
  const dataset = Dataset.builtin("questions", data);
  dataset.free();
  const training = /** @type {Training} */ (/** @type {unknown} */ ({ dataset }));
  const opening = new Opening(training, tell);
  await assert.rejects(opening.time(config), "there is nothing else yet");
  await opening.open({
    type: "open",
    run: 1,
    source: { kind: "builtin", config: data },
    log: [{ step: 0, config }],
    saved: undefined,
    weights: undefined,
  });
  const timed = opening.time(config);
  let others = 0;
  const timer = setInterval(() => void others++, 5);
  t.after(() => clearInterval(timer));
  await timed;
  const [milliseconds] = told.flatMap((message) => (message.type === "timed" ? [message.milliseconds] : []));
  assert.ok(milliseconds > 0 && Number.isFinite(milliseconds));
  assert.ok(others > 0, "other messages come between");
});
