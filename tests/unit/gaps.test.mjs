// docs/verdict-tables.md names every loss that the committed results lack under a condition, and no other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ file) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** @typedef {{file: string, set: string, asymmetry: string, batch: number, width: number}} Condition */

/** The losses of each condition whose learning rate was chosen. @type {Map<string, Set<string>>} */
const made = new Map();
for (const { data = "", asymmetry, loss, settings } of ["docs/verdict-grid.json", "www/verdict/reference.json"].flatMap((file) =>
  JSON.parse(read(file)),
)) {
  const said = new URLSearchParams(settings);
  if (!said.has("adam.learningRate")) continue;
  const file = data.split(" (")[0];
  const width = file.endsWith(".npz") ? 0 : Number(said.get("model.hiddenDim") ?? 32);
  const key = JSON.stringify({ file, set: said.get("data.set") ?? "", asymmetry, batch: Number(said.get("batchSize") ?? 32), width });
  made.set(key, (made.get(key) ?? new Set()).add(loss));
}
/** @type {[Condition, Set<string>][]} */
const conditions = [...made].map(([key, losses]) => [JSON.parse(key), losses]);

const share = (/** @type {number} */ rows) => {
  const terms = (/** @type {string} */ along, /** @type {number} */ weight) => `mean_${along}_0.25_${weight}~hardest_${along}_0.25_${weight}`;
  return `mean~${terms("rows", rows)}~${terms("columns", Math.round(10 - rows * 10) / 10)}`;
};
const SAME_SIDES = "mean~mean_left_0.25_0.5~hardest_left_0.25_0.5~mean_right_0.25_0.5~hardest_right_0.25_0.5";
const DISTANCE_SWAP = "mean~mean_distance-swap_0.25_1~hardest_distance-swap_0.25_1";
const MOST = ["harder", "course-2020+swap", SAME_SIDES, DISTANCE_SWAP, "softmax-columns", "softmax-four"];
const isVectors = (/** @type {Condition} */ { width }) => width === 0;
const isReference = (/** @type {Condition} */ { file, set, batch }) => file === "" && set === "" && batch === 32;

/** What the document says is missing, where, and which losses that are. @type {[string, (condition: Condition) => boolean, string[]][]} */
const GAPS = [
  [
    "in batches of 256, on all data: `forum`, `harder`, `course-2020+swap`, `left + right`, the distance swap, `softmax-columns` and `softmax-four`;",
    ({ batch }) => batch === 256,
    ["forum", ...MOST],
  ],
  [
    "on both files of vectors in batches of 16, and on Tatoeba in batches of 32 with D = H = 32: the same but for `forum`, which is there;",
    (one) => (isVectors(one) && one.batch === 16) || (one.file === "tatoeba_questions.csv" && one.batch === 32 && one.width === 32),
    MOST,
  ],
  ["`left + right` on the built-in questions in batches of 32;", isReference, [SAME_SIDES]],
  [
    "the distance swap on the other built-in sets and, in batches of 64, on vectors;",
    (one) => one.set !== "" || (isVectors(one) && one.batch === 64),
    [DISTANCE_SWAP],
  ],
  [
    "shares λ but in batches of 16 and 64 of the built-in questions and of Tatoeba's;",
    ({ batch, set, width }) => ![16, 64].includes(batch) || set !== "" || width !== 32,
    [0.1, 0.3, 0.7, 0.9].map(share),
  ],
  ["`both-sum` and `lab` but on the built-in questions in batches of 32.", (one) => !isReference(one), ["both-sum", "lab"]],
];

test("what is not made under a condition is what the document says", () => {
  const text = read("docs/verdict-tables.md");
  for (const [sentence] of GAPS) assert.ok(text.includes(sentence), sentence);
  const all = new Set(conditions.flatMap(([, losses]) => [...losses]));
  for (const [condition, losses] of conditions) {
    const said = new Set(GAPS.flatMap(([, holds, missing]) => (holds(condition) ? missing : [])));
    assert.deepEqual([...all].filter((loss) => !losses.has(loss)).sort(), [...said].sort(), JSON.stringify(condition));
  }
});

test("the other built-in sets are there in the two sizes that the document names, at one asymmetry", () => {
  assert.ok(read("docs/verdict-tables.md").includes("the other built-in sets in batches of 64 and 256, and at other asymmetries than 0.5;"));
  const others = conditions.filter(([{ set }]) => set !== "").map(([{ set, asymmetry, batch }]) => [set, asymmetry, batch].join());
  assert.deepEqual(others.sort(), ["answers", "languages", "synonyms"].flatMap((set) => [16, 32].map((batch) => [set, "0.5", batch].join())).sort());
});
