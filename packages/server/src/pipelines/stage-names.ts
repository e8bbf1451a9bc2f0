import type { Db } from "../storage/db.ts";
import { listStages } from "./stages.store.ts";

/** The names of a company's stages, deleted ones too, by id. */
export const stageNames = async (db: Db, company: number): Promise<Map<number, string>> =>
  new Map((await listStages(db, company)).map(({ id, name }) => [id, name]));
