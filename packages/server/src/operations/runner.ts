import type { BulkCreate, Refusal } from "@leadfoyer/contract";
import type { FastifyBaseLogger } from "fastify";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import type { Storage } from "../storage/open.ts";
import { findActor } from "../users/actors.store.ts";
import { collected, collectSome, endOperation, refusePart, workSome } from "./bulk-commands.ts";
import { findOperation, type OperationRow, openOperations } from "./operations.store.ts";
import { sweepSome } from "./sweep.ts";

/** Leads looked up at a time. */
const PAGE = 2_000;
/** After so long without a step, whoever looks at an operation takes it up: its process is gone. */
const ABANDONED_MS = 30_000;
const SWEEP_MS = 60 * 60 * 1_000;

type Deps = { storage: Storage; leads: LeadService; clock: Clock; logger: FastifyBaseLogger };

/**
 * Gets on with operations beside the answering of requests, in short transactions. Several processes may work on one:
 * every step is taken once, by whoever is first.
 */
export function createOperationRunner({ storage, leads, clock, logger }: Deps) {
  const running = new Map<string, Promise<void>>();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function collect(actor: Actor, row: OperationRow): Promise<void> {
    const { list = {}, except = [] }: BulkCreate = JSON.parse(row.what);
    const left = new Set(except);
    let [nr, total]: [number | undefined, number] = [0, 0];
    for await (const page of leads.ids(actor, list, PAGE)) {
      const ids = page.filter((id) => !left.has(id));
      total += ids.length;
      nr = await storage.run(collectSome, actor, { id: row.id, nr, ids, total });
      if (nr === undefined || isStopped) return;
    }
    await storage.run(collected, actor, row.id);
  }

  async function work(actor: Actor, id: number): Promise<void> {
    const row = await findOperation(storage.db, actor.company_id, id);
    if (row?.state === "collecting") await collect(actor, row);
    while (!isStopped && (await step(storage, actor, id)));
  }

  function start({ once: _, ...actor }: Actor, id: number): void {
    const key = `${actor.company_id} ${id}`;
    if (isStopped || running.has(key)) return;
    const done = work(actor, id)
      .catch(async (error: unknown) => {
        if (isStopped) return;
        logger.error({ err: error, company: actor.company_id, operation: id }, "an operation failed");
        await storage.run(endOperation, actor, { id, state: "failed" });
      })
      .catch((error: unknown) => logger.error({ err: error }, "an operation waits for the next start"))
      .finally(() => running.delete(key));
    running.set(key, done);
  }

  async function takeUp({ company_id, user_id, id, source }: OperationRow): Promise<void> {
    const actor = await findActor(storage.db, company_id, user_id);
    if (actor) return start({ ...actor, ...(source === "app" && { via: "app" }) }, id);
    // Whoever began it has left.
    await storage.run(endOperation, { ...nobody, company_id, user_id }, { id, state: "stopped" });
  }

  async function sweep(): Promise<void> {
    while (!isStopped && (await storage.run(sweepSome, nobody, null)));
  }

  return {
    start,

    /** Takes an operation up that nobody gets on with. */
    async mind(row: OperationRow): Promise<void> {
      if (row.end_time === null && row.touch_time < clock() - ABANDONED_MS) await takeUp(row);
    },

    /** Takes up what a stopped process left, and clears away what can be undone no more, now and every hour. */
    async resume(): Promise<void> {
      for (const row of await openOperations(storage.db)) await takeUp(row);
      const tidy = () => void sweep().catch((error) => logger.error({ err: error }, "old operations stay"));
      timer = setInterval(tidy, SWEEP_MS).unref();
      tidy();
    },

    /** Breaks off after the step under way: the next start goes on from there. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/** Gets on by one step. Answers whether more are left. */
async function step(storage: Storage, actor: Actor, id: number): Promise<boolean> {
  try {
    return await storage.run(workSome, actor, id);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const row = await findOperation(storage.db, actor.company_id, id);
    if (row?.kind !== "undo") throw error;
    const { refusals = [{ id: "", reason: error.code }] } = (error.data ?? {}) as { refusals?: Refusal[] };
    return storage.run(refusePart, actor, { id, refusals });
  }
}

export type OperationRunner = ReturnType<typeof createOperationRunner>;
