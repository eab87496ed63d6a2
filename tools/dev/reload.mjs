// The page's server with a wire to the pages that are open, over which they hear that they should load again. The policy is the page's own.
import { readFileSync } from "node:fs";
import path from "node:path";
import { serve } from "../serve.mjs";
import { root } from "../shell.mjs";

const WIRE = "/dev/changes";
const CLIENT = "/dev/client.js";
/** What the page does about it: its address holds its settings, so they are still there. */
const SCRIPT = `new EventSource("${WIRE}").onmessage = () => location.reload();\n`;

/**
 * @param {number} port
 * @param {string} [base] where the page lies
 * @returns {Promise<{url: string, close: () => void, reload: () => void}>}
 */
export async function serveAndReload(port, base = root) {
  /** @type {Set<import("node:http").ServerResponse>} */
  const pages = new Set();
  const { url, close } = await serve(port, {
    base,
    first(address, response, headers) {
      const name = address.split("?")[0];
      const send = (/** @type {string} */ type, /** @type {string} */ text) =>
        response.writeHead(200, { ...headers, "Content-Type": type }).end(text);
      if (name === WIRE) {
        response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" }).flushHeaders();
        pages.add(response);
        response.on("close", () => pages.delete(response));
      } else if (name === CLIENT) send("text/javascript; charset=utf-8", SCRIPT);
      else if (name === "/" || name === "/index.html")
        send("text/html; charset=utf-8", withClient(readFileSync(path.join(base, "index.html"), "utf8")));
      else return false;
      return true;
    },
  });
  const reload = () => {
    for (const page of pages) page.write("data: changed\n\n");
  };
  return { url, close, reload };
}

/** @param {string} page */
const withClient = (page) => page.replace("</head>", `<script src="${CLIENT}"></script>\n</head>`);
