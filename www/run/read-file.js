// Reading files of question pairs piece by piece, in a worker.
import { Dataset, DatasetReader } from "../../pkg/web/tripletscope.js";
import { saidOf } from "../model/problems.js";
import { readVectors } from "./arrays.js";
import { readingOfTest, withoutSplit } from "./reading.js";

/** @import {Opened, Reading} from "../types/run.js" */
/** @import {Looking} from "./protocol.js" */
/** @typedef {(bytes: number, rows: number) => void} Progress what is read so far; if it throws, reading ends */

/** Bytes that are read at a time; so many tell how a file is read. */
const CHUNK = 1 << 20;

/** What a person has opened: arrays, or a file of pairs, and a test file if there is one. @param {Opened} opened @param {Progress} [progress] */
export async function readOpened({ file, vectors, reading, test }, progress) {
  if (vectors) return readVectors(vectors, reading);
  if (!test) return (await readerOf(file, reading, progress)).finish();
  const reader = await readerOf(file, withoutSplit(reading), progress);
  const [bytes, rows] = [reader.bytesRead, reader.rowsRead];
  const own = await readerOf(test.file, readingOfTest(reading, test.reading), (more, further) => progress?.(bytes + more, rows + further)).catch(
    (error) => {
      reader.free();
      throw error;
    },
  );
  return reader.finishWith(own);
}

/** How a file would be read, as far as its beginning tells; of JSON with a list for each column the whole file does. A test file may need what the file says that is
 * trained on. @param {Looking} looking */
export const inspectPairs = async ({ file, reading, train }) => {
  const inspected = async (/** @type {number} */ length) => {
    const bytes = await bytesOf(file, 0, length);
    return train ? Dataset.inspectTest(bytes, reading, await bytesOf(train.file, 0, length), train.reading) : Dataset.inspect(bytes, reading);
  };
  try {
    return await inspected(CHUNK);
  } catch (error) {
    const { problem } = saidOf(error);
    if (problem?.kind !== "other-file" || problem.what !== "json-columns") throw error;
    return inspected(Number.MAX_SAFE_INTEGER);
  }
};

/** @param {Blob} file @param {number} start @param {number} [length] */
const bytesOf = async (file, start, length = CHUNK) => new Uint8Array(await file.slice(start, start + length).arrayBuffer());

/** @param {Blob} file @param {Reading} [reading] what the file does not say @param {Progress} [progress] */
async function readerOf(file, reading, progress) {
  const reader = new DatasetReader(reading);
  try {
    for (let start = 0; start < file.size; start += CHUNK) {
      reader.push(await bytesOf(file, start));
      progress?.(reader.bytesRead, reader.rowsRead);
    }
  } catch (error) {
    reader.free();
    throw error;
  }
  return reader;
}
