// The steps of a link's run by themselves, for the benchmark's page: bare, and as a run takes them, with their report; and what measuring its held-out pairs takes.
import { Adam, configsOf, Dataset, Model, readLink, Trainer } from "../../pkg/web/tripletscope.js";

/** Steps before the clock starts. */
const WARM = 3;

/** Milliseconds for one of `count` calls. @param {number} count @param {() => unknown} act */
function each(count, act) {
  for (let k = 0; k < Math.min(WARM, count); k++) act();
  const start = performance.now();
  for (let k = 0; k < count; k++) act();
  return (performance.now() - start) / count;
}

/** Milliseconds of each kind. @param {string} link @param {number} count of steps */
export function stepsOf(link, count) {
  const { values, loss } = readLink(link);
  const { run, data } = configsOf(values, loss);
  const dataset = Dataset.builtin(data.set ?? "questions", data);
  const trainer = new Trainer(dataset, run);
  const step = each(count, () => trainer.step());
  const sample = each(1, () => trainer.evaluateSample());
  const { tokens, questions } = trainer.begin();
  const half = tokens.length / 2;
  const [left, right] = [tokens.slice(0, half), tokens.slice(half)];
  const model = new Model({ ...run.model, vocabularySize: dataset.vocabularySize });
  const adam = new Adam(run.adam);
  const bare = each(count, () => adam.step(model, left, right, questions / 2, run.loss));
  for (const own of [trainer, model, adam, dataset]) own.free();
  return { bare, step, sample };
}
