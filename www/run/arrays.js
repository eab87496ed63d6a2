// In a worker: files of arrays, which are weights of a model or vectors of one's own. All that reads them stands here.
import { ArrayFiles, Trainer, weightsSource } from "../../pkg/web/tripletscope.js";
import { saidOf } from "../model/problems.js";

/** @import {Dataset} from "../../pkg/web/tripletscope.js" */
/** @import {Place, Reading, RunConfig, Vectors, Weights} from "../types/run.js" */
/** @import {ArrayFound, Looked} from "./protocol.js" */

/** Bytes that are handed over at a time: they stay in the processor's caches. */
const PIECE = 1 << 18;

/** A file's bytes, unpacked where they are packed with gzip, as Trax's are. @param {Blob} file */
async function bytesOf(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  const whole = isPacked ? new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))) : file;
  return new Uint8Array(await whole.arrayBuffer());
}

/** Adds a file piece by piece, so that it is not in the core's memory twice. @param {ArrayFiles} arrays @param {Uint8Array} bytes */
function add(arrays, bytes) {
  for (let start = 0; start < bytes.length; start += PIECE) arrays.push(bytes.subarray(start, start + PIECE), bytes.length);
  arrays.end();
}

/** A file's arrays, in its order. @param {Uint8Array} bytes @param {number} file its number @returns {ArrayFound[]} */
function arraysOf(bytes, file) {
  const files = new ArrayFiles();
  try {
    add(files, bytes);
    return files.names(0).map((name) => {
      const { shape, values, texts } = files.array(0, name);
      return { file, name, shape, values: /** @type {Float32Array<ArrayBuffer>} */ (values), texts };
    });
  } finally {
    files.free();
  }
}

/** What files of arrays hold; a file that is none is refused. @param {Blob[]} files @returns {Promise<Looked>} */
export async function lookInto(files) {
  const contents = await Promise.all(files.map(bytesOf));
  const arrays = contents.flatMap(arraysOf);
  if (contents.length > 1) return { arrays };
  try {
    return { arrays, weights: weightsSource(contents[0]) };
  } catch (error) {
    return { arrays, unfit: saidOf(error) };
  }
}

/** A run that begins with opened weights. @param {Dataset} data @param {RunConfig} config @param {Weights} weights */
export const runWith = (data, config, { bytes, more }) => Trainer.fromWeights(data, config, bytes, more);

/** The data of vectors of one's own. @param {Vectors} vectors @param {Reading} [reading] what their labels mean, and what is held out @returns {Promise<Dataset>} */
export async function readVectors({ files, dim, v1, v2, labels, left, right, split }, { duplicate, different, split: how } = {}) {
  const arrays = new ArrayFiles();
  try {
    for (const file of files) add(arrays, await bytesOf(file));
    const at = (/** @type {Place | undefined} */ place) => place && arrays.array(place.file, place.array);
    const valuesAt = (/** @type {Place | undefined} */ place) => {
      const array = at(place);
      return array && (array.texts ?? array.values);
    };
    const said = Object.fromEntries(Object.entries({ duplicate, different, split: how }).filter(([, value]) => value));
    const more = { labels: valuesAt(labels), left: at(left)?.texts, right: at(right)?.texts, split: valuesAt(split), reading: said };
    const beside = Object.fromEntries(Object.entries(more).filter(([, value]) => value));
    return arrays.vectors(v1.file, v1.array, v2.file, v2.array, dim, beside);
  } finally {
    arrays.free();
  }
}
