// In the page: presses, turns and fills its controls in an order that follows from a seed.

/**
 * @param {{seed: number, actions: number, saved: string, files: Record<string, string>}} given
 * @returns {Promise<string[]>} what has been done, and what was found wrong
 */
export async function walk({ seed, actions, saved, files }) {
  let state = seed;
  /** Mulberry32. */
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  /** @template T @param {readonly T[]} list @returns {T} */
  const one = (list) => list[Math.floor(random() * list.length)];
  /** @type {string[]} */
  const done = [];
  /** They leave the page, write files, or ask a person. */
  const LEFT_OUT = "#open-file, #save-run, #save-weights, #copy-link, #open-embed, #language, #file, .menu *, [data-walk=no], #setting-page\\.language";
  const isThere = (/** @type {HTMLElement} */ node) =>
    node.getClientRects().length > 0 && !node.matches(LEFT_OUT) && !node.closest(".menu, [hidden]") && !(/** @type {HTMLButtonElement} */ (node).disabled);
  const nameOf = (/** @type {HTMLElement} */ node) => `${node.localName}#${node.id || node.dataset.id || node.textContent?.trim().slice(0, 20)}`;
  const tell = (/** @type {HTMLElement} */ node, /** @type {string[]} */ types) => {
    for (const type of types) node.dispatchEvent(new Event(type, { bubbles: true }));
  };

  /** @param {File} file */
  const drop = (file) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    return `drop ${file.name}`;
  };
  const bytes = Uint8Array.from(atob(saved), (letter) => letter.charCodeAt(0));

  /** @type {Record<string, () => string>} */
  const ways = {
    button: () => {
      const node = one([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button, summary"))].filter(isThere));
      node?.click();
      return `press ${node && nameOf(node)}`;
    },
    main: () => {
      const node = /** @type {HTMLButtonElement} */ (document.querySelector(one(["#run", "#step", "#back", "#reset", "#new-seed", "#undo", "#redo", "#add"])));
      if (isThere(node)) node.click();
      return `press ${nameOf(node)}`;
    },
    tick: () => {
      const node = one([.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("input[type=checkbox], input[type=radio]"))].filter(isThere));
      node?.click();
      return `tick ${node && nameOf(node)}`;
    },
    slide: () => {
      const node = /** @type {HTMLInputElement} */ (one([...document.querySelectorAll("input[type=range]")].filter((each) => isThere(/** @type {HTMLElement} */ (each)))));
      if (!node) return "no slider";
      const [low, high] = [Number(node.min), Number(node.max)];
      node.value = String(low + random() * (Math.min(high, low + 300) - low));
      tell(node, ["input", "change"]);
      return `slide ${nameOf(node)} to ${node.value}`;
    },
    choose: () => {
      const node = /** @type {HTMLSelectElement} */ (one([...document.querySelectorAll("select")].filter(isThere)));
      if (!node) return "no choice";
      node.value = one([...node.options]).value;
      tell(node, ["input", "change"]);
      return `choose ${nameOf(node)} ${node.value}`;
    },
    number: () => {
      const node = /** @type {HTMLInputElement} */ (document.querySelector(one(["#seed", "#setting-batchSize", "#setting-data\\.asymmetry", "#setting-model\\.hiddenDim"])));
      if (!node) return "no number";
      node.value = node.id === "setting-data.asymmetry" ? random().toFixed(2) : one(["4", "6", "9", "12", "", "-1", "1e99"]);
      tell(node, ["input", "change"]);
      return `fill ${nameOf(node)} with ${node.value}`;
    },
    file: () => {
      const [name, content] = one(Object.entries(files));
      return drop(new File([content], name));
    },
    accept: () => {
      const node = /** @type {HTMLElement | null} */ (document.querySelector(one(["#pairs-open", "#pairs-open", "#pairs-cancel"])));
      if (node && isThere(node)) node.click();
      return `press ${node && nameOf(node)}`;
    },
    saved: () => drop(new File([bytes.slice(0, random() < 0.3 ? 50 : undefined)], "run.safetensors")),
    cell: () => {
      const node = /** @type {HTMLElement} */ (document.querySelector("#matrix canvas"));
      node.focus();
      const key = one(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
      node.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      return key;
    },
    size: () => {
      const width = one([1280, 700, 390]);
      /** @type {any} */ (globalThis).widen(width);
      return `${width} pixels wide`;
    },
  };
  const chances = { main: 8, button: 8, tick: 5, slide: 4, choose: 2, number: 2, file: 1, accept: 2, saved: 1, cell: 2, size: 0.3 };
  const total = Object.values(chances).reduce((a, b) => a + b);

  for (let k = 0; k < actions; k++) {
    let place = random() * total;
    const way = Object.entries(chances).find(([, chance]) => (place -= chance) < 0)?.[0] ?? "main";
    done.push(ways[way]());
    // Sometimes at once, sometimes after a while.
    if (random() < 0.7) await new Promise((resolve) => setTimeout(resolve, random() < 0.9 ? 20 * random() : 300));
    const found = /\b(?:NaN|-?Infinity|undefined)\b|\[object/.exec([...document.querySelectorAll("main section:not(#formula)")].map((node) => /** @type {HTMLElement} */ (node).innerText).join("\n"));
    if (found && !done.at(-1)?.startsWith("wrong")) {
      const notYet = document.querySelector("#problem")?.textContent?.includes(found[0]);
      if (!notYet) return [...done, `wrong: ${found[0]} in ${found.input.slice(Math.max(0, found.index - 100), found.index + 50)}`];
    }
  }
  return done;
}
