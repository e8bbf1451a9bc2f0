import type { BulkCreate, Refusal } from "@leadfoyer/contract";
import type { FastifyBaseLogger } from "fastify";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { dropSome } from "../search/search-tidy.ts";
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

  async function work(actor: Actor, id: number): Promise<void> {
    const row = await findOperation(storage.db, actor.company_id, id);
    const of = { storage, actor, id };
    if (row?.state === "collecting") await collect(of, row, { leads, isStopped: () => isStopped });
    await workOff(of, () => isStopped);
    await tidy();
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

  async function tidy(): Promise<void> {
    while (!isStopped && (await storage.run(dropSome, nobody, null)));
  }

  async function sweep(): Promise<void> {
    while (!isStopped && (await storage.run(sweepSome, nobody, null)));
    await tidy();
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
      const sweepNow = () => void sweep().catch((error) => logger.error({ err: error }, "what is old stays"));
      timer = setInterval(sweepNow, SWEEP_MS).unref();
      sweepNow();
    },

    /** Breaks off after the step under way: the next start goes on from there. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

type Work = { storage: Storage; actor: Actor; id: number };

type Finding = { leads: LeadService; isStopped: () => boolean };

/** Finds the leads of a bulk and puts them down for it. */
async function collect(
  { storage, actor, id }: Work,
  row: OperationRow,
  { leads, isStopped }: Finding,
): Promise<void> {
  const { list = {}, except = [] }: BulkCreate = JSON.parse(row.what);
  const left = new Set(except);
  let [nr, total]: [number | undefined, number] = [0, 0];
  for await (const page of leads.ids(actor, list, PAGE)) {
    const ids = page.filter((one) => !left.has(one));
    total += ids.length;
    nr = await storage.run(collectSome, actor, { id, nr, ids, total });
    if (nr === undefined || isStopped()) return;
  }
  await storage.run(collected, actor, id);
}

/**
 * Gets on step by step until nothing is left. Where a part of an undo is refused, the step it was in is taken again part
 * by part, up to that one.
 */
async function workOff({ storage, actor, id }: Work, isStopped: () => boolean): Promise<void> {
  let one = false;

  async function refused(error: unknown): Promise<boolean> {
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    const row = await findOperation(storage.db, actor.company_id, id);
    if (row?.kind !== "undo") throw error;
    one = !one;
    if (one) return true;
    const { refusals = [{ id: "", reason: error.code }] } = (error.data ?? {}) as { refusals?: Refusal[] };
    return storage.run(refusePart, actor, { id, refusals });
  }

  while (!isStopped() && (await storage.run(workSome, actor, { id, one }).catch(refused)));
}

export type OperationRunner = ReturnType<typeof createOperationRunner>;
