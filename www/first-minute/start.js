// What a page opens with.

/** Parts of a link that say how a page looks, not what is on it. */
const LOOKS = ["v", "page.language", "page.theme"];

/** A link says it, or else an embedding page and a link with settings mean the lab, as does a reader who has chosen it before.
 * @param {string} hash @param {{embedded: boolean, remembered: string | undefined}} about */
export function opensWithIt(hash, { embedded, remembered }) {
  const link = new URLSearchParams(hash.replace(/^#/, ""));
  const asked = link.get("page.start");
  if (asked !== null) return asked === "first-minute";
  if (embedded || remembered === "lab") return false;
  return [...link.keys()].every((key) => LOOKS.includes(key));
}
