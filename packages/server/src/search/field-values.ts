import { searchedLeads } from "../leads/lead-search.ts";
import type { Viewer } from "../lib/actor.ts";
import { searchedOrganizations } from "../organizations/organization-search.ts";
import { searchedPersons } from "../persons/person-search.ts";
import type { Db } from "../storage/db.ts";
import type { ItemKind, SearchField } from "./search-tokens.ts";
import type { Hit } from "./search-walk.ts";

/** A field whose values are searched, and where the index has them. */
export type FieldOf = { key: string; searched: SearchField };

const fields: Record<ItemKind, Readonly<Record<string, SearchField>>> = {
  lead: { title: "title" },
  person: { name: "title", email: "email", phone: "phone" },
  organization: { name: "title", address: "address" },
};

/** The field of a key; undefined when there is none that is searched. */
export function searchedField(kind: ItemKind, key: string): FieldOf | undefined {
  const searched = Object.hasOwn(fields[kind], key) ? fields[kind][key] : undefined;
  return searched && { key, searched };
}

type Item = { id: number | string; values: Readonly<Record<string, readonly string[]>> };

/** Reads what the fields of items hold, with the ids they are known by. */
export async function createFieldValues(db: Db, viewer: Viewer, kind: ItemKind, hits: readonly Hit[]) {
  const items = await readers[kind](
    db,
    viewer,
    hits.map(({ item }) => item),
  );
  return ({ item }: Hit, { key }: FieldOf): { id: number | string; values: readonly string[] } => {
    const { id, values } = items.get(item) ?? { id: 0, values: {} };
    return { id, values: values[key] ?? [] };
  };
}

const readers: Record<
  ItemKind,
  (db: Db, viewer: Viewer, items: readonly number[]) => Promise<Map<number, Item>>
> = {
  async lead(db, viewer, items) {
    const leads = await searchedLeads(db, viewer.company_id, items);
    return new Map(leads.map(({ seq, lead }) => [seq, { id: lead.id, values: { title: [lead.title] } }]));
  },
  async person(db, viewer, items) {
    const persons = await searchedPersons(db, viewer, items);
    const valuesOf = (points: readonly { value: string }[]) => points.map(({ value }) => value);
    return new Map(
      persons.map(({ id, name, emails, phones }) => [
        id,
        { id, values: { name: [name], email: valuesOf(emails), phone: valuesOf(phones) } },
      ]),
    );
  },
  async organization(db, viewer, items) {
    const organizations = await searchedOrganizations(db, viewer, items);
    return new Map(
      organizations.map(({ id, name, address }) => [
        id,
        { id, values: { name: [name], address: address?.value ? [address.value] : [] } },
      ]),
    );
  },
};
