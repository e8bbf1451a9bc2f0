import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { readStages, writeStages } from "./pipelines.ts";
import { cursorQuery, Id, Name, Nullable, SecondTime } from "./scalars.ts";

/** A stage of a pipeline as v2 answers it. */
export const Stage = Type.Object({
  id: Id,
  order_nr: Type.Integer(),
  name: Type.String(),
  is_deleted: Type.Boolean(),
  deal_probability: Type.Integer({ description: "How likely a deal in it is won, per cent" }),
  pipeline_id: Id,
  is_deal_rot_enabled: Type.Boolean({ description: "Whether deals in it rot when nobody works on them" }),
  days_to_rotten: Nullable(Type.Integer()),
  add_time: SecondTime,
  update_time: SecondTime,
});
export type Stage = Type.Static<typeof Stage>;

const strict = { additionalProperties: false } as const;
const Percent = Type.Integer({ minimum: 0, maximum: 100, description: "Per cent, 100 unless given" });

/** A hundred years. */
const MOST_DAYS = 36_500;
export const Days = Type.Integer({ minimum: 1, maximum: MOST_DAYS });

const settings = {
  deal_probability: Type.Optional(Percent),
  is_deal_rot_enabled: Type.Optional(Type.Boolean()),
  days_to_rotten: Type.Optional(Nullable(Days)),
};

export const StageCreate = Type.Object(
  { name: Name("Name of the stage"), pipeline_id: Id, ...settings },
  strict,
);
export type StageCreate = Type.Static<typeof StageCreate>;

/** Only the keys sent change. */
export const StageUpdate = Type.Object(
  { name: Type.Optional(Name("Name of the stage")), pipeline_id: Type.Optional(Id), ...settings },
  strict,
);
export type StageUpdate = Type.Static<typeof StageUpdate>;

export const StageListQuery = Type.Object(
  {
    ...cursorQuery,
    pipeline_id: Type.Optional(Id),
    sort_by: Type.Optional(Type.Enum(["id", "update_time", "add_time", "order_nr"], { default: "id" })),
    sort_direction: Type.Optional(Type.Enum(["asc", "desc"], { default: "asc" })),
  },
  strict,
);
export type StageListQuery = Type.Static<typeof StageListQuery>;

const oneStage = Type.Object({ id: Id });
const common = { family: "v2", tag: "Stages", status: 200, data: Stage } as const;

export const getStages = endpoint({
  ...common,
  operation: "getStages",
  method: "GET",
  path: "/api/v2/stages",
  summary: "List stages, of one pipeline or of all",
  scopes: readStages,
  cost: 5,
  query: StageListQuery,
  list: "cursor",
});

export const addStage = endpoint({
  ...common,
  operation: "addStage",
  method: "POST",
  path: "/api/v2/stages",
  summary: "Add a stage at the end of a pipeline, as an administrator",
  scopes: writeStages,
  cost: 5,
  body: StageCreate,
});

export const getStage = endpoint({
  ...common,
  operation: "getStage",
  method: "GET",
  path: "/api/v2/stages/{id}",
  summary: "Read a stage, deleted or not",
  scopes: readStages,
  cost: 1,
  params: oneStage,
});

export const updateStage = endpoint({
  ...common,
  operation: "updateStage",
  method: "PATCH",
  path: "/api/v2/stages/{id}",
  summary: "Change the given properties of a stage, as an administrator",
  scopes: writeStages,
  cost: 5,
  params: oneStage,
  body: StageUpdate,
});

export const deleteStage = endpoint({
  ...common,
  operation: "deleteStage",
  method: "DELETE",
  path: "/api/v2/stages/{id}",
  summary: "Mark a stage as deleted, as an administrator: deals in it stay where they are",
  scopes: writeStages,
  cost: 3,
  params: oneStage,
  data: oneStage,
});

export const stageEndpoints = [getStages, addStage, getStage, updateStage, deleteStage];
