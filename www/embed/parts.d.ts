declare module "tripletscope:parts" {
  /** All settings of the page, without their texts. */
  export const SETTINGS: { key: string; kind: "number" | "integer" | "choice" | "switch"; default: number | string | boolean }[];
  /** The name of the loss that a link without one has. */
  export const LOSS: string;
  /** `Texts` as JSON, as LZMA in base 91. */
  export const TEXTS: string;
  /** The WebAssembly module, as LZMA in base 91. */
  export const WASM: string;
}
declare module "tripletscope:unpack" {
  /** What LZMA holds. */
  export function unpack(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}
declare module "tripletscope:program" {
  /** The whole program as a function: each call is a page or a worker of its own; `self` is a worker's global scope, or an object that acts as one. */
  export default function program(part: import("./place.js").Part, self: object, place?: import("./place.js").Place): void;
}
declare const part: import("./place.js").Part;
declare const place: import("./place.js").Place;
