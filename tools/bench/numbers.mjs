// What the benchmark does with its numbers: medians, comparisons and tables.

/** @typedef {{unit: string, median: number, min: number, samples: number, [detail: string]: number | string}} Measure */
/** @typedef {{version: string, measures: Record<string, Measure>}} EngineResult */
/** @typedef {{bytes: number, brotli: number, files: number}} Bytes */
/** @typedef {{machine: {cpu: string, cores: number}, engines: Record<string, EngineResult>, files: Record<string, Bytes>, peers: Peer[]}} Results
 * `peers` have taken their steps in the same rounds. */
/** Milliseconds a step, by size. @typedef {{name: string, kind: "native" | "browser", threads: number, ms: Record<string, number>}} Peer */

/** @param {number[]} values */
export function median(values) {
  if (values.length === 0) throw new Error("There is no median of nothing.");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number[]} values @param {string} unit @param {Record<string, number>} [details] @returns {Measure} */
export const measure = (values, unit, details = {}) => ({
  unit,
  median: median(values),
  min: Math.min(...values),
  samples: values.length,
  ...details,
});

/** Three digits that count. @param {number} x */
export const digits = (x) => (x >= 100 ? x.toFixed(0) : x.toPrecision(3));

/** What both results have: the later median over the earlier. @param {Results} now @param {Results} before */
export function compare(now, before) {
  const rows = Object.entries(now.engines).flatMap(([engine, { measures }]) =>
    Object.entries(measures).map(([name, { median }]) => ({ engine, name, now: median, before: before.engines[engine]?.measures[name]?.median })),
  );
  const files = Object.entries(now.files).map(([name, { brotli }]) => ({
    engine: "files",
    name: `${name}, brotli`,
    now: brotli,
    before: before.files[name]?.brotli,
  }));
  return [...rows, ...files].flatMap(({ before, ...row }) => (before ? [{ ...row, before, ratio: row.now / before }] : []));
}

/** A table in Markdown. @param {string[]} head @param {string[][]} rows */
export const table = (head, rows) =>
  [head, head.map((_, k) => (k === 0 ? "---" : "---:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Every measure: in the first engine, and the others over it. @param {Results} results @param {Record<string, string>} titles */
export function overview({ engines, files }, titles) {
  const [first, ...others] = Object.keys(engines);
  if (!first) return "";
  const names = [...new Set(Object.values(engines).flatMap(({ measures }) => Object.keys(measures)))];
  const head = ["", ...others.map((name) => `${titles[name]} ÷ ${titles[first]}`), titles[first]];
  const rows = names.map((name) => {
    const of = (/** @type {string} */ engine) => engines[engine].measures[name];
    const base = of(first);
    const ratios = others.map((engine) => (of(engine) && base ? (of(engine).median / base.median).toFixed(2) : ""));
    return [name, ...ratios, base ? `${digits(base.median)} ${base.unit}` : ""];
  });
  const sizes = Object.entries(files).map(([name, { brotli }]) => [`${name}, brotli`, ...others.map(() => ""), `${digits(brotli / 1000)} kB`]);
  return table(head, [...rows, ...sizes]);
}

/** Each peer's time over ours in the first engine; two threads over two workers where we have taken such steps. @param {Pick<Results, "engines">} results @param {Peer[]} peers */
export function againstPeers({ engines }, peers) {
  const ours = Object.values(engines)[0]?.measures ?? {};
  const sizes = ["small", "medium", "course"].filter((size) => ours[`step ${size}`]);
  const row = (/** @type {Peer} */ { name, kind, threads, ms }) => [
    `${name}, ${kind === "native" ? `native, ${threads} thread${threads === 1 ? "" : "s"}` : "in the browser"}`,
    ...sizes.map((size) => {
      const own = (threads === 2 && ours[`step ${size}, two workers`]) || ours[`step ${size}`];
      return ms[size] ? `${digits(ms[size] / own.median)} ×` : "";
    }),
  ];
  return table(["a peer's time ÷ ours", ...sizes], peers.map(row));
}
