import {
  type OrganizationListQuery,
  type OrganizationListQueryV1,
  organizationSortFields,
} from "@leadfoyer/contract";
import { contactsByCursor, contactsByOffset, createContactPages } from "../contacts/contact-pages.ts";
import { type Owner, ownersOf } from "../contacts/owners.ts";
import { peopleCounts } from "../contacts/people-counts.ts";
import { record } from "../events/event-log.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import {
  changedOrganization,
  newOrganization,
  type OrganizationInput,
  removedOrganization,
  type StoredOrganization,
} from "./organization-changes.ts";
import {
  findOrganization,
  fromOrganizationRow,
  insertOrganization,
  type OrganizationRow,
  organizationColumns,
  updateOrganization,
} from "./organizations.store.ts";

const addOrganization = command(
  "organizations.add",
  async (tx, actor: Actor, input: OrganizationInput): Promise<StoredOrganization> => {
    const { company_id } = actor;
    const place = { id: await nextId(tx, company_id, "organization"), now: tx.now };
    const organization = newOrganization(actor, input, place);
    await requireActiveUser(tx, company_id, organization.owner_id);
    await insertOrganization(tx, company_id, organization);
    await record(tx, actor, { object: "organization", objectId: organization.id, action: "create" });
    return organization;
  },
);

type Change = { id: number; input: OrganizationInput };

const changeOrganization = command(
  "organizations.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<StoredOrganization> => {
    const organization = await requireLive(tx, actor, id);
    const change = changedOrganization(organization, input, tx.now);
    if (!change) return organization;
    const { next, previous } = change;
    if (next.owner_id !== organization.owner_id) {
      await requireActiveUser(tx, actor.company_id, next.owner_id);
    }
    await updateOrganization(tx, actor.company_id, next);
    await record(tx, actor, { object: "organization", objectId: id, action: "change", previous });
    return next;
  },
);

const deleteOrganization = command(
  "organizations.remove",
  async (tx, actor: Actor, id: number): Promise<{ id: number }> => {
    const organization = await requireLive(tx, actor, id);
    await updateOrganization(tx, actor.company_id, removedOrganization(organization, tx.now));
    await record(tx, actor, {
      object: "organization",
      objectId: id,
      action: "delete",
      previous: organization,
    });
    return { id };
  },
);

async function requireLive(tx: Tx, actor: Actor, id: number): Promise<StoredOrganization> {
  const organization = await findOrganization(tx, actor, id);
  if (!organization || organization.is_deleted) throw new DomainError("organization_not_found");
  return organization;
}

/** What a page of organizations is shown with: owners by id, persons counted by organization. */
export type OrganizationRelations = { owners: Map<number, Owner>; people: Map<number, number> };

const source = { table: "organizations" as const, columns: organizationColumns };

/** Organizations: the companies that persons work for and leads may come from. */
export function createOrganizationService({
  storage,
  filters,
}: {
  storage: Storage;
  filters: FilterService;
}) {
  const pages = createContactPages();
  const peopleOf = (actor: Actor, organizations: readonly StoredOrganization[]) =>
    peopleCounts(
      storage.db,
      actor,
      organizations.map(({ id }) => id),
    );

  return {
    /** One organization, deleted or not: what points at a deleted one can still tell what it was. */
    async get(actor: Actor, id: number): Promise<StoredOrganization> {
      const organization = await findOrganization(storage.db, actor, id);
      if (!organization) throw new DomainError("organization_not_found");
      return organization;
    },

    /** A page by cursor. */
    async list(actor: Actor, query: OrganizationListQuery): Promise<CursorPage<StoredOrganization>> {
      const filter = await filters.compiled(actor, "org", query.filter_id);
      const from = { ...source, actor, filter };
      const { rows, next_cursor } = await contactsByCursor<OrganizationRow>(storage.db, from, query);
      return { items: rows.map(fromOrganizationRow), next_cursor };
    },

    /** A page by position. */
    async listByPosition(actor: Actor, query: OrganizationListQueryV1) {
      const filter = await filters.compiled(actor, "org", query.filter_id);
      const from = { ...source, actor, filter, sortFields: organizationSortFields, pages };
      const { rows, ...page } = await contactsByOffset<OrganizationRow>(storage.db, from, query);
      return { ...page, items: rows.map(fromOrganizationRow) };
    },

    /** How many persons organizations have, by id. */
    people: peopleOf,

    /** What organizations are shown with in v1. */
    async relations(
      actor: Actor,
      organizations: readonly StoredOrganization[],
    ): Promise<OrganizationRelations> {
      const [owners, people] = await Promise.all([
        ownersOf(storage.db, actor.company_id, organizations),
        peopleOf(actor, organizations),
      ]);
      return { owners, people };
    },

    add: (actor: Actor, input: OrganizationInput) => storage.run(addOrganization, actor, input),
    change: (actor: Actor, id: number, input: OrganizationInput) =>
      storage.run(changeOrganization, actor, { id, input }),
    remove: (actor: Actor, id: number) => storage.run(deleteOrganization, actor, id),
  };
}
export type OrganizationService = ReturnType<typeof createOrganizationService>;
