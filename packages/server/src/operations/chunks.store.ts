import { first, type Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { prepare } from "../storage/prepared.ts";

/** The leads a bulk is still to come to, some to a chunk. */

type Key = { company: number; id: number };

const insertChunks = prepareInsertMany("operation_chunks", ["company_id", "operation_id", "nr", "ids"]);

const takeNext = prepare((q, p: Key & { nr: number }) =>
  q
    .deleteFrom("operation_chunks")
    .where("company_id", "=", p.company)
    .where("operation_id", "=", p.id)
    .where("nr", "=", p.nr)
    .returning("ids"),
);

const dropChunks = prepare((q, p: Key) =>
  q.deleteFrom("operation_chunks").where("company_id", "=", p.company).where("operation_id", "=", p.id),
);

/** Puts leads down for a bulk to come to, `size` at a time, from chunk `nr` on, and answers the next chunk's number. */
export async function putChunks(
  tx: Tx,
  { company, id, size }: Key & { size: number },
  nr: number,
  ids: readonly string[],
): Promise<number> {
  const chunks = [];
  for (let from = 0; from < ids.length; from += size) {
    const some = JSON.stringify(ids.slice(from, from + size));
    chunks.push({ company_id: company, operation_id: id, nr: nr + chunks.length, ids: some });
  }
  await insertChunks(tx, chunks);
  return nr + chunks.length;
}

/** Takes a chunk out; undefined behind the last. */
export async function takeChunk(tx: Tx, key: Key & { nr: number }): Promise<string[] | undefined> {
  const row = await first(tx, takeNext, key);
  return row && JSON.parse(row.ids);
}

export const removeChunks = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(dropChunks, { company, id }));
