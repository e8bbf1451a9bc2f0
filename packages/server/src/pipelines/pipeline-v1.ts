import type { PipelineV1, RelatedStageV1, StageV1 } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { StoredPipeline } from "./pipelines.store.ts";
import type { StoredStage } from "./stages.store.ts";

/** A pipeline as v1 shows it. */
export const toPipelineV1 = (pipeline: StoredPipeline): PipelineV1 => ({
  id: pipeline.id,
  name: pipeline.name,
  url_title: pipeline.name.trim().replaceAll(/\s+/g, "-"),
  order_nr: pipeline.order_nr,
  active: !pipeline.is_deleted,
  deal_probability: pipeline.is_deal_probability_enabled,
  add_time: toSpacedTime(pipeline.add_time),
  update_time: toSpacedTime(pipeline.update_time),
});

/** A stage as v1 shows it. */
export const toStageV1 = (stage: StoredStage): StageV1 => ({
  id: stage.id,
  order_nr: stage.order_nr,
  name: stage.name,
  active_flag: !stage.is_deleted,
  deal_probability: stage.deal_probability,
  pipeline_id: stage.pipeline_id,
  rotten_flag: stage.is_deal_rot_enabled,
  rotten_days: stage.days_to_rotten,
  add_time: toSpacedTime(stage.add_time),
  update_time: toSpacedTime(stage.update_time),
});

/** A stage as v1 lists it, with what it says of its pipeline. */
export const toListedStageV1 = (stage: StoredStage, pipeline: StoredPipeline | undefined) => ({
  ...toStageV1(stage),
  pipeline_name: pipeline?.name ?? "",
  pipeline_deal_probability: pipeline?.is_deal_probability_enabled ?? false,
});

/** A stage as v1 shows it beside a deal. */
export function toRelatedStageV1(
  { company_id }: Actor,
  stage: StoredStage,
  pipeline: StoredPipeline | undefined,
): RelatedStageV1 {
  const { id, ...members } = toListedStageV1(stage, pipeline);
  return { id, company_id, ...members };
}
