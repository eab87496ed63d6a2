// What the page and its worker say to each other. Types only.

/** @import {AdamConfig, Inspection, LossConfig, Neighbourhood, PartGradients} from "../../pkg/web/tripletscope.js" */
/** @import {Answer, DatasetReport, Explanation, Extent, Frame, HeldOutPairs, Log, Mapped, Reading, RunConfig, Said, Source, Weights} from "../types/run.js" */

/** @import {WeightsSource} from "../../pkg/web/tripletscope.js" */

/** An array of file number `file`: numbers, or texts. @typedef {{file: number, name: string, shape: number[], values: Float32Array<ArrayBuffer>, texts?: string[]}} ArrayFound */
/** What files of arrays hold: each array, and whose weights those of a single file are, or why they are none. @typedef {{arrays: ArrayFound[], weights?: WeightsSource, unfit?: Said}} Looked */

/** A file that is to be looked at, and the file to train on if it is a test file. @typedef {{file: Blob, reading?: Reading, train?: {file: Blob, reading?: Reading}}} Looking */

/** What is saved: the run, or its weights in a format. @typedef {"run" | "safetensors" | "npz"} Saved */

/** A run as it was at a step. @typedef {{step: number, bytes: Uint8Array}} Kept */

/** To a partner from the worker that leads it. `saved` is a whole run, `tokens` [N, T] its own questions, `vectors` [2B + K, H] those of the batch of B `pairs`;
 * a part that is null is the partner's own.
 * @typedef {{type: "join", saved: Uint8Array}
 *   | {type: "encode", tokens: Uint32Array, questions: number}
 *   | {type: "judge", vectors: Float32Array, pairs: number, first: number, last: number, of: number, loss: LossConfig}
 *   | {type: "finish", parts: (PartGradients | null)[], adam: AdamConfig}} ToPartner */

/** From a partner.
 * @typedef {{type: "joined"}
 *   | {type: "encoded", vectors: Float32Array}
 *   | {type: "judged", parts: PartGradients[]}
 *   | {type: "failed", sentence: string}} FromPartner */

/** What is measured on arriving: what the curve shows, or all held-out pairs besides. @typedef {"curve" | "all"} Measure */

/** Where a run is to go; the curve shows that extent every so many steps. @typedef {{to: number, measure?: Measure, every: number, extent: Extent}} Way */

/** From the page. `open` reads data, or takes what is open where no source is named, and makes a run ready on it; `begin` puts that in the place of the run before,
 * `cancel` says that it is not wanted any more. `inspect` looks at a file, whatever the run does.
 * @typedef {{type: "load", module: import("../host/core.js").Core, lock?: string}
 *   | {type: "open", run: number, source?: Source, log: Log, saved?: Uint8Array, weights?: Weights}
 *   | {type: "begin", run: number, log: Log, budget: number, from?: Kept}
 *   | {type: "look", files: Blob[]}
 *   | {type: "inspect", run: number, looking: Looking}
 *   | {type: "cancel"}
 *   | {type: "time", config: RunConfig}
 *   | {type: "keep", before: number}
 *   | {type: "log", log: Log}
 *   | {type: "go", ticket: number} & Way
 *   | {type: "halt"}
 *   | {type: "defer"}
 *   | {type: "crew", ports: MessagePort[]}
 *   | {type: "partner", port: MessagePort}
 *   | {type: "pairs", run: number}
 *   | {type: "save", what: Saved}
 *   | {type: "ask", question1: string, question2: string}
 *   | {type: "map", what: "questions" | "words"}
 *   | {type: "neighbours", vectors: Float32Array, size: number}
 *   | {type: "explain", run: number, step: number, pair: number}} ToWorker */

/** From the worker; `held`: it has its lock.
 * @typedef {{type: "ready"} | {type: "held"}
 *   | {type: "frame", frame: Frame}
 *   | {type: "progress", run: number, bytes: number, total: number, rows: number}
 *   | {type: "opened", run: number, report: DatasetReport, config: RunConfig, origin: number}
 *   | {type: "timed", milliseconds: number}
 *   | {type: "inspected", run: number, inspection: Inspection}
 *   | {type: "going", step: number, to: number}
 *   | {type: "measuring"}
 *   | {type: "looked", looked: Looked}
 *   | {type: "kept", kept: Kept | undefined}
 *   | {type: "refused", what: ToWorker["type"], run?: number} & Said
 *   | {type: "saved", what: Saved, step: number, bytes: Uint8Array<ArrayBuffer>}
 *   | {type: "pairs", run: number, pairs: HeldOutPairs}
 *   | {type: "answer", answer: Answer}
 *   | {type: "explanation", explanation: Explanation}
 *   | {type: "mapped", mapped: Mapped}
 *   | {type: "neighbouring", round: number, rounds: number, points: Float32Array}
 *   | {type: "neighbours", found: Neighbourhood}
 *   | {type: "shareable", parts: number}
 *   | {type: "partner-lost"}
 *   | {type: "crashed", sentence: string}} FromWorker */

export {};
