// Reading a file of question pairs piece by piece, in a worker.
import { DatasetReader } from "../../pkg/web/tripletscope.js";

/** Bytes that are read at a time. */
const CHUNK = 1 << 20;

/** @param {Blob} file @param {(bytes: number, rows: number) => void} [progress] what is read so far */
export async function readPairs(file, progress) {
  const reader = new DatasetReader();
  for (let start = 0; start < file.size; start += CHUNK) {
    reader.push(new Uint8Array(await file.slice(start, start + CHUNK).arrayBuffer()));
    progress?.(reader.bytesRead, reader.rowsRead);
  }
  return reader.finish();
}
