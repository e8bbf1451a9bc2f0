import type { Kysely } from "kysely";
import { prepareContacts } from "../contacts/contact-list.store.ts";
import { putContactValues } from "../contacts/contact-values.ts";
import type { Viewer } from "../lib/actor.ts";
import { sortKey } from "../lib/sort-key.ts";
import { idsAmong } from "../storage/among.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { type Engine, prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import { prepareUpdate } from "../storage/update-row.ts";
import type { StoredOrganization } from "./organization-changes.ts";
import { showOrganization } from "./organization-shown.store.ts";

export type OrganizationRow = Omit<Database["organizations"], "company_id" | "name_key" | "touch_time">;

/** The columns an organization is read from. */
export const organizationColumns = [
  "id",
  "name",
  "owner_id",
  "label_ids",
  "custom",
  "address",
  "website",
  "linkedin",
  "industry",
  "annual_revenue",
  "employee_count",
  "visible_to",
  "is_deleted",
  "add_time",
  "update_time",
] as const;

/** One page of organizations, and where the next begins. */
export const listOrganizations = prepareContacts<OrganizationRow>("organizations", organizationColumns);

type Key = { company: number; id: number };
type Values = OrganizationRow & { company: number; name_key: string; touch_time: number };

type Seen = SightValues & { company: number };

const seen = (q: Kysely<Database>, shape: SightShape, bound: { p: Seen; engine: Engine }) =>
  onlySeen(
    q.selectFrom("organizations").select(organizationColumns).where("company_id", "=", bound.p.company),
    "organizations",
    shape,
    bound,
  );

const select = prepareByShape(
  (shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine) =>
    seen(q, shape, { p, engine }).where("id", "=", p.id),
);

const selectAmong = prepareByShape(
  (shape: SightShape) => (q: Kysely<Database>, p: Seen & { ids: string }, engine) =>
    seen(q, shape, { p, engine }).where("id", "in", idsAmong(engine, p.ids)),
);

const selectLive = prepareByShape(
  (shape: SightShape) => (q: Kysely<Database>, p: Key & SightValues, engine) => {
    const rows = q
      .selectFrom("organizations")
      .select("id")
      .where("company_id", "=", p.company)
      .where("id", "=", p.id)
      .where("is_deleted", "=", 0);
    return onlySeen(rows, "organizations", shape, { p, engine });
  },
);

const selectAt = prepare((q, p: { company: number; ids: string }, engine) =>
  q
    .selectFrom("organizations")
    .select(organizationColumns)
    .where("company_id", "=", p.company)
    .where("id", "in", idsAmong(engine, p.ids)),
);

const selectAfter = prepare((q, p: { company: number; after: number; limit: number }) =>
  q
    .selectFrom("organizations")
    .select(organizationColumns)
    .where("company_id", "=", p.company)
    .where("id", ">", p.after)
    .orderBy("id")
    .limit(p.limit),
);

const insert = prepare((q, p: Values) =>
  q.insertInto("organizations").values({ company_id: p.company, id: p.id, ...columns(p) }),
);

function columns(p: Values) {
  return {
    name: p.name,
    name_key: p.name_key,
    owner_id: p.owner_id,
    label_ids: p.label_ids,
    custom: p.custom,
    address: p.address,
    website: p.website,
    linkedin: p.linkedin,
    industry: p.industry,
    annual_revenue: p.annual_revenue,
    employee_count: p.employee_count,
    visible_to: p.visible_to,
    is_deleted: p.is_deleted,
    add_time: p.add_time,
    update_time: p.update_time,
    touch_time: p.touch_time,
  };
}

const update = prepareUpdate<Omit<Values, "company">>("organizations", "id", [
  ...organizationColumns,
  "name_key",
  "touch_time",
]);

export const fromOrganizationRow = (row: OrganizationRow): StoredOrganization => ({
  ...row,
  label_ids: JSON.parse(row.label_ids),
  custom: JSON.parse(row.custom),
  address: row.address === null ? null : JSON.parse(row.address),
  visible_to: row.visible_to as StoredOrganization["visible_to"], // only values of the contract are ever stored
  is_deleted: row.is_deleted === 1,
});

export const toValues = (company: number, organization: StoredOrganization, now: number): Values => ({
  ...organization,
  company,
  name_key: sortKey(organization.name),
  label_ids: JSON.stringify(organization.label_ids),
  custom: JSON.stringify(organization.custom),
  address: organization.address && JSON.stringify(organization.address),
  is_deleted: organization.is_deleted ? 1 : 0,
  touch_time: organization.update_time ?? now,
});

/** Whether there is such an organization, not deleted, that who asks may see. */
export const seesOrganization = async (
  db: Db,
  { company_id: company, sees }: Viewer,
  id: number,
): Promise<boolean> =>
  (await first(db, selectLive(sightShape(sees)), { company, id, ...sightValues(sees) })) !== undefined;

/** An organization, deleted or not; undefined for who may not see it. */
export async function findOrganization(
  db: Db,
  { company_id: company, sees }: Viewer,
  id: number,
): Promise<StoredOrganization | undefined> {
  const row = await first(db, select(sightShape(sees)), { company, id, ...sightValues(sees) });
  return row && fromOrganizationRow(row);
}

/** Those of the organizations that are seen, deleted or not, in no order. */
export async function findOrganizations(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<StoredOrganization[]> {
  if (ids.length === 0) return [];
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  return (await db.all(selectAmong(sightShape(sees)), values)).map(fromOrganizationRow);
}

/** Up to `limit` organizations behind an id, deleted or not, in order. */
export const organizationsAfter = async (
  db: Db,
  company: number,
  after: number,
  limit: number,
): Promise<StoredOrganization[]> =>
  (await db.all(selectAfter, { company, after, limit })).map(fromOrganizationRow);

export async function insertOrganization(
  tx: Tx,
  company: number,
  organization: StoredOrganization,
): Promise<void> {
  await tx.all(insert, toValues(company, organization, tx.now));
  await putContactValues(tx, { company, kind: "organization" }, organization);
  await showOrganization(tx, company, organization);
}

/** Stores what became of an organization. */
export async function updateOrganization(
  tx: Tx,
  company: number,
  next: StoredOrganization,
  before: StoredOrganization,
): Promise<void> {
  const rows = { before: toValues(company, before, 0), next: toValues(company, next, tx.now) };
  await update(tx, { company, at: next.id }, rows);
  await putContactValues(tx, { company, kind: "organization" }, next, before);
  await showOrganization(tx, company, next, before);
}

/** The organizations of these ids, whoever may see them. */
export const organizationsAt = async (
  db: Db,
  company: number,
  ids: readonly number[],
): Promise<StoredOrganization[]> =>
  (await db.all(selectAt, { company, ids: JSON.stringify(ids) })).map(fromOrganizationRow);
