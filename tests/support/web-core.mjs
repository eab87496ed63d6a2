// The page's own package, started in Node: modules of the page that ask the core can then be imported into a test.
import { readFileSync } from "node:fs";
import { initSync } from "../../pkg/web/tripletscope.js";

initSync({ module: readFileSync(new URL("../../pkg/web/tripletscope_bg.wasm", import.meta.url)) });
