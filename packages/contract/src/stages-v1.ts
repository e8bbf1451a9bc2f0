import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { readStages, writeStages } from "./pipelines.ts";
import { Id, Nullable, NumberFlag, offsetQuery, SpacedTime, Text } from "./scalars.ts";
import { Days } from "./stages.ts";

const pipeline = {
  id: Id,
  name: Type.String(),
  url_title: Type.String(),
  order_nr: Type.Integer(),
  active: Type.Boolean(),
  deal_probability: Type.Boolean(),
  add_time: SpacedTime,
  update_time: SpacedTime,
};

/** A pipeline as v1 shows it. */
export const PipelineV1 = Type.Object(pipeline);
export type PipelineV1 = Type.Static<typeof PipelineV1>;

/** The same, and whether it is the first: v1 takes that for the one the caller has before them. */
export const SelectedPipelineV1 = Type.Object({ ...pipeline, selected: Type.Boolean() });

const stage = {
  id: Id,
  order_nr: Type.Integer(),
  name: Type.String(),
  active_flag: Type.Boolean(),
  deal_probability: Type.Integer(),
  pipeline_id: Id,
  rotten_flag: Type.Boolean(),
  rotten_days: Nullable(Type.Integer()),
  add_time: SpacedTime,
  update_time: SpacedTime,
};
const ofPipeline = { pipeline_name: Type.String(), pipeline_deal_probability: Type.Boolean() };

/** A stage as v1 shows it. */
export const StageV1 = Type.Object(stage);
export type StageV1 = Type.Static<typeof StageV1>;

/** A stage as v1 lists it. */
export const ListedStageV1 = Type.Object({ ...stage, ...ofPipeline });

/** A stage as v1 shows it beside a deal. */
export const RelatedStageV1 = Type.Object({ ...stage, company_id: Id, ...ofPipeline });
export type RelatedStageV1 = Type.Static<typeof RelatedStageV1>;

const name = Type.Optional(Text({ minLength: 1, maxLength: 255 }));
const order_nr = Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 }));

export const PipelineV1Input = Type.Object({
  name,
  deal_probability: Type.Optional(NumberFlag("Whether its stages say how likely deals are won")),
  order_nr,
  active: Type.Optional(NumberFlag("Kept for old clients: a pipeline is deleted by DELETE")),
});
export type PipelineV1Input = Type.Static<typeof PipelineV1Input>;

export const StageV1Input = Type.Object({
  name,
  pipeline_id: Type.Optional(Id),
  deal_probability: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  rotten_flag: Type.Optional(NumberFlag("Whether deals in it rot when nobody works on them")),
  rotten_days: Type.Optional(Nullable(Days)),
  order_nr,
});
export type StageV1Input = Type.Static<typeof StageV1Input>;

const one = Type.Object({ id: Id });
const pipelines = { family: "v1", tag: "Pipelines (v1)", status: 200 } as const;
const stages = { family: "v1", tag: "Stages (v1)", status: 200 } as const;

export const getPipelinesV1 = endpoint({
  ...pipelines,
  operation: "getPipelines",
  method: "GET",
  path: "/v1/pipelines",
  summary: "List all pipelines",
  scopes: readStages,
  cost: 10,
  data: SelectedPipelineV1,
  list: "all",
});

export const addPipelineV1 = endpoint({
  ...pipelines,
  operation: "addPipeline",
  method: "POST",
  path: "/v1/pipelines",
  summary: "Add a pipeline, as an administrator",
  scopes: writeStages,
  cost: 10,
  body: PipelineV1Input,
  data: PipelineV1,
});

export const getPipelineV1 = endpoint({
  ...pipelines,
  operation: "getPipeline",
  method: "GET",
  path: "/v1/pipelines/{id}",
  summary: "Read a pipeline, deleted or not",
  scopes: readStages,
  cost: 2,
  params: one,
  data: SelectedPipelineV1,
});

export const updatePipelineV1 = endpoint({
  ...pipelines,
  operation: "updatePipeline",
  method: "PUT",
  path: "/v1/pipelines/{id}",
  summary: "Change the given properties of a pipeline, as an administrator",
  scopes: writeStages,
  cost: 10,
  params: one,
  body: PipelineV1Input,
  data: SelectedPipelineV1,
});

export const deletePipelineV1 = endpoint({
  ...pipelines,
  operation: "deletePipeline",
  method: "DELETE",
  path: "/v1/pipelines/{id}",
  summary: "Mark a pipeline and its stages as deleted, as an administrator",
  scopes: writeStages,
  cost: 6,
  params: one,
  data: one,
});

export const getStagesV1 = endpoint({
  ...stages,
  operation: "getStages",
  method: "GET",
  path: "/v1/stages",
  summary: "List stages, of one pipeline or of all",
  scopes: readStages,
  cost: 10,
  query: Type.Object({ ...offsetQuery, pipeline_id: Type.Optional(Id) }),
  data: ListedStageV1,
  list: "offset",
});

export const addStageV1 = endpoint({
  ...stages,
  operation: "addStage",
  method: "POST",
  path: "/v1/stages",
  summary: "Add a stage at the end of a pipeline, as an administrator",
  scopes: writeStages,
  cost: 10,
  body: StageV1Input,
  data: StageV1,
});

export const getStageV1 = endpoint({
  ...stages,
  operation: "getStage",
  method: "GET",
  path: "/v1/stages/{id}",
  summary: "Read a stage, deleted or not",
  scopes: readStages,
  cost: 2,
  params: one,
  data: StageV1,
});

export const updateStageV1 = endpoint({
  ...stages,
  operation: "updateStage",
  method: "PUT",
  path: "/v1/stages/{id}",
  summary: "Change the given properties of a stage, as an administrator",
  scopes: writeStages,
  cost: 10,
  params: one,
  body: StageV1Input,
  data: StageV1,
});

export const deleteStageV1 = endpoint({
  ...stages,
  operation: "deleteStage",
  method: "DELETE",
  path: "/v1/stages/{id}",
  summary: "Mark a stage as deleted, as an administrator",
  scopes: writeStages,
  cost: 6,
  params: one,
  data: one,
});

export const deleteStages = endpoint({
  ...stages,
  operation: "deleteStages",
  method: "DELETE",
  path: "/v1/stages",
  summary: "Mark several stages as deleted: all of them, or none when one is not there",
  scopes: writeStages,
  cost: 10,
  query: Type.Object({
    ids: Type.String({ maxLength: 4_000, description: "At most 100 ids, separated by commas" }),
  }),
  data: Type.Object({ id: Type.Array(Id) }),
});

export const stageV1Endpoints = [
  getPipelinesV1,
  addPipelineV1,
  getPipelineV1,
  updatePipelineV1,
  deletePipelineV1,
  getStagesV1,
  addStageV1,
  getStageV1,
  updateStageV1,
  deleteStageV1,
  deleteStages,
];
