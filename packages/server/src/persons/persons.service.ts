import {
  type PersonListQuery,
  type PersonListQueryV1,
  type PersonViewQuery,
  personSortFields,
} from "@leadfoyer/contract";
import { type CountsById, countsOfPersons } from "../contacts/contact-counts.ts";
import { contactsByCursor, contactsByOffset, createContactPages } from "../contacts/contact-pages.ts";
import { type Owner, ownersOf } from "../contacts/owners.ts";
import { seesDeal } from "../deals/deal-rules.ts";
import { record } from "../events/event-log.ts";
import { customFields, customView } from "../fields/custom-view.ts";
import type { FieldDefinition } from "../fields/field-definition.ts";
import { withValues } from "../fields/write-values.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { OffsetQuery } from "../lib/paging.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { type OrganizationBrief, organizationBriefs } from "../organizations/organization-briefs.ts";
import { defaultVisibility } from "../roles/role-settings.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import {
  changedPerson,
  type GivenPerson,
  newPerson,
  removedPerson,
  type StoredPerson,
} from "./person-changes.ts";
import { requirePersonReferences } from "./person-rules.ts";
import { personSearch } from "./person-search.ts";
import {
  findPerson,
  findPersons,
  fromPersonRow,
  insertPerson,
  listPersons,
  updatePerson,
} from "./persons.store.ts";

const addPerson = command(
  "persons.add",
  async (tx, actor: Actor, input: GivenPerson): Promise<StoredPerson> => {
    requirePermission(actor, "can_add_people");
    const place = { id: await nextId(tx, actor.company_id, "person"), now: tx.now };
    const visible_to = input.visible_to ?? (await defaultVisibility(tx, actor, "person"));
    const given = await withValues({ tx, actor, entity: "person" }, { ...input, visible_to });
    const person = newPerson(actor, given, place);
    await requirePersonReferences(tx, actor, person);
    await insertPerson(tx, actor.company_id, person);
    await personSearch.indexNew(tx, actor.company_id, [person]);
    await record(tx, actor, { object: "person", objectId: person.id, action: "create" });
    return person;
  },
);

type Change = { id: number; input: GivenPerson };

const changePerson = command(
  "persons.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<StoredPerson> => {
    const person = await requireLive(tx, actor, id);
    const written = await withValues({ tx, actor, entity: "person" }, input, person.custom);
    const change = changedPerson(person, written, tx.now);
    if (!change) return person;
    const { next, previous } = change;
    requireMayChange(actor, "people", { before: person, next });
    await requirePersonReferences(tx, actor, next, person);
    await updatePerson(tx, actor.company_id, next, person);
    await personSearch.reindex(tx, actor.company_id, person, next);
    await record(tx, actor, { object: "person", objectId: id, action: "change", previous });
    return next;
  },
);

const deletePerson = command(
  "persons.remove",
  async (tx, actor: Actor, id: number): Promise<{ id: number }> => {
    const person = await requireLive(tx, actor, id);
    requirePermission(actor, "can_delete_people");
    await updatePerson(tx, actor.company_id, removedPerson(person, tx.now), person);
    await personSearch.unindex(tx, actor.company_id, id);
    await record(tx, actor, { object: "person", objectId: id, action: "delete", previous: person });
    return { id };
  },
);

async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredPerson> {
  const person = await findPerson(tx, actor, id);
  if (!person || person.is_deleted) throw new DomainError("person_not_found");
  return person;
}

/** What a page of persons points at, by id. */
export type PersonRelations = {
  owners: Map<number, Owner>;
  organizations: Map<number, OrganizationBrief>;
  /** The custom fields persons have. */
  fields: readonly FieldDefinition[];
  counts: CountsById;
};

const source = { table: "persons" as const, list: listPersons };

/** Persons: the people leads come from. */
export function createPersonService({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const pages = createContactPages();
  return {
    /** One person, deleted or not: what points at a deleted one can still tell who it was. */
    async get(actor: Actor, id: number): Promise<StoredPerson> {
      const person = await findPerson(storage.db, actor, id);
      if (!person) throw new DomainError("person_not_found");
      return person;
    },

    /** A page by cursor. Nobody is found by a deal that who asks may not see. */
    async list(actor: Actor, query: PersonListQuery): Promise<CursorPage<StoredPerson>> {
      const filter = await filters.compiled(actor, "people", query.filter_id);
      const { deal_id } = query;
      if (deal_id !== undefined && !filter && !(await seesDeal(storage.db, actor, deal_id)))
        return { items: [], next_cursor: null };
      const from = { ...source, actor, filter };
      const { rows, next_cursor } = await contactsByCursor(storage.db, from, query);
      return { items: rows.map(fromPersonRow), next_cursor };
    },

    /** What is counted of persons, by id. */
    counts: (actor: Actor, persons: readonly StoredPerson[]) => countsOfPersons(storage.db, actor, persons),

    /** How a v2 request wants to see the custom fields of persons. */
    view: (actor: Actor, query?: PersonViewQuery) => customView(storage.db, actor, "person", query),

    /** A page by position. */
    async listByPosition(actor: Actor, query: PersonListQueryV1) {
      const filter = await filters.compiled(actor, "people", query.filter_id);
      const from = { ...source, actor, filter, sortFields: personSortFields, pages };
      const { rows, ...page } = await contactsByOffset(storage.db, from, query);
      return { ...page, items: rows.map(fromPersonRow) };
    },

    /** A page by position of those who take part in a deal, or are of an organization. */
    async listOf(actor: Actor, hangs: { deal_id: number } | { org_id: number }, query: OffsetQuery) {
      const from = { ...source, actor, filter: undefined, sortFields: personSortFields, pages };
      const { rows, ...page } = await contactsByOffset(storage.db, from, { ...query, ...hangs });
      return { ...page, items: rows.map(fromPersonRow) };
    },

    /** Those of the persons that are seen, deleted or not, by id. */
    among: async (actor: Actor, ids: readonly number[]): Promise<Map<number, StoredPerson>> =>
      new Map((await findPersons(storage.db, actor, ids)).map((person) => [person.id, person])),

    /** What persons point at, as far as it is seen, and `others` whose users are to be shown beside them. */
    async relations(
      actor: Actor,
      persons: readonly StoredPerson[],
      others: readonly { owner_id: number }[] = [],
    ): Promise<PersonRelations> {
      const ids = new Set(persons.flatMap(({ org_id }) => org_id ?? []));
      const [owners, organizations, fields, counts] = await Promise.all([
        ownersOf(storage.db, actor.company_id, [...persons, ...others]),
        organizationBriefs(storage.db, actor, [...ids]),
        customFields(storage.db, actor.company_id, "person"),
        countsOfPersons(storage.db, actor, persons),
      ]);
      return { owners, organizations, fields, counts };
    },

    add: (actor: Actor, input: GivenPerson) => storage.run(addPerson, actor, input),
    change: (actor: Actor, id: number, input: GivenPerson) => storage.run(changePerson, actor, { id, input }),
    remove: (actor: Actor, id: number) => storage.run(deletePerson, actor, id),
  };
}
export type PersonService = ReturnType<typeof createPersonService>;
