// What axe finds on the page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** In the page, once axe is there: every rule that it finds broken, with the elements. @param {{within?: string, rules?: string[]}} only @returns {Promise<string[]>} */
async function broken({ within, rules }) {
  // @ts-expect-error the script above has put it there
  const found = await globalThis.axe.run(within ?? document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  return found.violations.map((/** @type {any} */ rule) => {
    const where = rule.nodes.map((/** @type {any} */ node) => `${node.target.join(" ")}: ${node.failureSummary}`);
    return `${rule.id} (${rule.help}): ${where.join("; ")}`;
  });
}

/** Every rule that axe finds broken, with the elements. @param {import("./browser.mjs").Page} page @returns {Promise<string[]>} */
export async function violations(page) {
  // The policy keeps scripts of others out of the page; the browser itself may add one.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: `if (!globalThis.axe) { ${AXE} }` });
  await session.detach();
  return page.evaluate(broken, {});
}

/** The same in an engine that is driven, of a part of the page or by some rules only.
 * @param {import("selenium-webdriver").Driver} driver @param {{within?: string, rules?: string[]}} only @returns {Promise<string[]>} */
export const violationsIn = (driver, only) =>
  driver.executeAsyncScript(
    `const [only, done] = arguments; if (!globalThis.axe) { ${AXE} }\n(${broken})(only).then(done, (error) => done([String(error)]));`,
    only,
  );
