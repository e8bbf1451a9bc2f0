import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Actor, Sight } from "../lib/actor.ts";
import { deniedBy, type RegularSets } from "../lib/permissions.ts";
import { idsAmong } from "./among.ts";
import type { Engine } from "./prepared.ts";

/** What a user may see and do, as read beside the user who asks. */
export type SightRow = RegularSets & {
  user_id: number;
  is_admin: number;
  role_id: number;
  above: string;
  below: string;
  roles: number;
};

/** Selects a {@link SightRow} where `users` is joined. */
export function sightColumns(engine: Engine) {
  const roles = (what: RawBuilder<unknown>) =>
    sql`(select ${what} from roles where roles.company_id = users.company_id`;
  const ids = engine === "sqlite" ? sql`json_group_array(id)` : sql`coalesce(json_agg(id), '[]')::text`;
  const isBelow = sql`users.role_id in ${idsAmong(engine, sql.ref<string>("roles.ancestors"))}`;
  return [
    sql<number>`users.id`.as("user_id"),
    sql<number>`users.is_admin`.as("is_admin"),
    sql<number>`users.role_id`.as("role_id"),
    sql<string>`${roles(sql`ancestors`)} and id = users.role_id)`.as("above"),
    sql<string>`${roles(ids)} and ${isBelow})`.as("below"),
    sql<number>`${roles(sql`count(*)`)})`.as("roles"),
    regularSet("sales").as("sales_set"),
    regularSet("global").as("global_set"),
  ];
}

const regularSet = (app: "sales" | "global") =>
  sql<string | null>`(select contents from permission_sets s where s.company_id = users.company_id
    and s.app = ${sql.lit(app)} and s.type = 'regular')`;

/** Who asks, and what they may see and do: administrators everything. */
export function withSight(row: SightRow): Pick<Actor, "user_id" | "is_admin" | "sees" | "denied"> {
  const { user_id, role_id, above, below } = row;
  const is_admin = row.is_admin === 1;
  const sight = { user_id, role_id, above, below, alone: Number(row.roles) === 1 };
  if (is_admin) return { user_id, is_admin, sees: null, denied: [] };
  return { user_id, is_admin, sees: sight, denied: deniedBy(row) };
}

/** What has an owner and is seen by some. */
const seen = {
  leads: { object: "lead", item: "seq" },
  persons: { object: "person", item: "id" },
  organizations: { object: "organization", item: "id" },
  deals: { object: "deal", item: "id" },
  filters: { object: "filter", item: "id" },
} as const;
export type SeenTable = keyof typeof seen;

/** What followers of a row of the table are filed under. */
export const seenObject = (table: SeenTable) => seen[table].object;

/** The shapes of queries by what the one who asks may see. */
export type SightShape = "everything" | "alone" | "grouped";

export const sightShape = (sees: Sight | null): SightShape =>
  sees === null ? "everything" : sees.alone ? "alone" : "grouped";

/** What {@link visible} binds. Values of a shape that asks for none stay undefined. */
export type SightValues = { me: number; my_role: number; above: string; below: string };

export const sightValues = (sees: Sight | null): SightValues =>
  ({ me: sees?.user_id, my_role: sees?.role_id, above: sees?.above, below: sees?.below }) as SightValues; // see above

type Bound = SightValues & { company: number };

// biome-ignore lint/suspicious/noExplicitAny: it narrows a query of any table and columns
type Rows = SelectQueryBuilder<any, any, any>;

/** Leaves out of a query on `table` what may not be seen; for those who see everything, leaves it as it is. */
export function onlySeen<R extends Rows>(
  rows: R,
  table: SeenTable,
  shape: SightShape,
  bound: { p: Bound; engine: Engine },
): R {
  const condition = visible(table, shape, bound);
  return condition ? (rows.where(condition) as R) : rows;
}

/**
 * The condition under which a row of `table` is seen: what the whole company sees, what is one's own, what those in
 * roles below own, what others of one's role share with it (3, 5), what those above share downwards (5), and what one
 * follows. Source: Pipedrive's table in https://support.pipedrive.com/en/article/visibility-groups.
 * Undefined for those who see everything, so that their queries stay as they are.
 */
export function visible(
  table: SeenTable,
  shape: SightShape,
  { p, engine }: { p: Bound; engine: Engine },
): RawBuilder<boolean> | undefined {
  if (shape === "everything") return undefined;
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const [owner, to] = [column("owner_id"), column("visible_to")];
  const { object, item } = seen[table];
  const followed = sql`exists (select 1 from followers where company_id = ${p.company} and object = ${sql.lit(object)}
    and item_id = ${column(item)} and user_id = ${p.me})`;
  if (shape === "alone") return sql`(${to} <> 1 or ${owner} = ${p.me} or ${followed})`;
  const members = sql`select id from users where company_id = ${p.company} and role_id`;
  return sql`(${to} = 7 or ${owner} = ${p.me} or ${owner} in (${members} in ${idsAmong(engine, p.below)})
    or (${to} in (3, 5) and ${owner} in (${members} = ${p.my_role}))
    or (${to} = 5 and ${owner} in (${members} in ${idsAmong(engine, p.above)}))
    or ${followed})`;
}
