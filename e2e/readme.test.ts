import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startFoyer } from "./support/foyer.ts";

const run = promisify(execFile);
const DOCUMENTED = "http://127.0.0.1:8080";

/** The code blocks of the README's "A first lead", by language. */
async function firstLead(language: string): Promise<string[]> {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, section = ""] = /^## A first lead$(.*?)^## /ms.exec(readme) ?? [];
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, tag]) => tag === language)
    .map(([, , code = ""]) => code);
}

test("the README's first lead works as printed: curl, its answer, and Pipedrive's own client", async () => {
  await using foyer = await startFoyer();
  const env = { ...process.env, TOKEN: foyer.token };
  const [commands = ""] = await firstLead("sh");
  const { stdout } = await run("bash", ["-c", commands.replaceAll(DOCUMENTED, foyer.baseUrl)], { env });
  const answers = stdout.split(/(?<=\})(?=\{"success")/).map((answer) => JSON.parse(answer));
  expect(answers.map(({ success }) => success)).toEqual([true, true]);

  const [printed = "{}"] = await firstLead("json");
  const { data } = JSON.parse(printed);
  const lead = answers[1].data;
  expect(Object.keys(lead)).toEqual(Object.keys(data));
  const { id, add_time, update_time, cc_email } = lead;
  expect(lead).toEqual({ ...data, id, add_time, update_time, cc_email });

  const [script = ""] = await firstLead("js");
  const client = createRequire(import.meta.url).resolve("pd33/v1");
  const code = script.replace('"pipedrive/v1"', JSON.stringify(client)).replace(DOCUMENTED, foyer.baseUrl);
  const printedByClient = await run(process.execPath, ["-e", code], { env });
  expect(printedByClient.stdout).toMatch(/^[0-9a-f-]{36} Red door order\n$/);
});
