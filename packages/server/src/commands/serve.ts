import { createApp } from "../app.ts";
import { type Config, localUrl, readConfig } from "../config.ts";
import { readWebFiles } from "../http/web-files.ts";
import { systemClock } from "../lib/clock.ts";
import { createLogger } from "../lib/logger.ts";
import { fillDemo } from "../seed/demo.ts";
import { openStorage, type Storage } from "../storage/open.ts";
import { explain } from "./failures.ts";
import { firstRun } from "./first-run.ts";
import { WRITER } from "./writer-entry.ts";

export const help = `foyer serve [options]

Runs Foyer. Without options it keeps its data in ./foyer-data and listens on http://127.0.0.1:8080.

  --database URL     sqlite:path/to/file.db or postgres://…   (FOYER_DATABASE_URL)
  --host HOST        address to listen on                     (FOYER_HOST)
  --port PORT        port, 0 for any free one                 (FOYER_PORT)
  --public-url URL   address others reach it at               (FOYER_PUBLIC_URL)
  --trust-proxy [WHO]  believe what a proxy says of a visitor's address and scheme: WHO is 1 (or nothing) for one proxy
                     in your own network, or addresses and networks: 192.0.2.7,10.1.0.0/16   (FOYER_TRUST_PROXY)
  --demo             fill an empty company with an inbox      (FOYER_DEMO)
  --rate-limit PLAN  off, or limits as Pipedrive's: pipedrive:lite, …:growth, …:premium, …:ultimate
                                                              (FOYER_RATE_LIMIT)
  --log LEVEL        silent, error, warn, info, debug         (FOYER_LOG)

FOYER_WEBHOOK_ALLOW_PRIVATE=1 lets webhooks go to private addresses: as they do where Foyer listens on loopback alone.

First run only: FOYER_COMPANY_DOMAIN, FOYER_COMPANY_NAME, FOYER_ADMIN_EMAIL, FOYER_ADMIN_PASSWORD, FOYER_API_TOKEN.`;

type Http = ReturnType<typeof createApp>["http"];

/** Runs until SIGTERM or SIGINT: then answers what is in flight and closes the database. */
export async function serve(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(args, env);
  const storage = await open(config);
  try {
    await run(config, storage);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function open(config: Config): Promise<Storage> {
  try {
    return await openStorage({ url: config.database, clock: systemClock, writer: WRITER });
  } catch (error) {
    throw explain(error, `Cannot open the database ${withoutPassword(config.database)}`);
  }
}

async function run(config: Config, storage: Storage): Promise<void> {
  const logger = createLogger(config.log);
  let publicUrl = config.publicUrl ?? localUrl(config.host, config.port);
  const app = createApp({
    storage,
    clock: systemClock,
    logger,
    publicUrl: () => publicUrl,
    configuredUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    rateLimit: config.rateLimit,
    webhooksToPrivate: config.webhooksToPrivate,
    web: await readWebFiles(),
  });
  const welcome = await firstRun(app, config);
  if (config.demo) await fillDemo(storage, systemClock());
  const address = await listen(app.http, config);
  publicUrl = config.publicUrl ?? address;
  await app.background.start();
  if (welcome) print(welcome(publicUrl));
  print(`Foyer is ready at ${publicUrl}`);
  app.fields
    .resume()
    .catch((error) => logger.error({ err: error }, "fields being deleted wait for the next start"));

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info(`${signal}: answering what is in flight, then closing`);
    await app.http.close();
    await app.background.stop();
    await storage.close();
    process.exitCode = 0;
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
}

async function listen(http: Http, { host, port }: Config): Promise<string> {
  const { level } = http.log;
  if (level === "info" || level === "debug") http.log.level = "warn"; // Fastify tells of it before Foyer is ready
  try {
    return await http.listen({ host, port });
  } catch (error) {
    throw explain(error, `Cannot listen on ${host}:${port}`);
  } finally {
    http.log.level = level;
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const withoutPassword = (url: string): string => url.replace(/\/\/([^:@/]+):[^@]*@/, "//$1:…@");
