import type { FastifyInstance } from "fastify";
import { VERSION } from "../lib/version.ts";
import { first } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { prepare } from "../storage/prepared.ts";
import { open } from "./route-config.ts";

const ping = prepare((q, _p: object) => q.selectFrom("companies").select("id").limit(1));

/** 200 while requests can be answered; 503 from the error handler's words when the database is away. */
export function serveHealth(app: FastifyInstance, { db, engine }: Storage): void {
  app.get("/foyer/health", open, async (_request, reply) => {
    try {
      await first(db, ping, {});
      return { success: true, data: { status: "ok", version: VERSION, database: engine } };
    } catch (error) {
      app.log.error({ err: error }, "health: the database does not answer");
      reply.status(503);
      return { success: false, error: "The database does not answer.", code: "ERR_UNAVAILABLE" };
    }
  });
}
