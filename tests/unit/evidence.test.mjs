// What the first minute says of many seeds is what the committed results say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { EVIDENCE_FILE, evidenceText } from "../../tools/build/evidence.mjs";

test("The evidence is what the committed results say", async () => {
  assert.equal(readFileSync(EVIDENCE_FILE, "utf8"), await evidenceText(), "node tools/build/evidence.mjs writes it anew");
});
