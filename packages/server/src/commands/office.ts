import { existsSync } from "node:fs";
import { createApp } from "../app.ts";
import type { Company } from "../companies/companies.store.ts";
import { readDatabase } from "../config.ts";
import type { Actor } from "../lib/actor.ts";
import { systemClock } from "../lib/clock.ts";
import { createLogger } from "../lib/logger.ts";
import { nobody } from "../lib/nobody.ts";
import { openStorage } from "../storage/open.ts";
import { CommandError, explain } from "./failures.ts";

type Options = { database?: string | undefined; company?: string | undefined };

/** The services over a database, acting for one company: what the commands that administer Foyer work with. */
export async function openOffice({ database, company }: Options, env: NodeJS.ProcessEnv) {
  const url = readDatabase(database, env);
  const file = url.startsWith("sqlite:") ? url.slice("sqlite:".length) : undefined;
  if (file !== undefined && !existsSync(file))
    throw new CommandError(
      `There is no database ${file}. Name yours with --database, or start Foyer once: foyer serve`,
    );
  const storage = await openStorage({ url, clock: systemClock }).catch((error: unknown) => {
    throw explain(error, "Cannot open the database");
  });
  const app = createApp({ storage, clock: systemClock, logger: createLogger("silent") });
  const chosen = company ? await app.companies.byDomain(company) : await app.companies.first();
  if (!chosen) {
    await storage.close();
    throw new CommandError(
      company ? `There is no company ${company}.` : "This database is empty. Start Foyer once: foyer serve",
    );
  }
  return { ...app, company: chosen, actor: actorFor(chosen), [Symbol.asyncDispose]: () => storage.close() };
}

/** Whoever can open the database may do anything in it: the command line acts as nobody in particular. */
const actorFor = ({ id, domain }: Company): Actor => ({
  ...nobody,
  company_id: id,
  company_domain: domain,
  is_admin: true,
});
