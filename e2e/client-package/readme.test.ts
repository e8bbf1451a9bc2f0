import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { useFoyer } from "../support/use-foyer.ts";
import { complaints, installPacked, MODULES, PACKAGE, run } from "./installed.ts";

const DOCUMENTED = "http://127.0.0.1:8080";
/** What the README's first program makes, and its others go on with. */
const FOYER = `import { createClient } from "@leadfoyer/client";
const foyer = createClient({ baseUrl: "${DOCUMENTED}", token: () => process.env.TOKEN ?? "" });
`;

const readme = await readFile(join(PACKAGE, "README.md"), "utf8");
const programs = [...readme.matchAll(/^```ts( check)?\n(.*?)^```$/gms)].map(
  ([, check, code = ""], index) => ({
    name: `${index + 1}: ${code.split("\n", 1)[0]}`,
    file: `readme-${index + 1}.mts`,
    code: /^const foyer = /m.test(code) ? code : FOYER + code,
    runs: !check, // OAuth needs a user who consents, a receiver somebody who calls: the examples have both
  }),
);

const foyer = useFoyer();
let installed: Awaited<ReturnType<typeof installPacked>>;
beforeAll(async () => {
  installed = await installPacked();
  for (const { file, code } of programs)
    await writeFile(join(installed.project, file), code.replaceAll(DOCUMENTED, foyer().baseUrl));
  return () => installed[Symbol.asyncDispose]();
});

test("the README's programs compile as printed, under strict", async () => {
  const files = programs.map(({ file }) => file);
  const options = ["--types", "node", "--typeRoots", join(MODULES, "@types")];
  expect(await complaints("TypeScript 7", { cwd: installed.project, files, options })).toBe("");
});

test.concurrent.each(programs.filter(({ runs }) => runs))(
  "the README's program $name",
  async ({ file, code }) => {
    const env = { ...process.env, TOKEN: foyer().token };
    const { stdout, stderr } = await run(process.execPath, [file], { cwd: installed.project, env });
    expect(stderr).toBe("");
    expect(stdout.split("\n").length > 1).toBe(code.includes("console.log"));
  },
);
