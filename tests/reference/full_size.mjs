// A run of an edition at its full size, for full_size.py to follow: node tests/reference/full_size.mjs PAIRS.csv EDITION FOLDER
// Writes what each step was given and came to: 20 steps from the start, and 20 after step 400, with the weights and the optimiser's moments before them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Dataset, editions, Trainer } from "../../pkg/node/tripletscope.js";

const [STEPS, LATER] = [20, 400];
const [pairs, name, folder] = process.argv.slice(2);
const edition = editions().find((one) => one.name === name);
if (!edition) throw new Error(`${name} is none of ${editions().map((one) => one.name)}`);
mkdirSync(folder, { recursive: true });

const trainer = new Trainer(Dataset.fromCsv(readFileSync(pairs), { ...edition.reading, split: undefined }), edition.run);

writeFileSync(path.join(folder, "config.json"), JSON.stringify(trainer.config()));

/** @param {string} part @param {string} name @param {Uint8Array} bytes */
const write = (part, name, bytes) => writeFileSync(path.join(folder, `${part}-${name}`), bytes);

/** Steps from here on, and what they came to. @param {string} part */
function follow(part) {
  write(part, "run.safetensors", trainer.save());
  const told = Array.from({ length: STEPS }, (_, k) => {
    const { tokens, questions } = trainer.begin();
    write(part, `tokens-${k}.bin`, new Uint8Array(tokens.buffer));
    const { step, loss } = trainer.step();
    const norms = Object.fromEntries(trainer.explain(0).tensors.map((tensor) => [tensor.name, tensor.gradient]));
    return { step, loss, questions, norms };
  });
  write(part, "weights.safetensors", trainer.toSafetensors());
  writeFileSync(path.join(folder, `${part}.json`), JSON.stringify(told));
}

follow("start");
while (trainer.stepNumber < LATER) trainer.step();
follow("later");
