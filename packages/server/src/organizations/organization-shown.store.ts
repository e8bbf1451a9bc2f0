import { type Kysely, sql } from "kysely";
import { shownPlace, shownPlaces } from "../contacts/shown-place.ts";
import type { Viewer } from "../lib/actor.ts";
import { idsAmong } from "../storage/among.ts";
import type { Db, Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";
import type { StoredOrganization } from "./organization-changes.ts";

type Values = SightValues & { company: number; ids: string };

const select = prepareByShape((shape: SightShape) => (q: Kysely<Database>, p: Values, engine) => {
  const rows =
    engine === "sqlite"
      ? q
          .selectFrom("organizations_shown as organizations")
          .where("place", "in", shownPlaces(p.company, p.ids))
          .select("address")
      : q
          .selectFrom("organizations")
          .where("company_id", "=", p.company)
          .where("id", "in", idsAmong(engine, p.ids))
          .select(sql<string | null>`address::json ->> 'value'`.as("address"));
  return onlySeen(rows, "organizations", shape, { p, engine }).select(["id", "name"]);
});

/** What is shown of the organization of something found. */
export type ShownOrganization = { id: number; name: string; address: string | null };

/** Those of the organizations that are seen, deleted or not, by id. */
export async function shownOrganizations(
  db: Db,
  { company_id: company, sees }: Viewer,
  ids: readonly number[],
): Promise<Map<number, ShownOrganization>> {
  if (ids.length === 0) return new Map();
  const values = { company, ids: JSON.stringify(ids), ...sightValues(sees) };
  const rows = await db.all(select(sightShape(sees)), values);
  return new Map(rows.map(({ id, name, address }) => [id, { id, name, address }]));
}

type Row = ShownOrganization & { company: number; owner_id: number; visible_to: number };

const replace = prepare((q, p: Row) =>
  q.replaceInto("organizations_shown").values({
    place: shownPlace(p.company, p.id),
    ...{ id: p.id, name: p.name, address: p.address },
    ...{ owner_id: p.owner_id, visible_to: p.visible_to },
  }),
);

const toRow = (company: number, { id, name, address, owner_id, visible_to }: StoredOrganization): Row => ({
  company,
  id,
  name,
  address: address?.value ?? null,
  owner_id,
  visible_to,
});

/** Keeps what is shown of an organization true. */
export async function showOrganization(
  tx: Tx,
  company: number,
  next: StoredOrganization,
  before?: StoredOrganization,
): Promise<void> {
  if (tx.engine === "postgres") return;
  const row = toRow(company, next);
  if (before && JSON.stringify(toRow(company, before)) === JSON.stringify(row)) return;
  await tx.all(replace, row);
}
