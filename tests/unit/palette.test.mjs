// The palette of the page and the colour maps of the package, in light and dark: what must be told apart can be, whichever cones one has.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heatMap } from "../../pkg/node/tripletscope.js";
import { contrast, distance, linear, oklab, SIGHTS, seen } from "../support/colours.mjs";

/** @typedef {import("../support/colours.mjs").Triple} Triple */
/** @typedef {"sequential" | "diverging-light" | "diverging-dark"} Map */

const css = readFileSync(new URL("../../www/styles/base.css", import.meta.url), "utf8");
/** The custom properties in light and in dark: those that differ are written light-dark(#rrggbb, #rrggbb). */
const root = css.slice(css.indexOf(":root {"), css.indexOf("}", css.indexOf(":root {")));
const COLOUR = /--([a-z-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?;/g;
/** @param {2 | 3} at @returns {Record<string, Triple>} */
const palette = (at) => Object.fromEntries([...root.matchAll(COLOUR)].map((found) => [found[1], linear(found[at] ?? found[2])]));
const THEMES = { light: palette(2), dark: palette(3) };

const RUNS = ["run-a", "run-b", "run-c", "run-d"];
/** What stands in one chart, histogram or view. */
const TOGETHER = [["rows", "columns", "curve"], ["others", "curve"], RUNS];
/** In OKLab, whose black and white are 1 apart; a just noticeable difference is about 0.02. */
const APART = 0.1;
/** Runs have dashes too, and stand beside rows and columns only in other charts. */
const APART_FROM_DIRECTIONS = 0.075;

/** @param {string[]} names */
const pairs = (names) => names.flatMap((a, k) => names.slice(k + 1).map((b) => /** @type {const} */ ([a, b])));

for (const [theme, palette] of Object.entries(THEMES)) {
  test(`In ${theme}, colours of one chart are told apart by everybody`, () => {
    const all = [
      ...TOGETHER.flatMap(pairs).map((pair) => ({ pair, least: APART })),
      ...RUNS.flatMap((run) => ["rows", "columns"].map((name) => ({ pair: /** @type {const} */ ([run, name]), least: APART_FROM_DIRECTIONS }))),
    ];
    for (const { pair, least } of all) {
      for (const sight of Object.keys(SIGHTS)) {
        const found = distance(palette[pair[0]], palette[pair[1]], sight);
        assert.ok(found >= least, `${pair.join(" and ")} are ${found.toFixed(3)} apart (${sight})`);
      }
    }
  });

  test(`In ${theme}, text has a contrast of 4.5 and more, and so have marks, whose names are written in their colour; edges of controls have 3`, () => {
    const texts = ["ink", "soft", "accent", "warning", "rows", "columns", "curve", "others", "good", ...RUNS];
    const on = (/** @type {string} */ name, /** @type {string} */ ground, /** @type {number} */ least) => {
      const found = contrast(palette[name], palette[ground]);
      assert.ok(found >= least, `${name} on ${ground} has ${found.toFixed(2)}`);
    };
    for (const ground of ["surface", "ground"]) for (const name of texts) on(name, ground, 4.5);
    on("on-accent", "accent", 4.5);
    for (const name of ["rows", "columns", "soft", "accent"]) on("surface", name, 3);
  });
}

/** @param {Map} map @param {number} count @returns {Triple[]} linear RGB from the lowest value to the highest */
function colours(map, count) {
  const values = Float32Array.from({ length: count }, (_, k) => (2 * k) / (count - 1) - 1);
  const bytes = heatMap(values, map, -1, 1);
  const hex = (/** @type {number} */ k) => `#${[...bytes.subarray(4 * k, 4 * k + 3)].map((x) => x.toString(16).padStart(2, "0")).join("")}`;
  return Array.from(values, (_, k) => linear(hex(k)));
}

/** By how much a list goes back on its way from its first to its last. @param {number[]} list */
function backward(list) {
  const way = Math.sign(list[list.length - 1] - list[0]);
  return Math.max(...list.slice(1).map((x, k) => way * (list[k] - x)));
}

/** Bytes are rounded: between neighbours this much may go back. */
const ROUNDING = 0.004;

test("The sequential map grows lighter all the way, whichever cones one has", () => {
  for (const sight of Object.keys(SIGHTS)) {
    const lightness = colours("sequential", 129).map((rgb) => oklab(seen(rgb, sight))[0]);
    assert.ok(backward(lightness) <= ROUNDING, `${sight}: ${backward(lightness)}`);
    assert.ok(lightness[128] - lightness[0] > 0.5, sight);
  }
});

for (const [map, middle] of /** @type {[Map, number][]} */ ([
  ["diverging-light", 1],
  ["diverging-dark", -1],
])) {
  test(`The map ${map} goes one way in lightness on either side of zero, and its ends are told apart by everybody`, () => {
    const all = colours(map, 129);
    for (const sight of Object.keys(SIGHTS)) {
      const lightness = all.map((rgb) => oklab(seen(rgb, sight))[0]);
      const halves = [lightness.slice(0, 65), lightness.slice(64).reverse()];
      for (const half of halves) {
        assert.ok(backward(half) <= ROUNDING, `${sight}: ${backward(half)}`);
        assert.ok(middle * (half[64] - half[0]) > 0.3, sight);
      }
      for (const k of [0, 16, 32]) assert.ok(distance(all[k], all[128 - k], sight) >= APART, `±${1 - k / 64} for ${sight}`);
    }
  });
}
