// Files as a person opens them: chosen, looked at in the dialog, and accepted.

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */

/** @param {string} name @param {string | Buffer} content */
const fileOf = (name, content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** Chooses files, once no dialog is in the way; what the page asks of them is not answered. @param {Page | Frame} page @param {...[name: string, content: string | Buffer]} files */
export async function chooseFiles(page, ...files) {
  await page.locator("#pairs").waitFor({ state: "detached" });
  await page.locator("#file").setInputFiles(files.map(([name, content]) => fileOf(name, content)));
}

/** Drops files on the page as a person does with the mouse. @param {Page} page @param {...[name: string, content: string | Buffer]} files */
export async function dropFiles(page, ...files) {
  const contents = files.map(([name, content]) => [name, Buffer.from(content).toString("base64")]);
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, bytes] of given) transfer.items.add(new File([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], name));
    return transfer;
  }, contents);
  await page.dispatchEvent("main", "dragover", { dataTransfer: data });
  await page.locator(".dropping").waitFor();
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await page.locator(".dropping").waitFor({ state: "detached" });
}

/** Presses Enter once the dialog is sure of everything. @param {Page | Frame} page */
export const acceptPairs = (page) => page.locator("#pairs[open] #pairs-open:enabled").press("Enter");

/** Opens a file of pairs about which nothing is unclear. @param {Page | Frame} page @param {string} name @param {string | Buffer} content */
export async function openPairs(page, name, content) {
  await chooseFiles(page, [name, content]);
  await acceptPairs(page);
}

/** Chooses what is refused, at once or when it is read, and leaves the dialog where there is one. @param {Page} page @param {string} name @param {string | Buffer} content */
export async function openRefused(page, name, content) {
  await chooseFiles(page, [name, content]);
  await page.waitForFunction(
    (start) => document.querySelector("#pairs[open]") || document.querySelector("#problem")?.textContent?.startsWith(start),
    `${name} `,
  );
  if (!(await page.locator("#pairs[open]").count())) return;
  await acceptPairs(page);
  await page.locator("#pairs-problem:not(:empty)").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#pairs").waitFor({ state: "detached" });
}
