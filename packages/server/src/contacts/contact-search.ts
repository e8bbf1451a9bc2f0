import { customTexts } from "../fields/custom-texts.ts";
import type { CustomValues } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { noteTexts } from "../notes/note-texts.ts";
import { indexItems, unindexItem } from "../search/search-index.ts";
import type { SearchDocument } from "../search/search-tokens.ts";
import type { Db, Tx } from "../storage/db.ts";

type Searched = { id: number; custom: CustomValues; is_deleted: boolean };

type Source<T> = {
  kind: "person" | "organization" | "deal";
  at: (db: Db, company: number, ids: readonly number[]) => Promise<T[]>;
  after: (db: Db, company: number, after: number, limit: number) => Promise<T[]>;
  /** What a contact itself is found by. */
  own: (contact: T) => Pick<SearchDocument, "texts" | "links">;
};

/** What of a contact is searched beside itself: values of custom fields by key, and notes. */
export type MoreTexts = { custom: Map<string, string>; notes: string[] };

const nothing: MoreTexts = { custom: new Map(), notes: [] };

/** What keeps contacts, or deals, in the index of search. */
export function createContactSearch<T extends Searched>({ kind, at, after, own }: Source<T>) {
  async function custom(db: Db, company: number, contacts: readonly T[]): Promise<Map<number, MoreTexts>> {
    const holding = contacts.filter((contact) => Object.keys(contact.custom).length > 0);
    if (holding.length === 0) return new Map();
    const held = [...(await fieldSet(db, company)).held(kind).values()];
    return new Map(holding.map((one) => [one.id, { custom: customTexts(held, one.custom), notes: [] }]));
  }

  async function texts(db: Db, company: number, contacts: readonly T[]): Promise<Map<number, MoreTexts>> {
    const ids = contacts.map(({ id }) => id);
    const more = await custom(db, company, contacts);
    for (const [id, notes] of await noteTexts(db, company, kind, ids))
      more.set(id, { ...(more.get(id) ?? nothing), notes });
    return more;
  }

  const put = (tx: Tx, company: number, contacts: readonly T[], more: Map<number, MoreTexts>) =>
    indexItems(
      tx,
      company,
      contacts.map((contact) => toDocument(contact, more.get(contact.id) ?? nothing)),
    );

  function toDocument(contact: T, { custom, notes }: MoreTexts): SearchDocument {
    const { texts, links = {} } = own(contact);
    const more = { custom_fields: [...custom.values()], notes: [...(texts.notes ?? []), ...notes] };
    return { kind, item: contact.id, texts: { ...texts, ...more }, links };
  }

  async function index(tx: Tx, company: number, contacts: readonly T[]): Promise<void> {
    const live = contacts.filter(({ is_deleted }) => !is_deleted);
    await put(tx, company, live, await texts(tx, company, live));
  }

  const searched = (contact: T): string => JSON.stringify([own(contact), contact.custom]);

  return {
    /** What of contacts is searched beside themselves, by id. */
    texts,

    /** Makes contacts that are new, and on which there is no note, found by their texts. */
    indexNew: async (tx: Tx, company: number, contacts: readonly T[]): Promise<void> =>
      put(tx, company, contacts, await custom(tx, company, contacts)),

    /** Makes a contact that changed found by what it says now. */
    async reindex(tx: Tx, company: number, before: T, next: T): Promise<void> {
      if (searched(before) !== searched(next)) await index(tx, company, [next]);
    },

    /** Makes a contact found by what is now written of it elsewhere. */
    indexAt: async (tx: Tx, company: number, id: number): Promise<void> =>
      index(tx, company, await at(tx, company, [id])),

    unindex: (tx: Tx, company: number, id: number): Promise<void> =>
      unindexItem(tx, company, { kind, item: id }),

    /** Puts up to `limit` contacts behind an id into the index, and answers the last; undefined when none is left. */
    async fill(tx: Tx, company: number, last: number, limit: number): Promise<number | undefined> {
      const contacts = await after(tx, company, last, limit);
      await index(tx, company, contacts);
      return contacts.at(-1)?.id;
    },
  };
}
