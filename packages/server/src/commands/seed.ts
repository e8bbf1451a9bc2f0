import { parseArgs } from "node:util";
import { createApp } from "../app.ts";
import { localUrl, readConfig } from "../config.ts";
import { systemClock } from "../lib/clock.ts";
import { createLogger } from "../lib/logger.ts";
import { fillSearch, tidySearch } from "../search/search-fill.ts";
import { createPlan, type Plan } from "../seed/plan.ts";
import { fillCompany } from "../seed/seed.ts";
import { openStorage } from "../storage/open.ts";
import { CommandError, explain } from "./failures.ts";
import { firstRun } from "./first-run.ts";
import { print } from "./print.ts";
import { createProgress } from "./progress.ts";

/** Where leads end when only a seed is given, so that the seed alone says what is made. */
const FIXED_UNTIL = "2026-10-01";
const MAX_LEADS = 20_000_000;

export const help = `foyer seed --leads N [options]

Fills a company with people, organizations, users, labels and N leads, with notes and activities, that look like a
real inbox's, spread over 18 months. Into an empty database it makes a company first, as foyer serve does. Stopped, it
leaves whole batches.

  --leads N          how many leads, 1 to ${MAX_LEADS.toLocaleString("en")}
  --seed NUMBER      0 to 4294967295. The same number, N and --until make the same data in an empty company of the
                     same domain. With it leads end at ${FIXED_UNTIL} unless --until says otherwise; without, now
  --until DATE       the day (YYYY-MM-DD, UTC) on which the leads end
  --company DOMAIN   the company; the first one unless given
  --database URL     the database Foyer keeps its data in   (FOYER_DATABASE_URL)`;

const options = {
  leads: { type: "string" },
  seed: { type: "string" },
  until: { type: "string" },
  company: { type: "string" },
  database: { type: "string" },
} as const;

type Flags = { [K in keyof typeof options]?: string | undefined };

export async function seed(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const flags = readFlags(args);
  const plan = readPlan(flags);
  const config = readConfig(
    flags.database ? ["--database", flags.database] : [],
    flags.company ? { ...env, FOYER_COMPANY_DOMAIN: flags.company } : env,
  );
  const storage = await openStorage({ url: config.database, clock: systemClock }).catch((error: unknown) => {
    throw explain(error, "Cannot open the database");
  });
  try {
    const app = createApp({ storage, clock: systemClock, logger: createLogger("silent") });
    const welcome = await firstRun(app, config);
    if (welcome) print(welcome(config.publicUrl ?? localUrl(config.host, config.port)));
    const company = flags.company ? await app.companies.byDomain(flags.company) : await app.companies.first();
    if (!company) throw new CommandError(`There is no company ${flags.company}.`);
    const begin = Date.now();
    await fillSearch(storage);
    await fillCompany(storage, company, { plan, onProgress: createProgress(process.stderr) });
    await tidySearch(storage);
    print(summary(plan, company.domain, (Date.now() - begin) / 1000));
  } finally {
    await storage.close();
  }
}

function readFlags(args: readonly string[]): Flags {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new CommandError((error as Error).message, { cause: error });
  }
}

function readPlan({ leads = "", seed: number, until }: Flags): Plan {
  if (!isWhole(leads, 1, MAX_LEADS)) {
    throw new CommandError(
      `--leads is "${leads}": give a number from 1 to ${MAX_LEADS.toLocaleString("en")}.`,
    );
  }
  if (number !== undefined && !isWhole(number, 0, 0xffff_ffff)) {
    throw new CommandError(`--seed is "${number}": give a number from 0 to 4294967295.`);
  }
  const end = until ?? (number === undefined ? undefined : FIXED_UNTIL);
  return createPlan({
    leads: Number(leads),
    seed: Number(number ?? 1),
    until: end === undefined ? Date.now() : readDay(end),
  });
}

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most;

function readDay(text: string): number {
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (/^(19[7-9]|2\d\d)\d-\d\d-\d\d$/.test(text) && new Date(ms).toJSON()?.startsWith(text)) return ms;
  throw new CommandError(`--until is "${text}": give a day such as ${FIXED_UNTIL}.`);
}

function summary({ leads, persons, organizations }: Plan, domain: string, seconds: number): string {
  const [made, people, firms, rate] = [leads, persons, organizations, Math.round(leads / seconds)].map(
    (count) => count.toLocaleString("en"),
  );
  return `Made ${made} leads, ${people} people and ${firms} organizations for ${domain} in ${seconds.toFixed(1)} s (${rate} leads a second).
Look at them: npm start`;
}
