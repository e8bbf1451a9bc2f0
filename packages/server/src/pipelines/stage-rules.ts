import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { findPipeline, listPipelines } from "./pipelines.store.ts";
import { findStage, listStages, type StoredStage } from "./stages.store.ts";

type Asked = { stage_id?: number | undefined; pipeline_id?: number | undefined };

/**
 * The stage a deal is to be in: the one asked for, else the first of the pipeline asked for, else of the first
 * pipeline. A stage wins over a pipeline, which follows from it.
 * @throws DomainError `invalid` when there is no such stage
 */
export async function stageFor(
  db: Db,
  company: number,
  { stage_id, pipeline_id }: Asked,
): Promise<StoredStage> {
  if (stage_id !== undefined) return requireStage(db, company, stage_id);
  const pipeline = pipeline_id ?? (await firstPipeline(db, company));
  await requirePipeline(db, company, pipeline);
  const stages = await listStages(db, company);
  const first = stages.find((stage) => stage.pipeline_id === pipeline && !stage.is_deleted);
  if (first) return first;
  throw new DomainError("invalid", { info: `"pipeline_id" ${pipeline} has no stage` });
}

async function firstPipeline(db: Db, company: number): Promise<number> {
  const [first] = (await listPipelines(db, company)).filter(({ is_deleted }) => !is_deleted);
  return first?.id ?? 0;
}

/** @throws DomainError `invalid` when there is no such stage, or it is deleted. */
async function requireStage(db: Db, company: number, id: number): Promise<StoredStage> {
  const stage = await findStage(db, company, id);
  if (stage && !stage.is_deleted) return stage;
  throw new DomainError("invalid", { info: `"stage_id" ${id} is not a stage of this company` });
}

/** @throws DomainError `invalid` when there is no such pipeline, or it is deleted. */
export async function requirePipeline(db: Db, company: number, id: number): Promise<void> {
  const pipeline = await findPipeline(db, company, id);
  if (pipeline && !pipeline.is_deleted) return;
  throw new DomainError("invalid", { info: `"pipeline_id" ${id} is not a pipeline of this company` });
}

/** A pipeline, or a stage. */
export type Place = { pipeline_id: number } | { stage_id: number };

/** @throws DomainError `pipeline_not_found` or `stage_not_found`; one that is deleted is still there. */
export async function requirePlace(db: Db, company: number, place: Place): Promise<void> {
  if ("stage_id" in place) {
    if (!(await findStage(db, company, place.stage_id))) throw new DomainError("stage_not_found");
  } else if (!(await findPipeline(db, company, place.pipeline_id))) {
    throw new DomainError("pipeline_not_found");
  }
}
