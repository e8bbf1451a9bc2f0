import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { accountTypes } from "../fields/account-types.ts";
import { CommandError, explain } from "./failures.ts";
import { openOffice } from "./office.ts";
import { print } from "./print.ts";

const DEFAULT_FILE = "foyer-account.d.ts";

export const help = `foyer types [FILE]

Writes the company's custom fields as TypeScript into FILE (${DEFAULT_FILE} unless given, - for standard output), so
that a program on @leadfoyer/client which misspells a field or an option does not compile.

  --company DOMAIN   the company; the first one unless given
  --database URL     the database Foyer keeps its data in   (FOYER_DATABASE_URL)`;

const options = { company: { type: "string" }, database: { type: "string" } } as const;

export async function types(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file = DEFAULT_FILE, surplus] = positionals;
  if (surplus !== undefined)
    throw new CommandError(`Unexpected argument '${surplus}'. See: foyer types --help`);
  await using office = await openOffice(values, env);
  const { fields, actor, company } = office;
  const text = accountTypes(company.domain, {
    lead: await fields.definitions(actor, "lead"),
    person: await fields.definitions(actor, "person"),
    organization: await fields.definitions(actor, "organization"),
  });
  if (file === "-") return print(text.trimEnd());
  await writeFile(file, text).catch((error: unknown) => {
    throw explain(error, `Cannot write ${file}`);
  });
  print(`Wrote ${file}.`);
}
