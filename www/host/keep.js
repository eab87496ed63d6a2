// What the page keeps in this browser, if the browser lets it: the logs of the last runs as links, the numbers of verdicts, and a file only where somebody has ticked that. It is never needed.

/** A tab's last run: its link, and what its data is called; the questions themselves are not in it.
 * @typedef {{link: string, data: string, at: number, tab?: number}} KeptRun */
/** A file, how it is read, and the test file beside it. @typedef {{name: string} & import("../types/run.js").Opened} KeptFile */

const [DATABASE, STORE] = ["tripletscope", "kept"];

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T> | Promise<T>} act @returns {Promise<T | undefined>} nothing where it is not allowed */
async function within(mode, act) {
  try {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const database = await done(opening);
    try {
      const transaction = database.transaction(STORE, mode);
      // What is too large is refused at the end.
      const whole = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const acting = act(transaction.objectStore(STORE));
      const [result] = await Promise.all([acting instanceof Promise ? acting : done(acting), whole]);
      return result;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/** Other tabs keep things too: what there is becomes what is to be kept, and nothing comes between. @param {string} key @param {(kept: any) => unknown} next */
const change = (key, next) => within("readwrite", (store) => done(store.get(key)).then((kept) => done(store.put(next(kept), key))));

/** So many tabs' runs are kept. */
const MOST_RUNS = 3;
/** Each place that asks for it has runs of its own. @param {string} place */
const ofPlace = (place) => (place ? `run of ${place}` : "run");
/** The newest first; there was one alone in earlier versions. @param {KeptRun | KeptRun[] | undefined} kept */
const runsIn = (kept) => [kept ?? []].flat();
/** A tab's run takes the place of the one before it, or of the one that it brings back. @param {KeptRun} run @param {string} place @param {number | undefined} former tab */
export const keepRun = (run, place, former) =>
  change(ofPlace(place), (kept) => {
    const others = runsIn(kept).filter(({ tab }) => tab !== run.tab && tab !== former);
    return [run, ...others].slice(0, MOST_RUNS);
  });
/** @param {string} place */
export const keptRuns = (place) => within("readonly", (store) => store.get(ofPlace(place))).then(runsIn);
/** @param {KeptFile} file */
export const keepFile = (file) => within("readwrite", (store) => store.put(file, "file"));
/** @returns {Promise<KeptFile | undefined>} */
export const keptFile = () => within("readonly", (store) => store.get("file"));
export const forgetFile = () => within("readwrite", (store) => store.delete("file"));
/** Results of verdicts, as lists of runs with what came of them. @typedef {Record<"results" | "tuning" | "courses", unknown[]>} KeptVerdict */
/** @param {(kept: KeptVerdict | undefined) => KeptVerdict} next */
export const keepVerdict = (next) => change("verdict", next);
/** @returns {Promise<KeptVerdict | undefined>} */
export const keptVerdict = () => within("readonly", (store) => store.get("verdict"));
export const forgetVerdict = () => within("readwrite", (store) => store.delete("verdict"));
/** Nothing is kept any more. */
export const forgetAll = () => within("readwrite", (store) => store.clear());
