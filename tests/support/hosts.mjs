// Where a page may stand: each host serves the one file or the element in its own way, as learning platforms, notebooks and plain pages do.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { listen } from "../../tools/serve.mjs";
import { root } from "../../tools/shell.mjs";

const ONE_FILE = path.join(root, "dist", "tripletscope.html");
const built = (/** @type {string} */ name) => readFileSync(path.join(root, "dist", name), "utf8");
const oneFile = () => built("tripletscope.html");
export const page = (/** @type {string} */ body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
const attribute = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
/** What a policy must name to let the scripts of the file run: what the file's own names. */
const hashes = () => oneFile().match(/'sha256-[A-Za-z0-9+/]+=*'/g) ?? [];
const POLICY = (/** @type {string} */ scripts, workers = "blob:") =>
  `default-src 'none'; script-src ${scripts}; style-src 'none'; worker-src ${workers}; img-src data: blob:`;

/** @typedef {{policy?: string, body: () => string, type?: string}} Answer */
/** A host: what it serves at which path, whether the page is in a frame, how many there are, where its workers come from (a blob, if nothing is said),
 * and what it says where it cannot work.
 * @typedef {{files: Record<string, Answer>, framed?: boolean, count?: number, local?: boolean, forbids?: RegExp, worker?: import("../../www/embed/place.js").Rung}} Host */

const frame = (/** @type {string} */ attributes) => ({ body: () => page(`<iframe width="1200" height="900" ${attributes}></iframe>`) });
const ELEMENT = '<triplet-scope link="v=1&amp;seed=7&amp;batchSize=8"></triplet-scope>';

/** @type {Record<string, Host>} */
export const hosts = {
  "http page": { files: { "/": { body: oneFile } } },
  "plain iframe": { framed: true, files: { "/": frame('src="/page.html#v=1&amp;seed=7&amp;batchSize=8"'), "/page.html": { body: oneFile } } },
  srcdoc: { framed: true, files: { "/": { body: () => page(`<iframe width="1200" height="900" srcdoc="${attribute(oneFile())}"></iframe>`) } } },
  "sandbox allow-scripts": { framed: true, files: { "/": frame('sandbox="allow-scripts" src="/page.html"'), "/page.html": { body: oneFile } } },
  "Jupyter /files/ header": { files: { "/": { body: oneFile, policy: "sandbox allow-scripts" } } },
  "file://": { local: true, files: {} },
  "strict CSP": { files: { "/": { body: oneFile, policy: POLICY(`HASH 'wasm-unsafe-eval'`) } } },
  "CSP with data workers": { worker: "data", files: { "/": { body: oneFile, policy: POLICY(`HASH 'wasm-unsafe-eval'`, "data:") } } },
  "CSP without workers": { worker: "page", files: { "/": { body: oneFile, policy: POLICY(`HASH 'wasm-unsafe-eval'`, "'none'") } } },
  "CSP without wasm": { files: { "/": { body: oneFile, policy: POLICY("HASH") } }, forbids: /wasm-unsafe-eval/ },
  "shadow DOM": {
    files: {
      "/": {
        body: () => page('<div id="host"></div><script type="module" src="/element.js"></script><script type="module" src="/host.js"></script>'),
      },
      "/host.js": {
        type: "text/javascript",
        body: () =>
          `const root = document.querySelector("#host").attachShadow({ mode: "open" }); const at = document.createElement("triplet-scope"); at.setAttribute("link", "v=1&seed=7&batchSize=8"); root.append(at);`,
      },
    },
  },
  "two on a page": { count: 2, files: { "/": { body: () => page(`${ELEMENT}${ELEMENT}<script type="module" src="/element.js"></script>`) } } },
};

/** Serves a host; gives back where to begin. @param {Host} host */
export function open(host) {
  if (host.local) return Promise.resolve({ url: pathToFileURL(ONE_FILE).href, close: () => {} });
  const files = /** @type {Record<string, Answer>} */ ({
    ...host.files,
    ...Object.fromEntries(
      ["element.js", "program.js", "anywidget.js"].map((name) => [`/${name}`, { type: "text/javascript", body: () => built(name) }]),
    ),
  });
  const server = createServer((request, response) => {
    const found = files[new URL(request.url ?? "/", "http://localhost").pathname];
    if (!found) return void response.writeHead(404).end();
    const policy = found.policy?.replace("HASH", () => hashes().join(" "));
    response.writeHead(200, {
      "Content-Type": `${found.type ?? "text/html"}; charset=utf-8`,
      ...(policy ? { "Content-Security-Policy": policy } : {}),
    });
    response.end(found.body());
  });
  return listen(server);
}
