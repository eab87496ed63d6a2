// What comes late is asked for once, however often it is wanted. WebKit may give a module that is asked for twice at once before it is there.

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
