// The program as a script, in the words that a policy's hash is made of.

/** The script leaves the function at its own element. @param {string} text of a function */
export const scriptOf = (text) => `document.currentScript.program=${text}`;
