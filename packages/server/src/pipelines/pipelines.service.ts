import type { PipelineListQuery, PipelineUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import {
  findPipeline,
  insertPipeline,
  listPipelines,
  type StoredPipeline,
  updatePipeline,
} from "./pipelines.store.ts";
import { sortedPage } from "./sorted-page.ts";
import { removeStagesIn } from "./stage-commands.ts";

type Input = PipelineUpdate & { order_nr?: number };

const addPipeline = command(
  "pipelines.add",
  async (tx, actor: Actor, { name = "", ...input }: Input): Promise<StoredPipeline> => {
    requireAdmin(actor);
    const last = (await listPipelines(tx, actor.company_id)).at(-1)?.order_nr ?? 0;
    const pipeline = {
      id: await nextId(tx, actor.company_id, "pipeline"),
      name,
      order_nr: input.order_nr ?? last + 1,
      is_deal_probability_enabled: input.is_deal_probability_enabled ?? true,
      is_deleted: false,
      add_time: tx.now,
      update_time: tx.now,
    };
    await insertPipeline(tx, actor.company_id, pipeline);
    await record(tx, actor, { object: "pipeline", objectId: pipeline.id, action: "create" });
    return pipeline;
  },
);

const changePipeline = command(
  "pipelines.change",
  async (tx, actor: Actor, { id, input }: { id: number; input: Input }): Promise<StoredPipeline> => {
    const pipeline = await requireLive(tx, actor, id);
    return store(tx, actor, pipeline, { ...pipeline, ...input });
  },
);

const deletePipeline = command("pipelines.remove", async (tx, actor: Actor, id: number): Promise<void> => {
  const pipeline = await requireLive(tx, actor, id);
  const live = (await listPipelines(tx, actor.company_id)).filter(({ is_deleted }) => !is_deleted);
  if (live.length === 1) throw new DomainError("pipeline_needed");
  await removeStagesIn(tx, actor, ({ pipeline_id }) => pipeline_id === id);
  await store(tx, actor, pipeline, { ...pipeline, is_deleted: true });
});

/** A pipeline that is not deleted, for an administrator. */
async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredPipeline> {
  requireAdmin(actor);
  const pipeline = await findPipeline(tx, actor.company_id, id);
  if (!pipeline || pipeline.is_deleted) throw new DomainError("pipeline_not_found");
  return pipeline;
}

async function store(
  tx: Tx,
  actor: Actor,
  pipeline: StoredPipeline,
  wanted: StoredPipeline,
): Promise<StoredPipeline> {
  if (Object.keys(differences(pipeline, wanted)).length === 0) return pipeline;
  const next = { ...wanted, update_time: Math.max(tx.now, pipeline.update_time + 1) };
  await updatePipeline(tx, actor.company_id, next);
  const action = next.is_deleted ? "delete" : "change";
  const previous = next.is_deleted ? pipeline : differences(pipeline, next);
  await record(tx, actor, { object: "pipeline", objectId: pipeline.id, action, previous });
  return next;
}

/** Pipelines: the ways deals go. */
export function createPipelineService({ storage }: { storage: Storage }) {
  const live = async (actor: Actor) =>
    (await listPipelines(storage.db, actor.company_id)).filter(({ is_deleted }) => !is_deleted);

  return {
    /** All that are not deleted, in their order. */
    all: live,

    list: async (actor: Actor, query: PipelineListQuery): Promise<CursorPage<StoredPipeline>> =>
      sortedPage(await live(actor), query),

    /** One pipeline, deleted or not. */
    async get(actor: Actor, id: number): Promise<StoredPipeline> {
      const pipeline = await findPipeline(storage.db, actor.company_id, id);
      if (!pipeline) throw new DomainError("pipeline_not_found");
      return pipeline;
    },

    add: (actor: Actor, input: Input & { name: string }) => storage.run(addPipeline, actor, input),
    change: (actor: Actor, id: number, input: Input) => storage.run(changePipeline, actor, { id, input }),

    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(deletePipeline, actor, id);
      return { id };
    },
  };
}
export type { StoredPipeline };
export type PipelineService = ReturnType<typeof createPipelineService>;
