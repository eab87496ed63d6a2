// Writes www/first-minute/evidence.json: what the committed results of many seeds say, as far as the first minute tells it. A first visit needs neither the
// results themselves nor the statistics.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root, runMain, say } from "../shell.mjs";

export const EVIDENCE_FILE = path.join(root, "www", "first-minute", "evidence.json");
const RESULTS = path.join(root, "www", "verdict", "reference.json");
/** Rows alone: what every other loss is compared with. */
const BASELINE = "course-2020";
/** The losses that the first minute speaks of; of the others only their settings. */
const TOLD = ["both", "columns"];

/** @typedef {import("../../pkg/node/tripletscope.js").VerdictLoss} Compared */

/** @param {Compared} compared @returns {import("../../www/types/minute.js").GistOfLoss} */
function gistOf({ loss, settings, differences, medianDifference, better }) {
  return TOLD.includes(loss)
    ? { loss, settings, differences, medianDifference, better }
    : { loss, settings, differences: [], medianDifference: null, better: 0 };
}

/** The evidence as a file. */
export async function evidenceText() {
  const { verdictSummary } = await import("../../pkg/node/tripletscope.js");
  const groups = verdictSummary(JSON.parse(readFileSync(RESULTS, "utf8")), BASELINE);
  const gists = groups.map(({ data, asymmetry, steps, settings, losses }) => ({ data, asymmetry, steps, settings, losses: losses.map(gistOf) }));
  return `[\n${gists.map((gist) => JSON.stringify(gist)).join(",\n")}\n]\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    writeFileSync(EVIDENCE_FILE, await evidenceText());
    say(`${path.relative(root, EVIDENCE_FILE)} is written`);
  });
}
