// What axe finds on the page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every rule that axe finds broken, with the elements. @param {import("./browser.mjs").Page} page @returns {Promise<string[]>} */
export async function violations(page) {
  // The policy keeps scripts of others out of the page; the browser itself may add one.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: `if (!globalThis.axe) { ${AXE} }` });
  await session.detach();
  return page.evaluate(async () => {
    // @ts-expect-error the script above has put it there
    const found = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map((/** @type {any} */ rule) => {
      const where = rule.nodes.map((/** @type {any} */ node) => `${node.target.join(" ")}: ${node.failureSummary}`);
      return `${rule.id} (${rule.help}): ${where.join("; ")}`;
    });
  });
}
