import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { cursorQuery, Id, Name, SecondTime } from "./scalars.ts";

/** A pipeline as v2 answers it: an order of stages a deal goes through. */
export const Pipeline = Type.Object({
  id: Id,
  name: Type.String(),
  order_nr: Type.Integer(),
  is_deleted: Type.Boolean(),
  is_deal_probability_enabled: Type.Boolean({
    description: "Whether its stages say how likely deals are won",
  }),
  add_time: SecondTime,
  update_time: SecondTime,
});
export type Pipeline = Type.Static<typeof Pipeline>;

const strict = { additionalProperties: false } as const;
const is_deal_probability_enabled = Type.Optional(Type.Boolean());

export const PipelineCreate = Type.Object(
  { name: Name("Name of the pipeline"), is_deal_probability_enabled },
  strict,
);

/** Only the keys sent change. */
export const PipelineUpdate = Type.Object(
  { name: Type.Optional(Name("Name of the pipeline")), is_deal_probability_enabled },
  strict,
);
export type PipelineUpdate = Type.Static<typeof PipelineUpdate>;

export const PipelineListQuery = Type.Object(
  {
    ...cursorQuery,
    sort_by: Type.Optional(Type.Enum(["id", "update_time", "add_time"], { default: "id" })),
    sort_direction: Type.Optional(Type.Enum(["asc", "desc"], { default: "asc" })),
  },
  strict,
);
export type PipelineListQuery = Type.Static<typeof PipelineListQuery>;

/** Scopes that let a caller see how deals are arranged, and change it. */
export const readStages = ["deals:read", "deals:full", "admin"] as const;
export const writeStages = ["admin"] as const;

const onePipeline = Type.Object({ id: Id });
const common = { family: "v2", tag: "Pipelines", status: 200, data: Pipeline } as const;

export const getPipelines = endpoint({
  ...common,
  operation: "getPipelines",
  method: "GET",
  path: "/api/v2/pipelines",
  summary: "List pipelines",
  scopes: readStages,
  cost: 5,
  query: PipelineListQuery,
  list: "cursor",
});

export const addPipeline = endpoint({
  ...common,
  operation: "addPipeline",
  method: "POST",
  path: "/api/v2/pipelines",
  summary: "Add a pipeline, as an administrator",
  scopes: writeStages,
  cost: 5,
  body: PipelineCreate,
});

export const getPipeline = endpoint({
  ...common,
  operation: "getPipeline",
  method: "GET",
  path: "/api/v2/pipelines/{id}",
  summary: "Read a pipeline, deleted or not",
  scopes: readStages,
  cost: 1,
  params: onePipeline,
});

export const updatePipeline = endpoint({
  ...common,
  operation: "updatePipeline",
  method: "PATCH",
  path: "/api/v2/pipelines/{id}",
  summary: "Change the given properties of a pipeline, as an administrator",
  scopes: writeStages,
  cost: 5,
  params: onePipeline,
  body: PipelineUpdate,
});

export const deletePipeline = endpoint({
  ...common,
  operation: "deletePipeline",
  method: "DELETE",
  path: "/api/v2/pipelines/{id}",
  summary: "Mark a pipeline and its stages as deleted, as an administrator",
  scopes: writeStages,
  cost: 3,
  params: onePipeline,
  data: onePipeline,
});

export const pipelineEndpoints = [getPipelines, addPipeline, getPipeline, updatePipeline, deletePipeline];
