// The boundary's TypeScript types are what crosses it: what the package gives is written as literals of its types, and what it takes as their keys; the
// compiler refuses a field too many and one too few.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import {
  Dataset,
  evaluateLoss,
  lossTerms,
  presets,
  readLink,
  settings,
  Trainer,
  verdictResults,
  verdictSummary,
  writeLink,
} from "../../pkg/node/tripletscope.js";
import { root } from "../../tools/shell.mjs";
import { runConfig } from "../support/samples.mjs";

const folder = mkdtempSync(path.join(root, "target", "types-"));
after(() => rmSync(folder, { recursive: true }));

/** A value as TypeScript writes it. @param {unknown} value @returns {string} */
function literal(value) {
  if (ArrayBuffer.isView(value)) return `new ${value.constructor.name}()`;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return value === undefined ? "undefined" : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, field]) => `${JSON.stringify(key)}: ${literal(field)}`)
    .join(", ")} }`;
}

/** What the compiler says of a module that sees the package's types. @param {string[]} lines */
function faultsOf(lines) {
  const file = path.join(folder, "boundary.ts");
  writeFileSync(file, `import type * as T from "../../pkg/node/tripletscope.js";\n${lines.join("\n")}\n`);
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const flags = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--lib",
    "es2022,esnext.disposable,dom",
    "--module",
    "nodenext",
    file,
  ];
  try {
    execFileSync("node", [compiler, ...flags], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    return "";
  } catch (error) {
    return /** @type {{stdout: string}} */ (error).stdout;
  }
}

/** Of each kind of object that the package gives, some. @returns {Record<string, unknown[]>} by type */
function given() {
  const dataset = Dataset.builtin("questions", { seed: 3 });
  const trainer = new Trainer(dataset, runConfig);
  const [softmax, triplet] = [presets()["softmax-rows"], presets().both];
  const results = /** @type {import("../../pkg/node/tripletscope.js").VerdictResults} */ (
    ["columns", "course-2020"].flatMap((loss) =>
      [1, 2, 3].map((seed) => [
        { asymmetry: "1", loss, seed, steps: 6, settings: "" },
        { forward: 0.1 * seed, backward: 0.2, auc: 0.5 },
      ]),
    )
  );
  return {
    LossConfig: Object.values(presets()),
    LossReport: [softmax, triplet, presets().four].flatMap((loss) => {
      const s = Float32Array.of(0.9, 0.8, 0.7, 0.95);
      return [evaluateLoss(s, 2, loss, { left: s, right: s, detail: true }), evaluateLoss(s, 2, presets().both)];
    }),
    "TermLooks[]": [lossTerms(softmax), lossTerms(presets().four)],
    DatasetReport: [
      dataset.report(),
      Dataset.fromCsv(
        new TextEncoder().encode("question1,question2,is_duplicate\na b,b c,1\nc d,d e,1\ne f,f g,1\n,x,1\ng h,h i,0\ni j,j k,1\n"),
      ).report(),
    ],
    StepReport: [trainer.step()],
    Evaluation: [trainer.evaluate()],
    Explanation: [trainer.explain(0)],
    RunConfig: [trainer.config()],
    "Setting[]": [settings()],
    Link: ["", "v=1&seed=x", "v=1&run&swap=true&at=4&loss=both&step=9"].map((text) => readLink(text)),
    VerdictResults: [verdictResults(results)],
    "VerdictGroup[]": [verdictSummary(results, "course-2020")],
  };
}

/** What a reader of objects knows, by its refusal of a key that nobody knows. @param {() => unknown} act @returns {string[]} */
function known(act) {
  try {
    act();
  } catch (error) {
    const { problem } = /** @type {{problem: {kind: string, allowed: string}}} */ (error);
    assert.equal(problem.kind, "unknown");
    return problem.allowed.split(", ");
  }
  throw new Error("a key that nobody knows is taken");
}

/** The fields of a chart's description that the core reads of an object, which it calls by this name there. @param {string} name @param {string} [block] in which */
function fieldsRead(name, block = "Spec") {
  const text = readFileSync(path.join(root, "src", "plots", "spec.rs"), "utf8");
  const [, body] = new RegExp(`impl ${block} \\{([\\s\\S]*?)\\n\\}`).exec(text) ?? [];
  return [...body.matchAll(new RegExp(`\\b${name}\\.\\w+\\("(\\w+)"`, "g"))].map(([, field]) => field);
}

/** Of each kind of object that the package takes, its fields. @returns {Record<string, string[]>} by type */
function taken() {
  const dataset = Dataset.builtin("questions");
  const odd = /** @type {any} */ ({ unheardOf: 1 });
  const triplet = /** @type {any} */ (presets().both);
  const trainer = (/** @type {object} */ change) => () => new Trainer(dataset, { ...runConfig, ...change });
  const loss = (/** @type {any} */ config) => () => evaluateLoss(Float32Array.of(1, 0, 0, 1), 2, config);
  return {
    RunConfig: known(trainer(odd)),
    'T.RunConfig["model"]': known(trainer({ model: { ...runConfig.model, ...odd } })),
    AdamConfig: known(trainer({ adam: { ...runConfig.adam, ...odd } })),
    BuiltinConfig: known(() => Dataset.builtin("questions", odd)),
    Term: known(loss({ ...triplet, terms: [{ ...triplet.terms[0], ...odd }] })),
    'Omit<Extract<T.LossConfig, { kind: "triplet" }>, "kind"> & Extract<T.LossConfig, { kind: "softmax" }>': known(loss({ ...triplet, ...odd })),
    Plan: known(() => writeLink(readLink("").values, triplet, { runs: [[]], step: 0, ...odd })),
    Change: known(() => writeLink(readLink("").values, triplet, { runs: [[{ step: 1, values: {}, ...odd }]], step: 2 })),
    CurvesSpec: fieldsRead("of"),
    'T.CurvesSpec["series"][number]': fieldsRead("of", "Series"),
    'NonNullable<T.CurvesSpec["levels"]>[number]': fieldsRead("level"),
  };
}

const typeOf = (/** @type {string} */ name) => (/^\w+(\[\])?$/.test(name) ? `T.${name}` : name);

test("What the package gives has the fields of its types, all of them and no others", () => {
  const lines = Object.entries(given()).flatMap(([type, values]) =>
    values.map((value, k) => `export const ${type.replace(/\W/g, "")}${k}: ${typeOf(type)} = ${literal(value)};`),
  );
  assert.equal(faultsOf(lines), "");
});

test("What the package takes has the fields of its types, all of them and no others", () => {
  const lines = Object.entries(taken()).map(
    ([type, keys], k) => `export const taken${k}: Record<keyof ${typeOf(type)}, 1> = ${literal(Object.fromEntries(keys.map((key) => [key, 1])))};`,
  );
  assert.equal(faultsOf(lines), "");
});

test("The compiler finds a field too many and one too few", () => {
  const term = { negative: "mean", along: "rows", margin: 1, weight: 1 };
  const { margin: _, ...less } = term;
  assert.match(faultsOf([`export const t: T.Term = ${literal({ ...term, more: 1 })};`]), /'"more"' does not exist in type 'Term'/);
  assert.match(faultsOf([`export const t: T.Term = ${literal(less)};`]), /Property 'margin' is missing/);
  assert.match(
    faultsOf([`export const t: Record<keyof T.Term, 1> = ${literal({ negative: 1, along: 1, margin: 1 })};`]),
    /Property 'weight' is missing/,
  );
});

test("Numbers that the page needs come from the table of settings", async () => {
  const { initSync } = await import("../../pkg/web/tripletscope.js");
  initSync({ module: readFileSync(path.join(root, "pkg", "web", "tripletscope_bg.wasm")) });
  const { NAMES } = await import("../../www/model/experiment.js");
  const rowOf = (/** @type {string} */ key) => settings().find((setting) => setting.key === key);
  assert.equal(NAMES.length, rowOf("runs")?.max, "every run that is allowed has a name");
  assert.deepEqual([rowOf("threshold")?.default, rowOf("loss.margin")?.default], [0.7, 0.25]);
  const scopes = (/** @type {string} */ scope) => settings().filter((setting) => setting.scope === scope);
  assert.deepEqual(
    scopes("own").map(({ key }) => key),
    ["swap", "negatives", "data.asymmetry", "model.pooling", "model.normalise"],
  );
  assert.ok(scopes("page").every(({ key, group }) => /^(page|view|curves|hide)\./.test(key) || group === ""));
});
