// A file that lies where a link says, beside the page: it is fetched, and read like one that is dropped.
import { here, readData } from "../host.js";
import { words } from "../words/index.js";

/** @import {Said} from "../types/run.js" */

/** @param {string} address @returns {Promise<File | Said>} the file, or why there is none */
export async function fileAt(address) {
  const url = URL.canParse(address, here()) ? new URL(address, here()) : undefined;
  if (url?.origin !== new URL(here()).origin) return { sentence: words.data.elsewhere(address) };
  const name = decodeURIComponent(url.pathname.split("/").at(-1) ?? "") || address;
  try {
    return new File([await readData(url)], name);
  } catch (error) {
    return { sentence: words.data.notThere(address, error instanceof Error ? error.message : "") };
  }
}
