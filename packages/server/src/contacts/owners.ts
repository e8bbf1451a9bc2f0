import type { OwnerV1 } from "@leadfoyer/contract";
import { idsAmong } from "../storage/among.ts";
import type { Db } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";

/** A user as v1 shows them. */
export type Owner = Omit<OwnerV1, "value">;

const select = prepare((q, p: { company: number; ids: string }, engine) =>
  q
    .selectFrom("users")
    .select(["id", "name", "email", "active"])
    .where("company_id", "=", p.company)
    .where("id", "in", idsAmong(engine, p.ids)),
);

/** The owners of a page of contacts, by id: one query. */
export async function ownersOf(
  db: Db,
  company: number,
  contacts: readonly { owner_id: number }[],
): Promise<Map<number, Owner>> {
  const ids = [...new Set(contacts.map(({ owner_id }) => owner_id))];
  const rows = await db.all(select, { company, ids: JSON.stringify(ids) });
  return new Map(
    rows.map(({ active, ...user }) => [
      user.id,
      { ...user, has_pic: 0, pic_hash: null, active_flag: active === 1 },
    ]),
  );
}

/** An owner as a v1 contact shows it. */
export function toOwnerV1(owners: ReadonlyMap<number, Owner>, id: number): OwnerV1 {
  const owner = owners.get(id);
  if (!owner) throw new Error(`User ${id} owns a contact and is not in its company`);
  return { ...owner, value: id };
}
