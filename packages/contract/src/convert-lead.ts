import * as Type from "typebox";
import { Id } from "./scalars.ts";

/** Where the deal begins. A stage wins over a pipeline; without either it is the first stage of the first pipeline. */
export const ConvertLead = Type.Object(
  { stage_id: Type.Optional(Id), pipeline_id: Type.Optional(Id) },
  { additionalProperties: false },
);
export type ConvertLead = Type.Static<typeof ConvertLead>;
