// Any of the three engines through its WebDriver.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { Builder } from "selenium-webdriver";
import { programOf } from "../../tools/setup/engines.mjs";

/** @typedef {import("../../tools/setup/engines.mjs").EngineName} EngineName */
/** @typedef {import("selenium-webdriver").Driver} Driver */

/** How each engine's driver is started, and what it needs to know. @type {Record<EngineName, {command: (port: number) => string[], capabilities: () => object}>} */
const engines = {
  chrome: {
    command: (port) => [programOf("chrome", "driver"), `--port=${port}`],
    capabilities: () => ({
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: programOf("chrome", "browser"),
        args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
      },
    }),
  },
  firefox: {
    command: (port) => [programOf("firefox", "driver"), "--port", String(port)],
    capabilities: () => ({ browserName: "firefox", "moz:firefoxOptions": { binary: programOf("firefox", "browser"), args: ["-headless"] } }),
  },
  webkit: {
    command: (port) => [programOf("webkit", "display"), "-a", programOf("webkit", "driver"), `--port=${port}`],
    capabilities: () => ({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: programOf("webkit", "browser"), args: ["--automation"] },
    }),
  },
};

/** A port that is free at this moment. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** @param {string} url */
async function untilReady(url) {
  for (let k = 0; k < 100; k++) {
    const answer = await fetch(`${url}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No driver answers at ${url}.`);
}

/**
 * Starts an engine, lets it do something, and ends it with all that it started.
 * @template T
 * @param {EngineName} name
 * @param {(driver: Driver) => Promise<T>} act
 */
export async function withEngine(name, act) {
  const port = await freePort();
  const [program, ...parameters] = engines[name].command(port);
  // A group of its own, so that a display and a browser end with their driver.
  const child = spawn(program, parameters, { detached: true, stdio: "ignore" });
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url);
    const driver = await new Builder().usingServer(url).withCapabilities(engines[name].capabilities()).build();
    try {
      return await act(driver);
    } finally {
      await driver.quit().catch(() => {});
    }
  } finally {
    if (child.pid) endGroup(child.pid);
  }
}

/** @param {number} pid */
function endGroup(pid) {
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}
