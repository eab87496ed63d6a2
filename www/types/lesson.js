// What can be wrong with a lesson, as plain data. Types only.

/** What a place takes.
 * @typedef {{kind: "object" | "one-of", names: string[]} | {kind: "number" | "whole" | "list", min?: number, max?: number} | {kind: "switch" | "text"} | {kind: "such", example: string}} Taken */
/** @typedef {{kind: "value" | "missing", path: string, value: string, taken: Taken} | {kind: "unknown", path: string, names: string[]} | {kind: "last-check" | "answers", path: string}} Fault */

export {};
