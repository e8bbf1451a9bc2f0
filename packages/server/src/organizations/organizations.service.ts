import {
  type OrganizationListQuery,
  type OrganizationListQueryV1,
  type OrganizationViewQuery,
  organizationSortFields,
} from "@leadfoyer/contract";
import { type CountsById, countsOfOrganizations } from "../contacts/contact-counts.ts";
import { contactsByCursor, contactsByOffset, createContactPages } from "../contacts/contact-pages.ts";
import { type Owner, ownersOf } from "../contacts/owners.ts";
import { peopleCounts } from "../contacts/people-counts.ts";
import { record } from "../events/event-log.ts";
import { customFields, customView } from "../fields/custom-view.ts";
import type { FieldDefinition } from "../fields/field-definition.ts";
import { withValues } from "../fields/write-values.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { defaultVisibility } from "../roles/role-settings.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import {
  changedOrganization,
  type GivenOrganization,
  newOrganization,
  removedOrganization,
  type StoredOrganization,
} from "./organization-changes.ts";
import { requireOrganizationReferences } from "./organization-rules.ts";
import { organizationSearch } from "./organization-search.ts";
import {
  findOrganization,
  fromOrganizationRow,
  insertOrganization,
  listOrganizations,
  updateOrganization,
} from "./organizations.store.ts";

const addOrganization = command(
  "organizations.add",
  async (tx, actor: Actor, input: GivenOrganization): Promise<StoredOrganization> => {
    requirePermission(actor, "can_add_organizations");
    const { company_id } = actor;
    const place = { id: await nextId(tx, company_id, "organization"), now: tx.now };
    const visible_to = input.visible_to ?? (await defaultVisibility(tx, actor, "org"));
    const given = await withValues({ tx, actor, entity: "organization" }, { ...input, visible_to });
    const organization = newOrganization(actor, given, place);
    await requireOrganizationReferences(tx, actor, organization);
    await insertOrganization(tx, company_id, organization);
    await organizationSearch.indexNew(tx, company_id, [organization]);
    await record(tx, actor, { object: "organization", objectId: organization.id, action: "create" });
    return organization;
  },
);

type Change = { id: number; input: GivenOrganization };

const changeOrganization = command(
  "organizations.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<StoredOrganization> => {
    const organization = await requireLive(tx, actor, id);
    const written = await withValues({ tx, actor, entity: "organization" }, input, organization.custom);
    const change = changedOrganization(organization, written, tx.now);
    if (!change) return organization;
    const { next, previous } = change;
    requireMayChange(actor, "organizations", { before: organization, next });
    await requireOrganizationReferences(tx, actor, next, organization);
    await updateOrganization(tx, actor.company_id, next, organization);
    await organizationSearch.reindex(tx, actor.company_id, organization, next);
    await record(tx, actor, { object: "organization", objectId: id, action: "change", previous });
    return next;
  },
);

const deleteOrganization = command(
  "organizations.remove",
  async (tx, actor: Actor, id: number): Promise<{ id: number }> => {
    const organization = await requireLive(tx, actor, id);
    requirePermission(actor, "can_delete_organizations");
    await updateOrganization(tx, actor.company_id, removedOrganization(organization, tx.now), organization);
    await organizationSearch.unindex(tx, actor.company_id, id);
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

/** What is counted of organizations, by id: the numbers of their people, and all else. */
type Counted = { people: ReadonlyMap<number, number>; counts: CountsById };

/** What a page of organizations is shown with: owners by id, and what is counted. */
export type OrganizationRelations = Counted & {
  owners: Map<number, Owner>;
  /** The custom fields organizations have. */
  fields: readonly FieldDefinition[];
};

const source = { table: "organizations" as const, list: listOrganizations };

/** Organizations: the companies that persons work for and leads may come from. */
export function createOrganizationService({
  storage,
  filters,
}: {
  storage: Storage;
  filters: FilterService;
}) {
  const pages = createContactPages();
  async function counted(actor: Actor, organizations: readonly StoredOrganization[]): Promise<Counted> {
    const ids = organizations.map(({ id }) => id);
    const [people, counts] = await Promise.all([
      peopleCounts(storage.db, actor, ids),
      countsOfOrganizations(storage.db, actor, ids),
    ]);
    return { people, counts };
  }

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
      const { rows, next_cursor } = await contactsByCursor(storage.db, from, query);
      return { items: rows.map(fromOrganizationRow), next_cursor };
    },

    /** How a v2 request wants to see the custom fields of organizations. */
    view: (actor: Actor, query?: OrganizationViewQuery) =>
      customView(storage.db, actor, "organization", query),

    /** A page by position. */
    async listByPosition(actor: Actor, query: OrganizationListQueryV1) {
      const filter = await filters.compiled(actor, "org", query.filter_id);
      const from = { ...source, actor, filter, sortFields: organizationSortFields, pages };
      const { rows, ...page } = await contactsByOffset(storage.db, from, query);
      return { ...page, items: rows.map(fromOrganizationRow) };
    },

    counted,

    /** What organizations are shown with in v1. */
    async relations(
      actor: Actor,
      organizations: readonly StoredOrganization[],
    ): Promise<OrganizationRelations> {
      const [owners, numbers, fields] = await Promise.all([
        ownersOf(storage.db, actor.company_id, organizations),
        counted(actor, organizations),
        customFields(storage.db, actor.company_id, "organization"),
      ]);
      return { owners, ...numbers, fields };
    },

    add: (actor: Actor, input: GivenOrganization) => storage.run(addOrganization, actor, input),
    change: (actor: Actor, id: number, input: GivenOrganization) =>
      storage.run(changeOrganization, actor, { id, input }),
    remove: (actor: Actor, id: number) => storage.run(deleteOrganization, actor, id),
  };
}
export type OrganizationService = ReturnType<typeof createOrganizationService>;
