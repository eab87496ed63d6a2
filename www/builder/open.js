// The button "Embed…"; what it opens comes when it is pressed.
import { late } from "../host/once.js";
import { isWholePage } from "../host.js";
import { byId } from "../ui/dom.js";

/** Where nobody can frame this page there is nothing to embed. @param {import("../model/state.js").App} app */
export function embedBuilder(app) {
  const button = byId("open-embed", HTMLButtonElement);
  button.hidden = !isWholePage();
  const dialog = late(() => import("./dialog.js").then(({ embedDialog }) => embedDialog(app, button)));
  button.addEventListener("click", () => app.attempt(async () => (await dialog()).open()));
}
