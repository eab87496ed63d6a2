// Writes docs/lesson.schema.json, by which editors complete and check lessons: the schema that the page itself checks them with.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { lessonSchema } from "../../www/lessons/schema.js";
import { root, runMain, say } from "../shell.mjs";

export const SCHEMA_FILE = path.join(root, "docs", "lesson.schema.json");

/** The schema as a file. */
export async function schemaText() {
  const { presets, settings } = await import("../../pkg/node/tripletscope.js");
  const head = { $schema: "https://json-schema.org/draft/2020-12/schema", title: "A lesson of Tripletscope" };
  return `${JSON.stringify({ ...head, ...lessonSchema(settings(), Object.keys(presets())) }, undefined, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runMain(async () => {
    writeFileSync(SCHEMA_FILE, await schemaText());
    say(`${path.relative(root, SCHEMA_FILE)} is written`);
  });
}
