// The clipboard, where the browser and the frame allow it.

/** @param {string} text @returns {Promise<boolean>} is it there? */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
