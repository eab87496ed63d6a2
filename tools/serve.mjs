// Serves the page to this machine only, with the policy that it must work under.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { root } from "./shell.mjs";

/** What the page is made of, and what may lie beside it: an example, and an author's own lessons. */
const PAGE = ["www/", "pkg/web/"];
const BESIDE = ["examples/record-answers/", "lessons/"];
/** Beside the page, for other pages: any of them may load it. */
const ELEMENT = "element.js";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".map": "application/json; charset=utf-8",
};
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types tripletscope",
].join("; ");

/**
 * Where the page lies, further folders of the project (with a slash at the end), files that are given instead of others, who hears of each file, and who
 * may answer before the server does.
 * @typedef {object} Options
 * @property {string} [base]
 * @property {string[]} [folders]
 * @property {Record<string, string>} [instead]
 * @property {(file: string) => void} [served]
 * @property {(name: string, response: import("node:http").ServerResponse, headers: Record<string, string>) => boolean} [first]
 */

/**
 * The file that an address names, if it is one of the page's.
 * @param {string} address
 * @param {Options} options
 */
function fileOf(address, { base = root, folders = [], instead = {} }) {
  const asked = decodeURIComponent(new URL(address, "http://localhost").pathname);
  const name =
    path
      .normalize(instead[asked] ?? asked)
      .replaceAll(path.sep, "/")
      .slice(1) || "index.html";
  const isIn = (/** @type {string[]} */ places) => places.some((place) => name.startsWith(place));
  const from = name === "index.html" || name === ELEMENT || isIn(PAGE) ? base : isIn([...BESIDE, ...folders]) ? root : undefined;
  const file = from && path.join(from, name);
  return file && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Options} options
 */
function answer(request, response, options) {
  const headers = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
  };
  // Another name for this machine is one that somebody else has given it.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? "")) {
    response.writeHead(421, headers).end("This server answers by the names localhost and 127.0.0.1.");
    return;
  }
  if (options.first?.(request.url ?? "/", response, headers)) return;
  /** @type {string | undefined} */
  let file;
  try {
    file = fileOf(request.url ?? "/", options);
  } catch {
    response.writeHead(400, headers).end("The address cannot be read.");
    return;
  }
  if (!file) {
    response.writeHead(404, headers).end("There is no such file.");
    return;
  }
  const type = TYPES[/** @type {keyof typeof TYPES} */ (path.extname(file))] ?? "application/octet-stream";
  const shared = path.basename(file) === ELEMENT ? { "Access-Control-Allow-Origin": "*" } : {};
  response.writeHead(200, { ...headers, ...shared, "Content-Type": type, "Content-Length": statSync(file).size });
  createReadStream(file).pipe(response);
  options.served?.(file);
}

/**
 * Serves at the port, or at the next one that is free; 0 is any.
 * @param {number} port
 * @param {Options} [options]
 * @returns {Promise<{url: string, close: () => void}>}
 */
export function serve(port, options = {}) {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(request, response, options));
    server.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE") resolve(serve(port + 1, options));
      else reject(error);
    });
    resolve(listen(server, port));
  });
}

/** Opens a server to this machine only. @param {import("node:http").Server} server @param {number} [port] 0 is any @returns {Promise<{url: string, close: () => void}>} */
export function listen(server, port = 0) {
  // A connection that is ended while it rests can take a browser's next request with it.
  server.keepAliveTimeout = 0;
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => {
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      const close = () => {
        server.closeAllConnections();
        server.close();
      };
      resolve({ url: `http://127.0.0.1:${address.port}/`, close });
    });
  });
}
