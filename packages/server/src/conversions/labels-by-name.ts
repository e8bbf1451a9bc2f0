import { fieldSet } from "../fields/fields.store.ts";
import { listLabels } from "../labels/labels.store.ts";
import { fold } from "../lib/sort-key.ts";
import type { Db } from "../storage/db.ts";

const LABELS = "label_ids";

/** The labels deals can wear, which are options of a field of theirs. */
async function dealLabels(db: Db, company: number): Promise<readonly { id: number; label: string }[]> {
  const field = (await fieldSet(db, company)).of("deal").find(({ key }) => key === LABELS);
  return (field?.options ?? []).map(({ id, label }) => ({ id: Number(id), label }));
}

/** Of labels of leads, the labels of deals that are called like them, whatever their case. Some have no namesake. */
export async function namesakes(
  db: Db,
  company: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const names = new Map((await listLabels(db, company)).map(({ id, name }) => [id, fold(name)]));
  const known = new Map((await dealLabels(db, company)).map(({ id, label }) => [fold(label), id]));
  return new Map(
    ids.flatMap((id) => {
      const like = known.get(names.get(id) ?? "");
      return like === undefined ? [] : [[id, like] as const];
    }),
  );
}

/** The labels of deals that are called like these labels of leads. */
export const dealLabelsLike = async (db: Db, company: number, ids: readonly string[]): Promise<number[]> => [
  ...(await namesakes(db, company, ids)).values(),
];

/** The same the other way round. */
export async function leadLabelsLike(db: Db, company: number, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const names = new Map((await dealLabels(db, company)).map(({ id, label }) => [id, fold(label)]));
  const known = new Map((await listLabels(db, company)).map(({ id, name }) => [fold(name), id]));
  return ids.map((id) => known.get(names.get(id) ?? "")).filter((id) => id !== undefined);
}
