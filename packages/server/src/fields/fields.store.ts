import { randomUUID } from "node:crypto";
import type { FieldEntity } from "@leadfoyer/contract";
import { nobody } from "../lib/nobody.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import { createFieldSet, type FieldRow, type FieldSet, fromFieldRow, type StoredField } from "./field-set.ts";

/** Companies whose fields are kept in memory at once. */
const CAPACITY = 1_000;

const columns = [
  "id",
  "entity",
  "field_key",
  "name",
  "field_type",
  "options",
  "settings",
  "is_deleted",
  "created_by",
  "updated_by",
  "add_time",
  "update_time",
] as const;

type Key = { company: number; id: number };

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("fields").select(columns).where("company_id", "=", p.company).orderBy("id"),
);

const put = prepare((q, p: FieldRow & { company: number }) =>
  q
    .insertInto("fields")
    .values({
      company_id: p.company,
      id: p.id,
      entity: p.entity,
      field_key: p.field_key,
      name: p.name,
      field_type: p.field_type,
      options: p.options,
      settings: p.settings,
      is_deleted: p.is_deleted,
      created_by: p.created_by,
      updated_by: p.updated_by,
      add_time: p.add_time,
      update_time: p.update_time,
    })
    .onConflict((conflict) =>
      conflict.columns(["company_id", "id"]).doUpdateSet((eb) => ({
        name: eb.ref("excluded.name"),
        options: eb.ref("excluded.options"),
        settings: eb.ref("excluded.settings"),
        is_deleted: eb.ref("excluded.is_deleted"),
        updated_by: eb.ref("excluded.updated_by"),
        update_time: eb.ref("excluded.update_time"),
      })),
    ),
);

const remove = prepare((q, p: Key) =>
  q.deleteFrom("fields").where("company_id", "=", p.company).where("id", "=", p.id),
);

const selectRevision = prepare((q, p: { company: number }) =>
  q.selectFrom("field_revisions").select("revision").where("company_id", "=", p.company),
);

const putRevision = prepare((q, p: { company: number; revision: string }) =>
  q
    .insertInto("field_revisions")
    .values({ company_id: p.company, revision: p.revision })
    .onConflict((conflict) =>
      conflict.column("company_id").doUpdateSet((eb) => ({ revision: eb.ref("excluded.revision") })),
    ),
);

// Of every company: only at start, when what was left half done is looked for.
const selectLeaving = prepare((q, _p: object) =>
  q
    .selectFrom("fields")
    .innerJoin("companies", "companies.id", "company_id")
    .select(["company_id", "domain", "fields.id", "entity", "updated_by"])
    .where((eb) => eb.or([eb("is_deleted", "=", 1), eb("options", "like", '%"gone":true%')])),
);

const none = createFieldSet([]);

/** By revision: one is never used twice, in no database, so that what is kept here cannot be wrong. */
const kept = new Map<string, FieldSet>();

/** The fields of a company, by one read of one row unless they changed. */
export async function fieldSet(db: Db, company: number): Promise<FieldSet> {
  const row = await first(db, selectRevision, { company });
  if (!row) return none;
  const known = kept.get(row.revision);
  if (known) return known;
  const set = createFieldSet((await db.all(select, { company })).map(fromFieldRow));
  kept.set(row.revision, set);
  if (kept.size > CAPACITY) kept.delete(kept.keys().next().value ?? "");
  return set;
}

/** Stores a field, new or changed. */
export async function putField(tx: Tx, company: number, field: StoredField): Promise<void> {
  const { key, options, settings, is_deleted, ...rest } = field;
  await tx.all(put, {
    ...rest,
    company,
    field_key: key,
    options: options && JSON.stringify(options),
    settings: JSON.stringify(settings),
    is_deleted: is_deleted ? 1 : 0,
  });
  await tx.all(putRevision, { company, revision: randomUUID() });
}

export async function removeField(tx: Tx, company: number, id: number): Promise<void> {
  await tx.all(remove, { company, id });
  await tx.all(putRevision, { company, revision: randomUUID() });
}

/** Fields that are being deleted, or options of which are, and in whose name. */
export async function leavingFields(db: Db) {
  const rows = await db.all(selectLeaving, {});
  return rows.map(({ company_id, domain, id, entity, updated_by }) => ({
    actor: { ...nobody, company_id, company_domain: domain, user_id: updated_by ?? 0 },
    place: { entity: entity as FieldEntity, id }, // only what the contract knows is ever stored
  }));
}
