// The link of what is on the page, to the clipboard or to read.
import { words } from "./words/index.js";

/** @param {string} address @param {(sentence: string) => void} say */
export async function copyLink(address, say) {
  try {
    await navigator.clipboard.writeText(address);
    say(words.copied);
  } catch {
    say(words.linkIs(address));
  }
}
