// The one place that vouches for an address of a script or a text of markup: both are only ever our own. Where a page requires trusted types, these are trusted.

/** @typedef {{createScriptURL: (url: string) => any, createHTML: (text: string) => any, createScript: (text: string) => any}} Policy */

const own = {
  createScriptURL: (/** @type {string} */ url) => url,
  createHTML: (/** @type {string} */ text) => text,
  createScript: (/** @type {string} */ text) => text,
};

/** @returns {Policy} */
function policy() {
  try {
    return /** @type {any} */ (globalThis).trustedTypes?.createPolicy("tripletscope", own) ?? own;
  } catch {
    // Another element on the page has made it, or the page allows none.
    return own;
  }
}

/** @type {Policy | undefined} */
let made;
const trusted = () => {
  made ??= policy();
  return made;
};

/** The address of one of our own scripts. @param {string | URL} url @returns {string} */
export const scriptAt = (url) => trusted().createScriptURL(String(url));
/** The text of one of our own scripts. @param {string} text @returns {string} */
export const codeOf = (text) => trusted().createScript(text);
/** A text of our own markup. @param {string} text @returns {string} */
export const markupOf = (text) => trusted().createHTML(text);
/** A style that no policy stops. @param {string} text */
export function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
