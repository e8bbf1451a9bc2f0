import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createClient } from "../../packages/client/src/index.ts";
import { startFoyer } from "../support/foyer.ts";
import { runProgram, temporaryFolder } from "../support/program.ts";
import { complaints, MODULES } from "./installed.ts";

const PROGRAM = `import { createClient } from "@leadfoyer/client";
import type { Account } from "./foyer-account.js";

const foyer = createClient({ token: "t" });
const fields = await foyer.fields.load<Account["lead"]>();
fields.write({ "Customer type": "Company", Regions: ["North"], Budget: { amount: 1, currency: "EUR" }, Score: null });
const kind: "Private" | "Company" | undefined = fields.read(await foyer.leads.get("id"))["Customer type"];
console.log(kind);

// @ts-expect-error no field has this name
fields.write({ "Customer typ": "Company" });
// @ts-expect-error no option says so
fields.write({ "Customer type": "Firm" });
// @ts-expect-error nor here
fields.write({ Regions: ["West"] });
// @ts-expect-error a number is no money
fields.write({ Budget: 5 });
// @ts-expect-error persons have no custom field yet
(await foyer.fields.load<Account["person"]>("person")).write({ Score: 1 });
`;

test("`foyer types` writes an account's fields, with which a wrong name or option does not compile", async () => {
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${join(folder.path, "foyer.db")}`;
  await using foyer = await startFoyer({ databaseUrl });
  const { deal } = createClient(foyer).fields;
  await deal.add({
    name: "Customer type",
    field_type: "enum",
    options: [{ label: "Private" }, { label: "Company" }],
  });
  await deal.add({
    name: "Regions",
    field_type: "set",
    options: [{ label: "North" }, { label: 'The "South"' }],
  });
  await deal.add({ name: "Budget", field_type: "monetary" });
  await deal.add({ name: "Score", field_type: "double" });

  const { stdout } = await runProgram(["types", "--database", databaseUrl], { cwd: folder.path });
  expect(stdout).toBe("Wrote foyer-account.d.ts.\n");
  expect(await readFile(join(folder.path, "foyer-account.d.ts"), "utf8")).toContain(
    '"Customer type": "Private" | "Company";',
  );

  await writeFile(join(folder.path, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder.path, "program.ts"), PROGRAM);
  await symlink(MODULES, join(folder.path, "node_modules"));
  expect(await complaints("TypeScript 7", { cwd: folder.path, files: ["program.ts"] })).toBe("");
});
