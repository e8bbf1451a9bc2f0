import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const ROOT = new URL("../../../", import.meta.url);

/** The last cell of a row: a file and the title of a test in it. */
const NAMED = /\| `([\w./-]+\.test\.ts)` "(.+)" \|$/;

test("every promise of docs/security.md names a test that is there", async () => {
  const text = await readFile(new URL("docs/security.md", ROOT), "utf8");
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (Promise|Attack|---)/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const [, file = "", title = ""] = NAMED.exec(row) ?? [];
    expect(file, row).not.toBe("");
    const source = await readFile(new URL(file, ROOT), "utf8");
    const escaped = title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    expect(source, row).toMatch(new RegExp(`\\btest(\\.\\w+(\\.\\w+)*\\([^]*?\\))?\\(\\s*"${escaped}"`));
  }
});
