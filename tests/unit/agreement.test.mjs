// Document, first minute and verdict say the same of the committed results, number by number.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readLink, verdictSummary } from "../../pkg/node/tripletscope.js";
import { documented, ROWS, tuned } from "../../www/verdict/groups.js";
import { words } from "../../www/words/en.js";
import { signedTenths, tenths } from "../../www/words/format.js";
import "../support/web-core.mjs";

/** @import {Evidence, Finding, Further, Known} from "../../www/types/minute.js" */
/** @import {Corrected} from "../../www/types/reference.js" */
/** @import {Compared, Group} from "../../www/verdict/protocol.js" */

const read = (/** @type {string} */ file) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const json = (/** @type {string} */ file) => JSON.parse(read(file));
/** @type {Known} */ const known = json("www/first-minute/evidence.json");
/** @type {Further[]} */ const further = json("www/first-minute/evidence-losses.json");
/** @type {Corrected} */ const corrected = json("www/verdict/reference-corrected.json");
const reference = verdictSummary(json("www/verdict/reference.json"), ROWS);

/** A row of a table of the document: its run's link says what it is of.
 * @typedef {{loss: string, rate: string, recall: string, seeds: string, median: string, interval: string[], p: string, beyond: boolean}} Row */

/** What tells the results of one condition from others. @param {string} data @param {string} set @param {unknown} asymmetry @param {number} batch
 * @param {number} steps @param {number} width @param {boolean} isTuned */
const keyOf = (data, set, asymmetry, batch, steps, width, isTuned) => [data || set, Number(asymmetry), batch, steps, width, isTuned].join();

const interval = (/** @type {string} */ text) => (/\[(.*) to (.*)\]/.exec(text) ?? []).slice(1);
/** Every row with a link, by condition and loss. */
const rows = new Map(
  /** @type {[string, Row][]} */ (
    read("docs/verdict-tables.md")
      .split("\n")
      .filter((line) => /^\| \[[^\]]+\]\(http/.test(line) && !line.includes("the baseline"))
      .map((line) => {
        const [name, ...cells] = line.slice(2, -2).split(" | ");
        const link = /#(.*)\)$/.exec(name)?.[1] ?? assert.fail(name);
        const { values, problems } = readLink(link);
        assert.deepEqual(problems, []);
        const part = (/** @type {string} */ key) => decodeURIComponent(new RegExp(`(?:^|&)${key}=([^&]*)`).exec(link)?.[1] ?? "");
        const [p, shown, seeds, recall, rate] = [cells[cells.length - 1], ...cells.slice(0, -2).reverse()];
        const loss = part("loss") + (values.swap ? "+swap" : "");
        const number = (/** @type {string} */ key) => Number(values[key]);
        const width = number("model.hiddenDim");
        const steps = number("page.stopAt");
        const condition = keyOf(
          ...[part("file"), String(values["data.set"]), part("file") ? 0 : values["data.asymmetry"]],
          ...[number("batchSize"), steps, width, part("adam\\.learningRate") !== ""],
        );
        /** @type {Row} */
        const row = {
          loss,
          rate,
          recall,
          seeds,
          median: shown.split(" ")[0],
          interval: interval(shown),
          p,
          beyond: p.startsWith("<") || Number(p) < 0.05,
        };
        return [`${condition} ${loss}`, row];
      })
  ),
);

/** @param {Evidence} each @param {string} loss */
function rowOf({ data, set = "questions", asymmetry, batch, steps, width = known.width, tuned: isTuned }, loss) {
  const key = `${keyOf(data, set, asymmetry, batch, steps, width, isTuned)} ${loss}`;
  return rows.get(key) ?? assert.fail(`The document has no row ${key}`);
}

test("the first minute has each number that the document has, and writes it alike", () => {
  let numbers = 0;
  const same = (/** @type {Row} */ row, /** @type {Finding} */ { median, interval, better, seeds, sure, rate }) => {
    const [more, less, equal] = row.seeds.split(" : ").map(Number);
    const said = { median: signedTenths(median), interval: (interval ?? []).map(signedTenths), better, seeds, sure };
    assert.deepEqual(said, { median: row.median, interval: row.interval, better: more, seeds: more + less + equal, sure: row.beyond }, row.loss);
    if (rate !== undefined) assert.equal(String(rate), row.rate.replace(" †", ""), row.loss);
    numbers += 4 + said.interval.length;
  };
  for (const [k, condition] of known.conditions.entries()) {
    same(rowOf(condition, "both"), condition.both);
    for (const { losses } of further[k].families) for (const [loss, finding] of losses) same(rowOf(condition, loss), finding);
  }
  assert.ok(numbers > 1000, String(numbers));
  const { comparisons } = known;
  assert.ok(read("docs/verdict.md").includes(`\n${comparisons} comparisons\n`) && comparisons === corrected.comparisons);
});

/** A condition in words. */
const CONDITION = /^(?:built-in(?: (?<set>\w+))?, asymmetry (?<asymmetry>[\d.]+)|(?<file>.+?)), B (?<batch>\d+)(?:, D (?<width>\d+))?$/;

test("the table of conditions on the first page has the same numbers", () => {
  const lines = read("docs/verdict.md").split("\n");
  let cells = 0;
  /** @param {string} key */
  const whereOf = (key) => key.slice(0, key.lastIndexOf(" "));
  for (const baseline of ["course-2020", "softmax-rows"]) {
    const at = lines.findIndex((line) => line.startsWith(`| data and batch | steps | ${baseline} |`));
    const losses = lines[at].slice(2, -2).split(" | ").slice(3);
    const end = lines.findIndex((line, k) => k > at && !line.startsWith("|"));
    const others = Number(/^([0-9]+) more conditions/.exec(lines[end + 1])?.[1]);
    const seen = new Set();
    for (let line = at + 2; line < end; line++) {
      const [condition, steps, , ...shown] = lines[line].slice(2, -2).split(" | ");
      const {
        set = "questions",
        asymmetry = "0",
        file,
        batch,
        width = String(known.width),
      } = CONDITION.exec(condition)?.groups ?? assert.fail(condition);
      for (const [k, cell] of shown.entries()) {
        if (cell === "–") continue;
        const found = [...rows].filter(([key]) => {
          const of = key.slice(key.lastIndexOf(" ") + 1);
          const [data, own, size, ran, wide, isTuned] = whereOf(key).split(",");
          const isData = file ? data.startsWith(`${file} (`) : data === set;
          const isWide = data.includes(".npz") || wide === width;
          return of === losses[k] && isData && own === asymmetry && size === batch && ran === steps && isWide && isTuned === "true";
        });
        assert.equal(found.length, 1, `${condition}: ${losses[k]}`);
        const [[key, row]] = found;
        seen.add(whereOf(key));
        const plain = cell.replaceAll("**", "");
        const [better, worse, equal] = row.seeds.split(" : ").map(Number);
        const [low, high] = row.interval;
        assert.equal(plain, `${row.median} [${low} to ${high}], ${better} of ${better + worse + equal}`, `${condition}: ${losses[k]}`);
        assert.equal(cell.startsWith("**"), row.beyond, `${condition}: ${losses[k]}`);
        cells++;
      }
    }
    const left = [...rows].filter(([key, { loss }]) => /,true \S+$/.test(key) && losses.includes(loss) && !seen.has(whereOf(key)));
    assert.equal(new Set(left.map(([key]) => whereOf(key))).size, others, `no condition of ${baseline} is lost`);
    assert.ok(!left.some(([, { beyond }]) => beyond), `nothing that is beyond chance is left out of ${baseline}`);
  }
  assert.ok(cells > 120, String(cells));
});

test("the verdict's view says of the reference results what the document says, with its baselines and its correction", () => {
  let compared = 0;
  for (const group of reference) {
    const { data, asymmetry, steps, settings } = group;
    const shown = documented(group, corrected) ?? assert.fail("a comparison is not in the document");
    const part = (/** @type {string} */ key) => new RegExp(`(?:^|&)${key}=([^&]*)`).exec(settings)?.[1];
    const [batch, width] = [Number(part("batchSize") ?? 32), Number(part("model.hiddenDim") ?? known.width)];
    const isTuned = tuned(group) || settings.includes("adam.learningRate");
    for (const own of shown.losses.filter(({ baseline }) => baseline !== null)) {
      assert.equal(own.baseline, own.loss.startsWith("softmax") ? "softmax-rows" : "course-2020");
      const row = rows.get(`${keyOf(data, "questions", asymmetry, batch, steps, width, isTuned)} ${own.loss}`) ?? assert.fail(own.loss);
      assertSame(words.verdict.sentence(own, true), own, row);
      compared++;
    }
  }
  assert.equal(compared, corrected.corrected.length);
  assert.ok(compared > 40);
});

/** @param {string} sentence @param {Compared} own @param {Row} row */
function assertSame(sentence, own, row) {
  const [better, worse, equal] = row.seeds.split(" : ");
  assert.ok(sentence.startsWith(`${better} of ${own.differences.length} seeds better${equal === "0" ? "" : `, ${equal} equal`}, `), sentence);
  assert.equal(String(own.worse), worse);
  assert.ok(sentence.includes(`median ${row.median} points (95 %: ${row.interval.join(" to ")})`), `${row.loss}: ${sentence}, ${row.median}`);
  assert.equal(sentence.includes("unlikely by chance"), row.beyond, sentence);
  const said = /\(p (?:= (.*)|(< 0\.001))\)/.exec(sentence)?.slice(1).find(Boolean) ?? assert.fail(sentence);
  if (said.startsWith("<") || row.p.startsWith("<")) assert.equal(said, row.p);
  else assert.equal(said, Number(row.p) < 0.1 ? row.p : Number(own.adjustedP).toFixed(2), sentence);
  assert.ok(row.recall.startsWith(`${tenths(own.median)} % (${tenths(own.low)}–${tenths(own.high)})`), row.recall);
}

test("another baseline than the document's is corrected for what is shown, and so are results of one's own", () => {
  const otherwise = (/** @type {string} */ baseline) => verdictSummary(json("www/verdict/reference.json"), baseline);
  const mixed = (/** @type {Group} */ { losses }) => losses.some(({ loss }) => loss === "softmax-rows");
  const groups = otherwise("course-2020").filter(mixed);
  assert.ok(groups.length > 3);
  for (const group of groups) assert.equal(documented(group, corrected), undefined, "the document compares no softmax with course-2020");
  for (const group of otherwise("both")) assert.equal(documented(group, corrected), undefined);
  for (const group of reference) assert.equal(documented(group, undefined), undefined, "nothing is known of them");
});
