// Workers where a frame may forbid them: from a blob, from a data address, or else on the page's own thread, in slices.

/** @typedef {"blob" | "data" | "page"} Rung */

const SOURCES = {
  blob: (/** @type {string} */ code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" })),
  data: (/** @type {string} */ code) => `data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`,
};

/** The first rung that works here. @returns {Promise<Rung>} */
export async function firstRung() {
  for (const rung of /** @type {const} */ (["blob", "data"])) if (await works(rung)) return rung;
  return "page";
}

/** Does a worker from there answer? @param {keyof typeof SOURCES} rung @returns {Promise<boolean>} */
function works(rung) {
  return new Promise((resolve) => {
    try {
      const worker = new Worker(SOURCES[rung]("postMessage(0)"));
      const answer = (/** @type {boolean} */ yes) => {
        worker.terminate();
        resolve(yes);
      };
      worker.onmessage = () => answer(true);
      worker.onerror = (event) => {
        event.preventDefault();
        answer(false);
      };
    } catch {
      resolve(false);
    }
  });
}

/** @typedef {(self: object) => void} Main what a worker's script does, with its global scope given */

/** @param {Rung} rung @param {Main} main @param {string} name @returns {Worker} */
export function startOn(rung, main, name) {
  if (rung === "page") return onPage(main, name);
  return new Worker(SOURCES[rung](`(${main})(self)`), { name });
}

/** A worker's manners without a worker. @param {Main} main @param {string} name */
function onPage(main, name) {
  const { port1, port2 } = new MessageChannel();
  const scope = {
    name,
    onmessage: /** @type {((event: MessageEvent) => void) | null} */ (null),
    postMessage: (/** @type {unknown} */ message, /** @type {{transfer?: Transferable[]}} */ { transfer = [] } = {}) =>
      port2.postMessage(message, transfer),
  };
  port2.onmessage = (event) => scope.onmessage?.(event);
  main(scope);
  const outside = {
    onmessage: /** @type {((event: MessageEvent) => void) | null} */ (null),
    onerror: null,
    postMessage: (/** @type {unknown} */ message, /** @type {Transferable[]} */ transfer = []) => port1.postMessage(message, transfer),
    terminate: () => {
      port1.close();
      port2.close();
    },
  };
  port1.onmessage = (event) => outside.onmessage?.(event);
  return /** @type {Worker} */ (/** @type {unknown} */ (outside));
}
