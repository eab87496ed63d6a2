declare module "tripletscope:parts" {
  /** All settings of the page, without their texts. */
  export const SETTINGS: { key: string; kind: "number" | "integer" | "choice" | "switch"; default: number | string | boolean }[];
  /** The name of the loss that a link without one has. */
  export const LOSS: string;
  /** `Texts` as JSON, a zero, and the WebAssembly module, as LZMA in base 91. */
  export const PACKED: string;
}
declare module "tripletscope:unpack" {
  /** What LZMA holds. */
  export function unpack(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
}
declare const part: import("./place.js").Part;
declare const place: import("./place.js").Place;
