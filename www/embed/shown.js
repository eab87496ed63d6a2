// The parts of an element's page: what a host's style can reach, and what is put away.

/** @param {ShadowRoot | null} root */
export function nameParts(root) {
  for (const part of root?.querySelectorAll("section, header, nav, main, footer, dialog") ?? [])
    part.setAttribute("part", part.id || part.classList[0] || part.localName);
}

/** Shows all parts but these. @param {ShadowRoot | null} root @param {string[]} hidden @returns {string[]} the names that there are */
export function putAway(root, hidden) {
  const [parts, away] = [[...(root?.querySelectorAll("[part]") ?? [])], new Set(hidden)];
  const names = parts.map((part) => part.getAttribute("part") ?? "");
  for (const [k, part] of parts.entries()) part.classList.toggle("put-away", away.has(names[k]));
  return names;
}
