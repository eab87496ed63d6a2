// A dialog that is there as long as it is open: in the page with its heading and parts, and gone, with the keys where they were, once it is closed.
import { root } from "../host.js";
import { byId, element } from "./dom.js";

/** One of them at a time. @type {HTMLDialogElement | undefined} */
let open;

/** What is opened now takes its place. */
export const closeOpen = () => open?.close();

/** @param {string} id @param {{class?: string}} looks @param {HTMLElement} heading @param {Node[]} parts */
export function dialogOf(id, looks, heading, ...parts) {
  closeOpen();
  heading.id = `${id}-title`;
  const before = /** @type {HTMLElement | null} */ (root().activeElement);
  const dialog = element("dialog", { id, ...looks, "aria-labelledby": heading.id }, heading, ...parts);
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus();
  });
  byId("settings", HTMLDialogElement).after(dialog);
  open = dialog;
  return dialog;
}
