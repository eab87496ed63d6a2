//! The TypeScript types of the plain objects that cross the boundary.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Negative = "mean" | "hardest" | "semi-hard" | "semi-hard-course";
/** left, right: among the questions of the same side; distance-swap: the harder of row and right side. */
export type Along = "rows" | "columns" | "averaged" | "harder" | "left" | "right" | "distance-swap";
export interface Term { negative: Negative; along: Along; margin: number; weight?: number }
/** Mistakes that people make in a loss: V2·V1ᵀ for V1·V2ᵀ; one hinge over the sum of the terms. */
export interface LossMistakes { transposed?: boolean; oneHinge?: boolean }
export type LossConfig =
  | { kind: "triplet"; terms: Term[]; reduction: "mean" | "sum"; mistakes?: LossMistakes }
  /** balance: λ · rows + (1 − λ) · columns where they are averaged, 0.5 unless said. */
  | { kind: "softmax"; along: "rows" | "columns" | "averaged" | "left" | "right" | "four"; scale: number; balance?: number; reduction: "mean" | "sum"; mistakes?: LossMistakes };
export interface LossReport {
  loss: number;
  /** B·B, or B·(B + K) with K further texts: dLoss/dSimilarity */
  gradient: Float32Array;
  /** B·B, of the similarities of one side, where they were given. */
  leftGradient?: Float32Array; rightGradient?: Float32Array;
  terms: TermReport[];
}
/** What evaluateLoss may be given besides: B·B similarities of the questions 1 with each other, of the questions 2; K, how many further candidates of
 * the rows stand behind the B columns; and whether terms tell all. */
export interface LossOptions { left?: Float32Array; right?: Float32Array; further?: number; detail?: boolean }
/** Where a term looks: row and column of the similarities, left and right among the questions of one side; does it leave out what is too close? */
export interface TermLooks { directions: ("row" | "column" | "left" | "right")[]; excludes: boolean }
/** What a map is made of: texts, the cluster of each, 0 for none, and vectors of length 1, `size` numbers each. */
export interface Mapped { texts: string[]; clusters: Uint32Array; size: number; vectors: Float32Array<ArrayBuffer> }
/** Where vectors stand beside their nearest ones: x, y, x, y, …; each is drawn to so many, and that share of them is among as many nearest ones in the plane, as
 * `keptByPrincipal` is in the principal plane. */
export interface Neighbourhood { points: Float32Array<ArrayBuffer>; each: number; kept: number; keptByPrincipal: number }
export interface TermReport {
  cost: Float32Array; negative: Float32Array; rowPartner: Int32Array; columnPartner: Int32Array;
  /** Of a term that looks there. */
  leftPartner?: Int32Array; rightPartner?: Int32Array;
  /** As large as the similarities, with `detail` only. Cells of the similarities: 1 left out for its row, 2 for its column, 3 both. */
  excluded?: Uint8Array;
  /** Cells left out of the similarities of one side, of a term that looks there. */
  leftExcluded?: Uint8Array; rightExcluded?: Uint8Array;
  /** Each direction's part after weight and reduction: over all terms, rows and columns add up to `gradient`, left to `leftGradient`, right to
   * `rightGradient`. The pull at the positives is shared as the negative is; that of left stands in the rows' part, that of right in the columns'. */
  rowGradient?: Float32Array; columnGradient?: Float32Array; leftGradient?: Float32Array; rightGradient?: Float32Array;
}
export interface ModelConfig {
  vocabularySize: number; embeddingDim: number; hiddenDim: number;
  /** "units" is a mistake to be studied: the mean over the units of each step. */
  pooling: "mean" | "masked-mean" | "units"; initialisation: "keras" | "trax" | "identity" | "random"; seed: number;
  /** Each vector has length 1, unless said; by mistake all vectors of one side of a batch together. */
  normalise?: "each" | "batch";
  /** "lstm" unless said; "linear" is for vectors of one's own. */
  encoder?: "lstm" | "linear";
  /** More rows of the embedding than the vocabulary has words, as in the course. */
  embeddingRows?: number;
}
export interface Parameters { embedding: Float32Array; kernel: Float32Array; recurrentKernel: Float32Array; bias: Float32Array }
/** What one part of a batch adds to the gradients: rows of the embedding [rows, D], and whole tensors. */
export interface PartGradients {
  rows: Uint32Array; embedding: Float32Array; kernel: Float32Array; recurrentKernel: Float32Array; bias: Float32Array;
}
export interface AdamConfig {
  learningRate: number; beta1: number; beta2: number; epsilon: number; weightDecay: number;
  schedule: "constant" | "warmup-rsqrt"; warmupSteps: number;
}
export interface RunConfig {
  model: Omit<ModelConfig, "vocabularySize">; loss: LossConfig; adam: AdamConfig;
  batchSize: number; maxLength: number; swap: boolean; distinctClusters?: boolean; seed: number;
  /** K: at most so many texts that the data say are no duplicates are further candidates of the rows; 0 unless said. */
  negatives?: number;
  /** Both sides to the batch's next power of two, unless said; or each side to its own longest question. */
  padding?: "batch" | "sides";
  /** All held-out pairs are scored in batches of so many too, each padded as `padding` says: as a notebook does it. 0, which is not, unless said. */
  testBatch?: number;
}
/** One of the course's notebooks: the settings that it sets, the same as a run, how its file is read, and its own results on Quora's pairs: step and loss. */
export interface Edition {
  name: "course-2020" | "course-2022" | "course-tensorflow"; values: Values; run: RunConfig; reading: Reading;
  landmarks: [number, number][]; accuracy: number | null;
}
/** Which of the sets that come along; how far its sides differ, 0 to 1 (of questions and synonyms); the seed of its draws. */
export interface BuiltinConfig { set?: "questions" | "answers" | "languages" | "synonyms"; asymmetry?: number; seed?: number }
/** How a file is read; docs/data.md shows each. What is left out is found; `report().reading` says what was taken. Columns by header, or by number counted from 1. */
export interface Reading {
  format?: "csv" | "jsonl" | "json"; encoding?: "utf-8" | "utf-16-le" | "utf-16-be" | "windows-1252";
  /** What stands between fields, 1 to 8 characters. */
  delimiter?: string;
  /** Do quotes enclose fields? Otherwise they are plain characters. */
  quotes?: boolean;
  /** Does the first row name the columns? */
  header?: boolean;
  /** The line in which the table begins, header included, from 1. */
  firstLine?: number;
  /** The left side. */
  question1?: string | number;
  /** The right side. */
  question2?: string | number;
  /** null: every row is a duplicate pair. */
  label?: string | number | null;
  /** What the label's values or its scores mean; other rows, and scores in between, are skipped and counted. Where one of the two is said, the other is the rest. */
  duplicate?: string[] | { from: number }; different?: string[] | { below: number };
  /** A third text that is no duplicate of question 1, or several; null: none. */
  negative?: string | number | (string | number)[] | null;
  /** A column that says train, validation or test; so many rows in file order, of which a share validates; or a share of the clusters at random, 0 to 0.5, of which never more than a third is held out.
   * null: no column, whatever its header is. */
  split?: string | number | { train: number; test: number; validation?: number } | { heldOut: number; seed?: number } | null;
  tokenizer?: Tokenizer;
  /** In which order words have their ids: of first appearance, unless said. */
  wordIds?: "appearance" | "frequency";
  /** Repeated, contradicting and equal rows are used too; the report counts them as kept anyway. */
  everyRow?: boolean;
}
/** What stands beside vectors, a value for each pair. */
export interface VectorsMore {
  /** 0 and 1, −1 and 1, or words, as in a file; what others mean, and scores, `reading` says. Without labels all pairs are duplicates. */
  labels?: ArrayLike<number> | (string | boolean)[];
  left?: string[]; right?: string[];
  /** Train, test or validation. */
  split?: string[];
  reading?: Pick<Reading, "duplicate" | "different"> & { split?: { train: number; test: number; validation?: number } | { heldOut: number; seed?: number } | null };
}
/** A value of a column, and rows that have it. */
export interface Counted { value: string; count: number }
/** The beginning of a file: how it is read by what is said and found, what is not clear, and the first rows, header included. */
export interface Inspection {
  reading: Reading; doubts: Doubt[]; rows: string[][];
  /** Rows that this is found from, and whether they are all there are; of them each value of the label's column. */
  sampled: number; whole: boolean; labels: Counted[];
}
/** `column` is null where it is about no single one; `problem` is what reading the file would throw. */
export interface Doubt { column: string | number | null; values: Counted[]; sentence: string; problem: Problem }
export interface DatasetReport {
  source: string; rowsRead: number; duplicates: number; nonDuplicates: number; trainPairs: number; evaluationPairs: number; vocabularySize: number;
  columns: { question1: string | number; question2: string | number; label: string | number | null } | null; delimiter: string | null;
  /** How the file was read; null without a file. */
  reading: Reading | null;
  /** Third texts and further ones: each makes one more pair of its row. */
  triplets: number;
  skipped: Tally; repaired: Tally;
  /** Rows that would have been left out without `everyRow`. */
  keptAnyway: Tally;
  /** Rows: train + test + skipped.total are rowsRead + triplets. */
  kept: { train: number; test: number };
  /** Texts of rows that say "no duplicate" and are not held out: further negatives, each once for each cluster of duplicates. */
  negatives: number;
  /** Texts that would be among them, but stand in held-out pairs only. */
  negativesHeldOut: number;
  heldOut: HeldOut; tokenizer: Tokenizer;
  /** A test file of its own, whose rows are counted here; all other counts of rows are then those of the training file. */
  testFile: { rowsRead: number; triplets: number; label: string | number | null; skipped: Tally; repaired: Tally } | null;
  /** What the split asks for and the data do not allow, and what was taken: rows to train on and to test with, or clusters held out. */
  reduced: { of: "rows"; asked: [number, number]; taken: [number, number] } | { of: "clusters"; asked: number; taken: number } | null;
  /** Texts that have the same words as another one, and texts that are split into characters. */
  sharedWords: number; charactersSplit: number;
  /** Words of a question to train on: half of them have no more, 95 in 100, and all. */
  lengths: [number, number, number];
}
/** `words`: Unicode's, lower-cased, without punctuation; `symbols`: marks and symbols are words too; `course`: NLTK's rules, case kept; `course-tensorflow`: split at
 * blanks without ASCII punctuation, case kept. */
export type Tokenizer = "words" | "symbols" | "course" | "course-tensorflow";
/** `retrieval`: duplicates, one a cluster. `known`: pairs by how many of their questions are trained on, word for word, and pairs that are trained on. */
export interface HeldOut {
  clusters: number; ofClusters: number; retrieval: number; duplicates: number; nonDuplicates: number;
  known: { neither: number; one: number; both: number; pairs: number };
  /** No row is one to test with, so those for validation are. */
  byValidation: boolean;
  /** Of its questions; unknown are those that no training question has. */
  words: number; unknownWords: number;
}
export interface Tally { total: number; reasons: Reason[] }
export interface Reason { why: Why; reason: string; count: number; lines: number[] }
export type Why = "unclosed-quote" | "few-fields" | "many-fields" | "nested" | "not-json" | "header" | "no-label" | "between-scores" | "no-part" | "no-words" | "absent" | "same-text" | "same-vector" | "same-pair" | "contradicted"
  | "not-tested" | "validation" | "outside-split" | "not-utf8" | "many-lines" | "further-texts";
/** What an error's sentence says, in parts: the `problem` of every `Error` about what was given. */
export type Problem =
  | { kind: "value"; field: string; value: string; allowed: Allowed } | { kind: "length"; field: string; value: number; allowed: Allowed }
  | { kind: "missing"; field: string; allowed: Allowed } | { kind: "unknown"; field: string; allowed: string } | { kind: "not-plain"; field: string }
  | { kind: "too-many-weights"; weights: number; most: number } | { kind: "too-much-memory"; pairs: number; words: number; needs: number; most: number; fits: number } | { kind: "other-model" } | { kind: "other-seed"; value: number; seed: number }
  | { kind: "other-optimiser" } | { kind: "not-encoded" }
  | { kind: "empty-file" } | { kind: "other-file"; what: OtherFile } | { kind: "no-columns"; row: string }
  | { kind: "one-text"; column: string; text: string } | { kind: "doubt"; column: string; values: Counted[]; numbers: boolean; others: string[] }
  | { kind: "label-in-text" | "other-quotes"; column: string; text: string } | { kind: "third-text"; column: string; question1: string; question2: string } | { kind: "late-split"; column: string; rows: number; of: number } | { kind: "test-unlabelled"; label: string } | { kind: "lists-of-numbers"; question1: string; question2: string } | { kind: "not-texts"; column: string } | { kind: "long-row"; line: number } | { kind: "few-pairs"; rows: number; pairs: number; train: number; skipped: [Why, number] | null }
  | { kind: "not-arrays"; what: OtherArrays } | { kind: "broken-array"; name: string; fault: ArrayFault }
  | { kind: "not-safetensors"; detail: string } | { kind: "no-run" } | { kind: "other-data"; saved: string; open: string }
  | { kind: "no-tensor"; name: string } | { kind: "no-model"; found: string } | { kind: "missing-array"; name: string; fits: string; layout: string; found: string } | { kind: "other-order"; layout: string; found: string; fits: string } | { kind: "turned-array"; name: string; found: string; fits: string } | { kind: "no-vocabulary" } | { kind: "no-steps" }
  | { kind: "other-input"; vectors: boolean } | { kind: "no-vector"; text: string } | { kind: "zero-vector"; name: string; line: number }
  | { kind: "vector-number"; name: string; line: number; place: number; value: string }
  | { kind: "other-tensor"; name: string; found: string; expected: string }
  | { kind: "diverged"; step: number; settings: string } | { kind: "more-problems"; count: number } | { kind: "nothing-held-out" } | { kind: "two-outcomes"; loss: string; seed: number; asymmetry: string; steps: number };
export type OtherFile = "arff" | "zip" | "archive" | "gzip" | "parquet" | "columnar" | "arrays" | "pdf" | "office" | "database" | "picture" | "web-page"
  | "xml" | "json" | "json-lists" | "json-columns" | "python" | "pickle" | "pointer" | "corpus" | "encoding" | "binary";
export type OtherArrays = "empty" | "hdf5" | "pickle" | "unknown";
export type ArrayFault = "cut" | "header" | "text" | "packed" | "checksum" | "method" | "encrypted" | "too-large" | "twice";
export type Allowed =
  | { kind: "number" | "whole"; min: number; max: number } | { kind: "count" | "finite" | "not-negative" | "switch" | "list" | "two-pairs" | "changeable" | "link-text" | "outcome" | "outcomes" }
  | { kind: "column" | "label-column" | "split" } | { kind: "delimiter"; most: number } | { kind: "labels"; bound: string }
  | { kind: "other-than"; field: string } | { kind: "not-above"; most: number }
  | { kind: "below"; high: number } | { kind: "after"; step: number } | { kind: "at-most" | "terms"; most: number }
  | { kind: "exactly" | "floats"; count: number } | { kind: "same-side"; count: number; question: number } | { kind: "one-of" | "loss"; names: string } | { kind: "object"; fields: string }
  | { kind: "multiple-of" | "square" | "pair-of"; batch: number } | { kind: "version"; version: string }
  | { kind: "start"; names: string; encoder: string } | { kind: "identity" | "multiple-of-dim"; dim: number }
  | { kind: "new-word" | "new-row" | "text" } | { kind: "shorter-words"; longest: number };
/** What was taken for what in a file of weights. */
export interface WeightsSource {
  /** Whose arrays they are, told by their names or by their order. */
  layout: "ours" | "keras" | "trax" | "pytorch" | "linear"; byNames: boolean;
  /** Is it a saved run, which can be continued? */
  run: boolean;
  /** V (0 of a linear head), D and H. */
  vocabularySize: number; embeddingDim: number; hiddenDim: number;
  arrays: { name: string; role: "embedding" | "kernel" | "recurrent-kernel" | "bias" | "recurrent-bias"; shape: number[] }[];
  /** How many words the file names; without any, no question can be asked. */
  words: number | null;
  /** The file's padding is 0 and its unknown word 1, the reverse of ours. */
  paddingFirst: boolean;
  tokenizer: string | null; length: number | null;
  /** What the file's mean is over. */
  pooling: "mean" | "masked-mean" | "units" | null;
}
export interface StepReport {
  step: number; loss: number; terms: number[]; active: number[]; activeEither: number;
  meanPositive: number; meanNegative: number; closestRow: number; closestColumn: number;
  samePartner: number; asymmetry: number; collapse: number; alignment: number; uniformity: number;
  /** Shares of anchors whose negative was only lowered by 2, and of padding among the steps; and what people do wrong and this step does. */
  leaked: number; padding: number; mistakes: Mistake[];
}
export type Mistake = "batch-norm" | "wrong-axis" | "transposed" | "one-hinge" | "padding" | "leak" | "cold-start" | "reduction";
/** One pair of the batch through one step; T steps, D and H numbers a step, flat and row-major. */
export interface Explanation {
    questions: ExplainedQuestion[]; similarity: Float32Array; loss: LossConfig; rate: number;
    /** The similarities of each side with itself. */
    left: Float32Array; right: Float32Array;
    tensors: { name: string; size: number; gradient: number; weights: number; moved: number }[];
}
export interface ExplainedQuestion {
    words: string[]; ids: Uint32Array; embeddings: Float32Array; hidden: Float32Array; weights: Float32Array;
    mean: Float32Array; vector: Float32Array; dvector: Float32Array;
}
export interface Confusion { truePositive: number; falsePositive: number; trueNegative: number; falseNegative: number }
/** points: x and y of each vector, from the mean; share of the variance; have the axes been found? collapse: the squared length of the mean. */
export interface Projected { points: Float64Array; share: number; exact: boolean; collapse: number }
export interface Evaluation {
  pairs: number; duplicates: number;
  accuracyAt07: number | null; bestThreshold: number | null; bestAccuracy: number | null; auc: number | null;
  confusion: Confusion;
  /** Null each way where no duplicate is held out. */
  recallAt1: BothWays; recallAt5: BothWays; recallAt10: BothWays; mrr: BothWays;
  /** Share of duplicates, and the pairs that retrieval is among: one duplicate of each held-out cluster. */
  baseRate: number | null; retrievalPairs: number;
  intervals: Intervals;
  /** Chosen on one half of the pairs, judged on the other. */
  chosenThreshold: { threshold: number; accuracy: number; interval: Interval } | null;
  sample: { pairs: number; of: number };
  /** As a notebook measures it: all pairs in the order of the file, in batches of `size` pairs with padding of their own (`testBatch`). */
  inBatches: { size: number; accuracyAt07: number; interval: Interval; confusion: Confusion } | null;
}
export type Interval = [number, number];
/** At 95 %: Wilson's of a share, Newcombe's (after Hanley and McNeil) of the area. */
export interface Intervals {
  accuracyAt07: Interval | null; bestAccuracy: Interval | null; auc: Interval | null;
  recallAt1: BothIntervals; recallAt5: BothIntervals; recallAt10: BothIntervals;
}
export interface BothIntervals { forward: Interval | null; backward: Interval | null }
export interface Scored { evaluation: Evaluation; scores: Float32Array<ArrayBuffer> }
export interface BothWays { forward: number | null; backward: number | null }
export interface CurvesSpec {
  xLabel: string; series: { label: string; colour: number; smoothing?: number; dash?: number; pale?: boolean }[];
  levels?: { label: string; y: number }[]; cursor?: number | null; yRange?: [number, number] | null; log?: boolean;
  /** Pixels at the right, for the labels. */
  labelWidth?: number;
  xRange?: [number, number] | null; flags?: { label: string; x: number }[]; comma?: boolean;
  scale: number; ink: number; grid: number;
}
/** One training of a verdict; `loss` and `settings` as in a link, `+swap` behind a loss exchanges sides. `data` names a file, none the built-in questions. */
export interface VerdictRun { data?: string; asymmetry: string; loss: string; seed: number; steps: number; settings: string }
/** `diverged`: the step at which the run stopped because its numbers were no longer finite; it counts as finding nothing. */
export interface VerdictOutcome { forward: number; backward: number; auc: number | null; diverged?: number }
export type VerdictResults = [VerdictRun, VerdictOutcome][];
/** The same in little room: the runs of one loss, shares rounded to five decimals. */
export interface VerdictPacked {
  data?: string; asymmetry: string; loss: string; steps: number; settings: string;
  seeds: number[]; forward: number[]; backward: number[]; auc: (number | null)[]; diverged?: (number | null)[];
}
/** One loss: recall@1 of each seed (the mean of both ways), and its differences from the baseline in the seeds that both have; `baseline` is none for a baseline. */
export interface VerdictLoss {
  loss: string; baseline: string | null; settings: string; seeds: number[]; recall: number[];
  median: number; low: number; high: number; band: "range" | "quartiles";
  differences: number[]; better: number; worse: number; equal: number;
  /** At 95 %, of the median, for a number of seeds that was fixed beforehand. */
  interval: Interval | null;
  medianDifference: number | null; p: number | null; adjustedP: number | null;
  /** Of the sequential test, after Holm's correction; seeds missing to a decision at least; seeds that it takes in all by the spread so far; runs that diverged. */
  anytimeP: number | null; atLeast: number | null; needed: number | null; diverged: number;
}
/** Losses that can be compared; `settings` are those that all of them share. */
export interface VerdictGroup { data: string; asymmetry: string; settings: string; steps: number; losses: VerdictLoss[] }
export type Values = Record<string, number | string | boolean>;
/** Other settings of a run from a step on: only those that change. */
export interface Change { step: number; values: Values; loss?: LossConfig }
/** Runs side by side, each by its changes; the first run's start stands beside the plan, a further run differs from it by its change at step 0. */
/** `shown`: which of the runs is looked at, counted from 0; the first without. */
export interface Plan { runs: Change[][]; step: number; shown?: number }
export interface Link extends Plan { shown: number; values: Values; loss: LossConfig; problems: { sentence: string; problem: Problem }[] }
export interface Setting {
  key: string; group: string; label: string; help: string; optional: boolean; restarts: boolean;
  /** Of all runs side by side, a run's own, or the page's. */
  scope: "run" | "own" | "page";
  kind: "number" | "integer" | "choice" | "switch"; default: number | string | boolean;
  min?: number; max?: number; step?: number; logarithmic?: boolean; choices?: { value: string; label: string }[];
}
"#;
