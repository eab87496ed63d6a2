// Serves a folder as a plain web server does.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { listen } from "../../tools/serve.mjs";

const TYPES = /** @type {Record<string, string>} */ ({
  ...{ ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json" },
});

/** @param {string} folder @returns {Promise<{url: string, close: () => void}>} */
export function serveFolder(folder) {
  const server = createServer((request, response) => {
    const name = path.normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = path.join(folder, name === "/" ? "index.html" : name);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": `${TYPES[path.extname(file)] ?? "application/octet-stream"}; charset=utf-8` });
    response.end(readFileSync(file));
  });
  return listen(server);
}
