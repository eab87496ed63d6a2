// What comes late is asked for once, however often it is wanted. WebKit may give a module that is asked for twice at once before it is there.

/** A part of the page that did not come; the message is the browser's. */
export class Unfetched extends Error {}

/** @param {unknown} error @returns {never} */
export function unfetched(error) {
  throw new Unfetched(error instanceof Error ? error.message : String(error));
}

/** What fails is asked for anew. @template T @param {() => Promise<T>} load */
export function once(load) {
  /** @type {Promise<T> | undefined} */
  let coming;
  return () => {
    coming ??= load().catch((error) => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
}

/** A part of the page that comes when it is wanted. @template T @param {() => Promise<T>} load */
export const late = (load) => once(() => load().catch(unfetched));
