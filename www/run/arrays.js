// In a worker: files of arrays, which are weights of a model or vectors of one's own. All that reads them stands here.
import { ArrayFiles, readArrays, Trainer, weightsSource } from "../../pkg/web/tripletscope.js";
import { saidOf } from "../model/problems.js";

/** @import {Dataset} from "../../pkg/web/tripletscope.js" */
/** @import {Place, RunConfig, Vectors, Weights} from "../types/run.js" */
/** @import {Looked} from "./protocol.js" */

/** Bytes that are read at a time. */
const PIECE = 1 << 20;

/** Where the file is packed with gzip, as Trax's are, what it holds. @param {Blob} file @returns {Promise<ReadableStream<Uint8Array> | undefined>} */
async function unpacked(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b ? file.stream().pipeThrough(new DecompressionStream("gzip")) : undefined;
}

/** A file's bytes. @param {Blob} file */
async function bytesOf(file) {
  const stream = await unpacked(file);
  return new Uint8Array(await (stream ? new Response(stream) : file).arrayBuffer());
}

/** Adds a file piece by piece, while the next piece is fetched. @param {ArrayFiles} arrays @param {Blob} file */
async function add(arrays, file) {
  const stream = await unpacked(file);
  if (stream) {
    const reader = stream.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) arrays.push(piece.value, 0);
    return arrays.end();
  }
  const fetched = (/** @type {number} */ start) => file.slice(start, start + PIECE).arrayBuffer();
  let next = fetched(0);
  for (let start = 0; start < file.size; start += PIECE) {
    const piece = await next;
    next = fetched(start + PIECE);
    arrays.push(new Uint8Array(piece), file.size);
  }
  arrays.end();
}

/** What files of arrays hold; a file that is none is refused. @param {Blob[]} files @returns {Promise<Looked>} */
export async function lookInto(files) {
  const contents = await Promise.all(files.map(bytesOf));
  const arrays = contents.flatMap((bytes, file) =>
    Object.entries(readArrays(bytes)).map(([name, { shape, values, texts }]) => ({
      file,
      name,
      shape,
      values: /** @type {Float32Array<ArrayBuffer>} */ (values),
      texts,
    })),
  );
  if (contents.length > 1) return { arrays };
  try {
    return { arrays, weights: weightsSource(contents[0]) };
  } catch (error) {
    return { arrays, unfit: saidOf(error) };
  }
}

/** A run that begins with opened weights. @param {Dataset} data @param {RunConfig} config @param {Weights} weights */
export const runWith = (data, config, { bytes, more }) => Trainer.fromWeights(data, config, bytes, more);

/** The data of vectors of one's own. @param {Vectors} vectors @returns {Promise<Dataset>} */
export async function readVectors({ files, dim, v1, v2, labels, left, right }) {
  const arrays = new ArrayFiles();
  try {
    for (const file of files) await add(arrays, file);
    const at = (/** @type {Place | undefined} */ place) => place && arrays.array(place.file, place.array);
    const given = at(labels)?.values;
    const more = { labels: given && Uint8Array.from(given), left: at(left)?.texts, right: at(right)?.texts };
    const beside = Object.fromEntries(Object.entries(more).filter(([, value]) => value));
    return arrays.vectors(v1.file, v1.array, v2.file, v2.array, dim, beside);
  } finally {
    arrays.free();
  }
}
