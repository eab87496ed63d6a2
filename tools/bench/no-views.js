// Stands in for www/views/index.js: the page as it is, with nothing that draws.

/** @type {readonly import("../../www/views/index.js").View[]} */
export const views = [];
