import type { StageListQuery } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { sortedPage } from "./sorted-page.ts";
import { addStage, changeStage, deleteStages, type StageInput } from "./stage-commands.ts";
import { findStage, listStages, type StoredStage } from "./stages.store.ts";

/** Stages: where in a pipeline a deal stands. */
export function createStageService({ storage }: { storage: Storage }) {
  /** Those that are not deleted, of one pipeline or of all, in their order. */
  async function all(actor: Actor, pipeline?: number): Promise<StoredStage[]> {
    const stages = await listStages(storage.db, actor.company_id);
    return stages.filter(
      (stage) => !stage.is_deleted && (pipeline === undefined || stage.pipeline_id === pipeline),
    );
  }

  return {
    all,

    list: async (actor: Actor, { pipeline_id, ...query }: StageListQuery): Promise<CursorPage<StoredStage>> =>
      sortedPage(await all(actor, pipeline_id), query),

    /** One stage, deleted or not. */
    async get(actor: Actor, id: number): Promise<StoredStage> {
      const stage = await findStage(storage.db, actor.company_id, id);
      if (!stage) throw new DomainError("stage_not_found");
      return stage;
    },

    add: (actor: Actor, input: StageInput & { name: string; pipeline_id: number }) =>
      storage.run(addStage, actor, input),
    change: (actor: Actor, id: number, input: StageInput) => storage.run(changeStage, actor, { id, input }),
    remove: (actor: Actor, ids: number[]): Promise<void> => storage.run(deleteStages, actor, ids),
  };
}
export type { StoredStage };
export type StageService = ReturnType<typeof createStageService>;
