// The link of what is on the page, to the clipboard or to read.
import { words } from "./words/index.js";

/** @param {(sentence: string) => void} say */
export async function copyLink(say) {
  try {
    await navigator.clipboard.writeText(location.href);
    say(words.copied);
  } catch {
    say(words.linkIs(location.href));
  }
}
