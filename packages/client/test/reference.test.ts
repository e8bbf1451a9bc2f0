import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reference } from "../build/reference.ts";

const FILE = join(import.meta.dirname, "../docs/reference.md");

test("the reference says what the doc comments and the contract say", async () => {
  const text = reference();
  if (process.env.FOYER_UPDATE_DOCS) await writeFile(FILE, text);
  expect(await readFile(FILE, "utf8")).toBe(text);
});
