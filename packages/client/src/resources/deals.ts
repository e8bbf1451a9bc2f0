import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";
import type { Deal, Pipeline, Stage } from "../types.ts";

/** Deals, as v2 has them: what leads become. */
export const deals = (core: Core) => ({
  /** Deals that are not archived, of a pipeline, stage, status or contact if wanted. */
  list: list<typeof contract.getDeals, Deal>(core, "GET /api/v2/deals? 10 cursor"),
  /** Archived deals. */
  listArchived: list<typeof contract.getArchivedDeals, Deal>(core, "GET /api/v2/deals/archived? 20 cursor"),
  /** Adds a deal, in the first stage of the first pipeline unless it says otherwise. */
  add: call<typeof contract.addDeal, Deal>(core, "POST /api/v2/deals! 5"),
  /** Reads a deal, archived, deleted or not. */
  get: call<typeof contract.getDeal, Deal>(core, "GET /api/v2/deals/{id}? 1"),
  /** Changes the properties given. */
  update: call<typeof contract.updateDeal, Deal>(core, "PATCH /api/v2/deals/{id}! 5"),
  /** Marks a deal as deleted. */
  delete: call<typeof contract.deleteDeal>(core, "DELETE /api/v2/deals/{id} 3"),
});

/** Pipelines: the ways deals go. */
export const pipelines = (core: Core) => ({
  /** All pipelines. */
  list: list<typeof contract.getPipelines, Pipeline>(core, "GET /api/v2/pipelines? 5 cursor"),
  /** Adds a pipeline, as an administrator. */
  add: call<typeof contract.addPipeline, Pipeline>(core, "POST /api/v2/pipelines! 5"),
  /** Reads a pipeline, deleted or not. */
  get: call<typeof contract.getPipeline, Pipeline>(core, "GET /api/v2/pipelines/{id} 1"),
  /** Changes the properties given, as an administrator. */
  update: call<typeof contract.updatePipeline, Pipeline>(core, "PATCH /api/v2/pipelines/{id}! 5"),
  /** Marks a pipeline and its stages as deleted, as an administrator. */
  delete: call<typeof contract.deletePipeline>(core, "DELETE /api/v2/pipelines/{id} 3"),
});

/** Stages of pipelines. */
export const stages = (core: Core) => ({
  /** Stages of one pipeline, or of all. */
  list: list<typeof contract.getStages, Stage>(core, "GET /api/v2/stages? 5 cursor"),
  /** Adds a stage at the end of a pipeline, as an administrator. */
  add: call<typeof contract.addStage, Stage>(core, "POST /api/v2/stages! 5"),
  /** Reads a stage, deleted or not. */
  get: call<typeof contract.getStage, Stage>(core, "GET /api/v2/stages/{id} 1"),
  /** Changes the properties given, as an administrator. */
  update: call<typeof contract.updateStage, Stage>(core, "PATCH /api/v2/stages/{id}! 5"),
  /** Marks a stage as deleted, as an administrator. */
  delete: call<typeof contract.deleteStage>(core, "DELETE /api/v2/stages/{id} 3"),
});
