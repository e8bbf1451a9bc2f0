import type { StageUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { newStage } from "./default-pipeline.ts";
import { requirePipeline } from "./stage-rules.ts";
import { findStage, insertStage, listStages, type StoredStage, updateStage } from "./stages.store.ts";

export type StageInput = StageUpdate & { order_nr?: number };

export const addStage = command(
  "stages.add",
  async (tx, actor: Actor, { name = "", pipeline_id = 0, ...input }: StageInput): Promise<StoredStage> => {
    requireAdmin(actor);
    await requirePipeline(tx, actor.company_id, pipeline_id);
    const stage = {
      id: await nextId(tx, actor.company_id, "stage"),
      pipeline_id,
      name,
      order_nr: await placeAfter(tx, actor, pipeline_id),
      ...newStage,
      ...input,
      is_deleted: false,
      add_time: tx.now,
      update_time: tx.now,
    };
    await insertStage(tx, actor.company_id, stage);
    await record(tx, actor, { object: "stage", objectId: stage.id, action: "create" });
    return stage;
  },
);

/** A stage that goes to another pipeline takes its last place. Deals in it keep the pipeline they are in. */
export const changeStage = command(
  "stages.change",
  async (tx, actor: Actor, { id, input }: { id: number; input: StageInput }): Promise<StoredStage> => {
    const stage = await requireLive(tx, actor, id);
    const { pipeline_id = stage.pipeline_id } = input;
    if (pipeline_id === stage.pipeline_id) return store(tx, actor, stage, { ...stage, ...input });
    await requirePipeline(tx, actor.company_id, pipeline_id);
    const order_nr = await placeAfter(tx, actor, pipeline_id);
    return store(tx, actor, stage, { ...stage, order_nr, ...input });
  },
);

/** All of them, or none when one is not there. */
export const deleteStages = command(
  "stages.remove",
  async (tx, actor: Actor, ids: number[]): Promise<void> => {
    for (const id of ids) await requireLive(tx, actor, id);
    await removeStagesIn(tx, actor, ({ id }) => ids.includes(id));
  },
);

/** Marks stages as deleted. */
export async function removeStagesIn(
  tx: Tx,
  actor: Actor,
  which: (stage: StoredStage) => boolean,
): Promise<void> {
  const leaving = (await listStages(tx, actor.company_id)).filter(
    (stage) => !stage.is_deleted && which(stage),
  );
  for (const stage of leaving) await store(tx, actor, stage, { ...stage, is_deleted: true });
}

async function placeAfter(tx: Tx, { company_id }: Actor, pipeline: number): Promise<number> {
  const beside = (await listStages(tx, company_id)).filter(({ pipeline_id }) => pipeline_id === pipeline);
  return (beside.at(-1)?.order_nr ?? 0) + 1;
}

/** A stage that is not deleted, for an administrator. */
async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredStage> {
  requireAdmin(actor);
  const stage = await findStage(tx, actor.company_id, id);
  if (!stage || stage.is_deleted) throw new DomainError("stage_not_found");
  return stage;
}

async function store(tx: Tx, actor: Actor, stage: StoredStage, wanted: StoredStage): Promise<StoredStage> {
  if (Object.keys(differences(stage, wanted)).length === 0) return stage;
  const next = { ...wanted, update_time: Math.max(tx.now, stage.update_time + 1) };
  await updateStage(tx, actor.company_id, next);
  const action = next.is_deleted ? "delete" : "change";
  const previous = next.is_deleted ? stage : differences(stage, next);
  await record(tx, actor, { object: "stage", objectId: stage.id, action, previous });
  return next;
}
