// Which file a link was made with: its name and its fingerprint, never what is in it.

/** @param {string} hash @returns {string | undefined} */
export const fileOf = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get("file") || undefined;

/** @param {string} link @param {string | undefined} file what a verdict calls it */
export const withFile = (link, file) => (file ? `${link || "v=1"}&file=${encodeURIComponent(file)}` : link);
