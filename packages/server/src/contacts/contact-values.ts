import { record } from "../events/event-log.ts";
import { type CustomValues, toValueRows, type ValueRow, withoutValue } from "../fields/custom-values.ts";
import type { FieldSet, Leaving } from "../fields/field-set.ts";
import { holdersOf, insertValueRows, removeValueRows } from "../fields/field-values.store.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import type { Tx } from "../storage/db.ts";

type Kind = "person" | "organization";

/** What of a contact can be found by field: labels and custom values. */
type Holding = { id: number; label_ids: number[]; custom: CustomValues };

const isEmpty = ({ label_ids, custom }: Holding): boolean =>
  label_ids.length === 0 && Object.keys(custom).length === 0;

const isSame = (a: Holding, b: Holding): boolean =>
  JSON.stringify([a.label_ids, a.custom]) === JSON.stringify([b.label_ids, b.custom]);

function rowsOf(fields: FieldSet, kind: Kind, { label_ids, custom }: Holding): ValueRow[] {
  const labels = label_ids.map((num) => ({ field_id: fields.labels(kind), num, txt: "", extra: "" }));
  return [...labels, ...toValueRows(fields.held(kind).values(), custom)];
}

/** Makes a contact be found by what it holds, in the transaction that stores it. */
export async function putContactValues(
  tx: Tx,
  { company, kind }: { company: number; kind: Kind },
  next: Holding,
  before?: Holding,
): Promise<void> {
  if (before && isSame(before, next)) return;
  if (before && !isEmpty(before)) await removeValueRows(tx, { company, kind, holder: next.id });
  await putNewContactValues(tx, { company, kind }, [next]);
}

/** The same of new contacts. */
export async function putNewContactValues(
  tx: Tx,
  { company, kind }: { company: number; kind: Kind },
  contacts: readonly Holding[],
): Promise<void> {
  const holding = contacts.filter((contact) => !isEmpty(contact));
  if (holding.length === 0) return;
  const fields = await fieldSet(tx, company);
  const values = holding.map((contact) => ({ holder: contact.id, rows: rowsOf(fields, kind, contact) }));
  await insertValueRows(tx, company, kind, values);
}

type Table<T> = {
  kind: Kind;
  at: (tx: Tx, company: number, ids: readonly number[]) => Promise<T[]>;
  update: (tx: Tx, company: number, next: T, before: T) => Promise<void>;
  search: { reindex: (tx: Tx, company: number, before: T, next: T) => Promise<void> };
};

/**
 * Takes the value of a field that is going away, or of an option of it, off contacts, deleted ones too, and answers
 * whether more may hold it. `limit` bounds the work. Their `update_time` stays: nobody worked on them.
 */
export async function takeFieldOffContacts<T extends Holding>(
  { tx, actor }: { tx: Tx; actor: Actor },
  { kind, at, update, search }: Table<T>,
  { field, option }: Leaving,
  limit: number,
): Promise<boolean> {
  const company = actor.company_id;
  const fields = await fieldSet(tx, company);
  const { holders, more } = await holdersOf(tx, { company, field: field.id, kind, option, limit });
  for (const contact of await at(tx, company, holders)) {
    const next =
      field.id === fields.labels(kind)
        ? { ...contact, label_ids: contact.label_ids.filter((id) => id !== option) }
        : { ...contact, custom: withoutValue(contact.custom, field.key, option) };
    await update(tx, company, next, contact);
    await search.reindex(tx, company, contact, next);
    const previous = differences(contact, next);
    await record(tx, actor, { object: kind, objectId: contact.id, action: "change", previous });
  }
  return more;
}
