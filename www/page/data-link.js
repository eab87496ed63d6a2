// A file that lies where a link says, beside the page: it is fetched, and read like one that is dropped.
import { here, readData } from "../host.js";
import { words } from "../words/index.js";

/** @import {Said} from "../types/run.js" */

/** A name in an address, or as it is written there. @param {string} name */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** @param {string} address @param {string} [base] the address beside which it lies @returns {Promise<File | Said>} the file, or why there is none */
export async function fileAt(address, base = here()) {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (url?.origin !== new URL(here()).origin) return { sentence: words.data.elsewhere(address) };
  const name = decoded(url.pathname.split("/").at(-1) ?? "") || address;
  try {
    return new File([await readData(url)], name);
  } catch (error) {
    return { sentence: words.data.notThere(address, error instanceof Error ? error.message : "") };
  }
}
