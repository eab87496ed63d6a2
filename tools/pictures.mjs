// npm run pictures: the README's pictures of the page, made by the page.
import path from "node:path";
import { build } from "./build/build.mjs";
import { serve } from "./serve.mjs";
import { programOf } from "./setup/engines.mjs";
import { setupForTests } from "./setup/setup.mjs";
import { root, runMain, say } from "./shell.mjs";

const STEPS = 300;
/** Each picture: its file, the link that is opened, and what of the page it shows. */
const pictures = [
  { file: "docs/page.png", link: "loss=both", part: "main" },
  {
    file: "docs/views.png",
    link: "loss=both&view.split=true&view.plane=true&view.scores=true&view.embeddings=true&view.sandbox=true",
    part: "#more",
  },
];

await runMain(async () => {
  await setupForTests(new Set(["chrome"]));
  await build();
  // It is there after the set-up.
  const { chromium } = await import("playwright-core");
  const { url, close } = await serve(0);
  const browser = await chromium.launch({ executablePath: programOf("chrome", "shell"), args: ["--no-sandbox", "--disable-gpu"] });
  for (const { file, link, part } of pictures) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
    await page.goto(`${url}#v=1&page.stopAt=${STEPS}&${link}`);
    await page.locator("#run:enabled").click();
    await page.waitForFunction((steps) => document.querySelector("#held-out-words")?.textContent?.includes(`at step ${steps}`), STEPS);
    await page.waitForTimeout(500);
    await page.locator(part).screenshot({ path: path.join(root, file) });
    say(file);
    await page.close();
  }
  await browser.close();
  close();
});
