import { pino } from "pino";
import { createApp } from "../src/app.ts";
import { openStorage } from "../src/storage/open.ts";
import type { TestApp } from "./app.ts";

type Options = {
  /** Milliseconds its clock is ahead. */
  ahead?: number;
  /** A clock of its own, in place of `ahead`. */
  clock?: () => number;
} & Partial<
  Pick<
    Parameters<typeof createApp>[0],
    "rateLimit" | "web" | "trustProxy" | "configuredUrl" | "patience" | "logger"
  >
>;

/** A second Foyer over the same database: as another process would be, perhaps at another time. */
export async function startAnotherProcess({ databaseUrl }: TestApp, { ahead = 0, ...options }: Options = {}) {
  const clock = options.clock ?? (() => Date.now() + ahead);
  const storage = await openStorage({ url: databaseUrl, clock });
  const { http } = createApp({ logger: pino({ level: "fatal" }), ...options, storage, clock });
  return {
    http,
    storage,
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await storage.close();
    },
  };
}
