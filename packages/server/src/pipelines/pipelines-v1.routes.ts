import {
  addPipelineV1,
  addStageV1,
  deletePipelineV1,
  deleteStages,
  deleteStageV1,
  getPipelinesV1,
  getPipelineV1,
  getStagesV1,
  getStageV1,
  type PipelineV1Input,
  type StageV1Input,
  updatePipelineV1,
  updateStageV1,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { Actor } from "../lib/actor.ts";
import { parseIds } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import { pageOf } from "../lib/paging.ts";
import { toListedStageV1, toPipelineV1, toStageV1 } from "./pipeline-v1.ts";
import type { PipelineService, StoredPipeline } from "./pipelines.service.ts";
import type { StageService, StoredStage } from "./stages.service.ts";

const MAX_IDS = 100;

const fromPipelineV1 = ({ name, deal_probability, order_nr }: PipelineV1Input) => ({
  ...(name !== undefined && { name }),
  ...(order_nr !== undefined && { order_nr }),
  ...(deal_probability !== undefined && { is_deal_probability_enabled: deal_probability === 1 }),
});

const fromStageV1 = ({ rotten_flag, rotten_days, ...same }: StageV1Input) => ({
  ...same,
  ...(rotten_flag !== undefined && { is_deal_rot_enabled: rotten_flag === 1 }),
  ...(rotten_days !== undefined && { days_to_rotten: rotten_days }),
});

export function pipelineV1Routes(
  serve: Serve,
  { pipelines, stages }: { pipelines: PipelineService; stages: StageService },
): void {
  const selected = async (actor: Actor, pipeline: StoredPipeline) => {
    const [first] = await pipelines.all(actor);
    return { ...toPipelineV1(pipeline), selected: pipeline.id === first?.id };
  };

  serve(getPipelinesV1, async ({ actor }) =>
    (await pipelines.all(actor)).map((pipeline, place) => ({
      ...toPipelineV1(pipeline),
      selected: place === 0,
    })),
  );
  serve(addPipelineV1, async ({ actor, body }) => {
    const { name, ...input } = fromPipelineV1(body);
    return toPipelineV1(await pipelines.add(actor, { ...input, name: required("name", name) }));
  });
  serve(getPipelineV1, async ({ actor, params }) => selected(actor, await pipelines.get(actor, params.id)));
  serve(updatePipelineV1, async ({ actor, params, body }) =>
    selected(actor, await pipelines.change(actor, params.id, fromPipelineV1(body))),
  );
  serve(deletePipelineV1, ({ actor, params }) => pipelines.remove(actor, params.id));

  serve(getStagesV1, async ({ actor, query }) => {
    const known = new Map((await pipelines.all(actor)).map((pipeline) => [pipeline.id, pipeline]));
    const { items, ...page } = pageOf(await stages.all(actor, query.pipeline_id), query);
    const listed = (items as StoredStage[]).map((stage) =>
      toListedStageV1(stage, known.get(stage.pipeline_id)),
    );
    return { ...page, items: listed };
  });
  serve(addStageV1, async ({ actor, body }) => {
    const { name, pipeline_id, ...input } = fromStageV1(body);
    const place = { name: required("name", name), pipeline_id: required("pipeline_id", pipeline_id) };
    return toStageV1(await stages.add(actor, { ...input, ...place }));
  });
  serve(getStageV1, async ({ actor, params }) => toStageV1(await stages.get(actor, params.id)));
  serve(updateStageV1, async ({ actor, params, body }) =>
    toStageV1(await stages.change(actor, params.id, fromStageV1(body))),
  );
  serve(deleteStageV1, async ({ actor, params }) => {
    await stages.remove(actor, [params.id]);
    return { id: params.id };
  });
  serve(deleteStages, async ({ actor, query }) => {
    const ids = parseIds(query.ids, { key: "ids", max: MAX_IDS });
    await stages.remove(actor, ids);
    return { id: ids };
  });
}

/** @throws DomainError `invalid` for a member that is not given. */
function required<T>(key: string, value: T | undefined): T {
  if (value === undefined) throw new DomainError("invalid", { info: `"${key}" is required` });
  return value;
}
