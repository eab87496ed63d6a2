// Reading a file of question pairs piece by piece, in a worker.
import { DatasetReader } from "../../pkg/web/tripletscope.js";
import { readVectors } from "./arrays.js";

/** @import {Vectors} from "../types/run.js" */
/** @typedef {import("../../pkg/web/tripletscope.js").Reading} Reading */

/** Bytes that are read at a time. */
const CHUNK = 1 << 20;

/**
 * @param {Blob} file
 * @param {(bytes: number, rows: number) => void} [progress] what is read so far; if it throws, reading ends
 * @param {Reading} [reading] what the file does not say
 */
export async function readPairs(file, progress, reading) {
  const reader = new DatasetReader(reading);
  try {
    for (let start = 0; start < file.size; start += CHUNK) {
      reader.push(new Uint8Array(await file.slice(start, start + CHUNK).arrayBuffer()));
      progress?.(reader.bytesRead, reader.rowsRead);
    }
  } catch (error) {
    reader.free();
    throw error;
  }
  return reader.finish();
}

/** What a person has opened: a file of pairs, or arrays. @param {{file: Blob, vectors?: Vectors, reading?: Reading}} source @param {(bytes: number, rows: number) => void} [progress] */
export const readOpened = ({ file, vectors, reading }, progress) => (vectors ? readVectors(vectors) : readPairs(file, progress, reading));
