import type { Kysely } from "kysely";
import type { Viewer } from "../lib/actor.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare, prepareByShape } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";
import { onlySeen, type SightShape, type SightValues, sightShape, sightValues } from "../storage/sight.ts";

/** What can be followed. */
export type Followed = "leads" | "persons" | "organizations" | "deals";
type FollowedObject = "lead" | "person" | "organization" | "deal";

/** Something to follow: where it is filed, and what decides who sees it. */
export type Item = { item: number; owner_id: number; visible_to: number };

type Key = SightValues & { company: number; id: string | number };
type Shape = `${Followed} ${SightShape}`;

const selectItem = prepareByShape((shape: Shape) => (q: Kysely<Database>, p: Key, engine) => {
  const [table, sight] = shape.split(" ") as [Followed, SightShape]; // a shape is just that
  const rows = q
    .selectFrom(table as "persons") // all have these columns; `seq` stands in for the id of leads
    .select([table === "leads" ? ("seq as item" as "id as item") : "id as item", "owner_id", "visible_to"])
    .where("company_id", "=", p.company)
    .where("id", "=", p.id as number);
  return onlySeen(rows, table, sight, { p, engine });
});

/** Something by its id; undefined for who may not see it. */
export const findItem = (
  db: Db,
  { company_id: company, sees }: Viewer,
  { table, id }: { table: Followed; id: string | number },
): Promise<Item | undefined> =>
  first(db, selectItem(`${table} ${sightShape(sees)}`), { company, id, ...sightValues(sees) });

export type FollowerRow = { id: number; user_id: number; add_time: number };

/** Where something that is followed is filed: see `Item`. */
export type Place = { company: number; object: FollowedObject; item: number };

const select = prepare((q, p: Place) =>
  q
    .selectFrom("followers")
    .select(["id", "user_id", "add_time"])
    .where("company_id", "=", p.company)
    .where("object", "=", p.object)
    .where("item_id", "=", p.item)
    .orderBy("id"),
);

const insert = prepare((q, p: Place & FollowerRow) =>
  q.insertInto("followers").values({
    company_id: p.company,
    object: p.object,
    item_id: p.item,
    user_id: p.user_id,
    id: p.id,
    add_time: p.add_time,
  }),
);

const remove = prepare((q, p: Place & { user: number }) =>
  q
    .deleteFrom("followers")
    .where("company_id", "=", p.company)
    .where("object", "=", p.object)
    .where("item_id", "=", p.item)
    .where("user_id", "=", p.user),
);

const removeAll = prepare((q, p: Place) =>
  q
    .deleteFrom("followers")
    .where("company_id", "=", p.company)
    .where("object", "=", p.object)
    .where("item_id", "=", p.item),
);

/** Those who follow something, in the order they began. */
export const listFollowers = (db: Db, place: Place): Promise<FollowerRow[]> => db.all(select, place);

export const insertFollower = async (tx: Tx, place: Place, follower: FollowerRow): Promise<void> =>
  void (await tx.all(insert, { ...place, ...follower }));

export const removeFollower = async (tx: Tx, place: Place, user: number): Promise<void> =>
  void (await tx.all(remove, { ...place, user }));

export const removeFollowers = async (tx: Tx, place: Place): Promise<void> =>
  void (await tx.all(removeAll, place));
