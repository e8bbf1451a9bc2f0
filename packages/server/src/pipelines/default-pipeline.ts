import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { insertPipeline } from "./pipelines.store.ts";
import { insertStage } from "./stages.store.ts";

/** What Pipedrive gives a new account, in this order. */
const stages = ["Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started"];

/** Adds the pipeline every company begins with, within the transaction that makes the company. */
export async function addDefaultPipelineIn(tx: Tx, company: number): Promise<void> {
  const times = { add_time: tx.now, update_time: tx.now, is_deleted: false };
  const pipeline_id = await nextId(tx, company, "pipeline");
  await insertPipeline(tx, company, {
    ...{ id: pipeline_id, name: "Pipeline", order_nr: 1, is_deal_probability_enabled: true },
    ...times,
  });
  for (const [index, name] of stages.entries()) {
    const id = await nextId(tx, company, "stage");
    const stage = { id, pipeline_id, name, order_nr: index + 1, ...newStage };
    await insertStage(tx, company, { ...stage, ...times });
  }
}

/** What a stage is until somebody says otherwise. */
export const newStage = { deal_probability: 100, is_deal_rot_enabled: false, days_to_rotten: null };
