// Saving files from the page.

/** A busy browser may take its time to begin with a download. */
const KEPT_MS = 60_000;

/** @param {string} name @param {BlobPart} content */
export function saveFile(name, content) {
  const url = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  [link.href, link.download] = [url, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
