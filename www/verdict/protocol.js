// What the page and a worker of the verdict say to each other, and what results are. Types only.

/** @typedef {import("../../pkg/web/tripletscope.js").VerdictRun} Run */
/** @typedef {import("../../pkg/web/tripletscope.js").VerdictOutcome} Outcome */
/** @typedef {import("../../pkg/web/tripletscope.js").VerdictGroup} Group */
/** @typedef {import("../../pkg/web/tripletscope.js").VerdictLoss} Compared */
/** @typedef {import("../../pkg/web/tripletscope.js").VerdictResults} Pairs each run with its outcome, as in a file of results */

/** What a person has opened. @typedef {import("../types/run.js").Opened} Opened */

/** From the page; a worker makes one run at a time, on the file if there is one, and measures it at these steps too.
 * @typedef {{type: "load", module: import("../host/core.js").Core, lock: string}
 *   | {type: "make", run: Run, marks: number[], file: Opened | undefined}
 *   | {type: "pause"} | {type: "resume"}} ToWorker */

/** From a worker; `held`: it has its lock.
 * @typedef {{type: "ready"} | {type: "held"}
 *   | {type: "progress", steps: number}
 *   | {type: "measured", steps: number, outcome: Outcome}
 *   | {type: "made", outcome: Outcome}
 *   | {type: "failed", said: import("../types/run.js").Said}} FromWorker */

export {};
