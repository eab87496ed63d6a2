// What is known of the reference results beside their runs. Types only.

/** How sure each comparison is after the correction for all comparisons of the documents (`examples/verdict/evidence.rs` writes it).
 * @typedef {{comparisons: number, corrected: {data?: string, asymmetry: string, steps: number, loss: string, settings: string, baseline: string,
 *   p: number}[]}} Corrected */

export {};
