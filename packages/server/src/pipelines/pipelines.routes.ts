import {
  addPipeline,
  addStage,
  deletePipeline,
  deleteStage,
  getPipeline,
  getPipelines,
  getStage,
  getStages,
  type Pipeline,
  type Stage,
  updatePipeline,
  updateStage,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { PipelineService, StoredPipeline } from "./pipelines.service.ts";
import type { StageService, StoredStage } from "./stages.service.ts";

const toPipeline = (pipeline: StoredPipeline): Pipeline => ({
  id: pipeline.id,
  name: pipeline.name,
  order_nr: pipeline.order_nr,
  is_deleted: pipeline.is_deleted,
  is_deal_probability_enabled: pipeline.is_deal_probability_enabled,
  add_time: toSecondTime(pipeline.add_time),
  update_time: toSecondTime(pipeline.update_time),
});

const toStage = (stage: StoredStage): Stage => ({
  id: stage.id,
  order_nr: stage.order_nr,
  name: stage.name,
  is_deleted: stage.is_deleted,
  deal_probability: stage.deal_probability,
  pipeline_id: stage.pipeline_id,
  is_deal_rot_enabled: stage.is_deal_rot_enabled,
  days_to_rotten: stage.days_to_rotten,
  add_time: toSecondTime(stage.add_time),
  update_time: toSecondTime(stage.update_time),
});

export function pipelineRoutes(
  serve: Serve,
  { pipelines, stages }: { pipelines: PipelineService; stages: StageService },
): void {
  serve(getPipelines, async ({ actor, query }) => {
    const { items, next_cursor } = await pipelines.list(actor, query);
    return { items: items.map(toPipeline), next_cursor };
  });
  serve(addPipeline, async ({ actor, body }) => toPipeline(await pipelines.add(actor, body)));
  serve(getPipeline, async ({ actor, params }) => toPipeline(await pipelines.get(actor, params.id)));
  serve(updatePipeline, async ({ actor, params, body }) =>
    toPipeline(await pipelines.change(actor, params.id, body)),
  );
  serve(deletePipeline, ({ actor, params }) => pipelines.remove(actor, params.id));

  serve(getStages, async ({ actor, query }) => {
    const { items, next_cursor } = await stages.list(actor, query);
    return { items: items.map(toStage), next_cursor };
  });
  serve(addStage, async ({ actor, body }) => toStage(await stages.add(actor, body)));
  serve(getStage, async ({ actor, params }) => toStage(await stages.get(actor, params.id)));
  serve(updateStage, async ({ actor, params, body }) => toStage(await stages.change(actor, params.id, body)));
  serve(deleteStage, async ({ actor, params }) => {
    await stages.remove(actor, [params.id]);
    return { id: params.id };
  });
}
