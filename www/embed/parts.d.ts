declare module "tripletscope:parts" {
  /** The keys of all settings of the page, and `loss`. */
  export const KEYS: string[];
  /** Lessons by language and id. */
  export const LESSONS: Record<string, Record<string, unknown>>;
  /** The page's elements, from index.html. */
  export const MARKUP: string;
  /** The verdict that was made without a browser, as text. */
  export const REFERENCE: string;
  export const STYLE: string;
  /** The module, deflated and in base64. */
  export const WASM: string;
}
declare module "tripletscope:page" {
  /** The whole page as a function: each call is a page of its own. */
  export default function startPage(place: import("./place.js").Place): void;
}
declare module "tripletscope:worker" {
  /** Both workers; runs in a worker's global scope, or in an object that acts as one. */
  export default function workerMain(self: object): void;
}
declare const place: import("./place.js").Place;
