import { pino } from "pino";
import { createApp } from "../src/app.ts";
import { openStorage } from "../src/storage/open.ts";
import type { TestApp } from "./app.ts";

/** A second Foyer over the same database: as another process would be, `ahead` milliseconds later. */
export async function startAnotherProcess({ databaseUrl }: TestApp, { ahead = 0 } = {}) {
  const clock = () => Date.now() + ahead;
  const storage = await openStorage({ url: databaseUrl, clock });
  const { http } = createApp({ storage, clock, logger: pino({ level: "fatal" }) });
  return {
    http,
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await storage.close();
    },
  };
}
