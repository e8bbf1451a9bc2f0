import type { ErrorCode } from "@leadfoyer/contract";
import type { Actor, Viewer } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import { viewersOf } from "../visibility/viewers.ts";
import { type Followed, type FollowerRow, findItem, type Item, listFollowers } from "./followers.store.ts";
import { startFollowing, stopFollowing } from "./following.ts";

const DEFAULT_LIMIT = 100;

const missing: Record<Followed, ErrorCode> = {
  leads: "lead_not_found",
  persons: "person_not_found",
  organizations: "organization_not_found",
  deals: "deal_not_found",
};

/** Something that can be followed. */
export type Target = { table: Followed; id: string | number };

async function requireItem(db: Db, viewer: Viewer, target: Target): Promise<Item> {
  const item = await findItem(db, viewer, target);
  if (!item) throw new DomainError(missing[target.table]);
  return item;
}

const objects = { leads: "lead", persons: "person", organizations: "organization", deals: "deal" } as const;

const placeOf = ({ company_id: company }: Viewer, { table }: Target, { item }: Item) => ({
  company,
  object: objects[table],
  item,
});

type Following = { target: Target; user: number };

/** Whoever follows already goes on following since then. */
const addFollower = command(
  "followers.add",
  async (tx, actor: Actor, { target, user }: Following): Promise<FollowerRow> => {
    const place = placeOf(actor, target, await requireItem(tx, actor, target));
    await requireActiveUser(tx, actor.company_id, user, "user_id");
    const known = (await listFollowers(tx, place)).find(({ user_id }) => user_id === user);
    if (known) return known;
    return startFollowing(tx, actor, place, { user_id: user, add_time: tx.now });
  },
);

type Ending = { target: Target; by: "id" | "user_id"; value: number };

const endFollowing = command(
  "followers.remove",
  async (tx, actor: Actor, { target, by, value }: Ending): Promise<void> => {
    const place = placeOf(actor, target, await requireItem(tx, actor, target));
    const known = (await listFollowers(tx, place)).find((follower) => follower[by] === value);
    if (!known) throw new DomainError("follower_not_found");
    await stopFollowing(tx, actor, place, known);
  },
);

/** Who follows what. To follow is to see. */
export function createFollowerService({ storage }: { storage: Storage }) {
  async function all(actor: Actor, target: Target): Promise<FollowerRow[]> {
    const item = await requireItem(storage.db, actor, target);
    return listFollowers(storage.db, placeOf(actor, target, item));
  }

  return {
    all,

    /** A page by cursor. */
    async list(
      actor: Actor,
      target: Target,
      { cursor, limit = DEFAULT_LIMIT }: { cursor?: string; limit?: number },
    ): Promise<CursorPage<FollowerRow>> {
      const from = cursor === undefined ? 0 : decodeCursor(cursor, "id", "asc").id;
      const rest = (await all(actor, target)).filter(({ id }) => id >= from);
      const next = rest[limit];
      const next_cursor = next
        ? encodeCursor({ field: "id", fieldValue: next.id, sortDirection: "asc", id: next.id })
        : null;
      return { items: rest.slice(0, limit), next_cursor };
    },

    add: (actor: Actor, target: Target, user: number) => storage.run(addFollower, actor, { target, user }),

    end: (actor: Actor, target: Target, by: "id" | "user_id", value: number) =>
      storage.run(endFollowing, actor, { target, by, value }),

    /** The active users who may see something. */
    async permittedUsers(actor: Actor, target: Target): Promise<number[]> {
      const { item, owner_id: owner, visible_to: to } = await requireItem(storage.db, actor, target);
      return viewersOf(storage.db, actor.company_id, { table: target.table, item, owner, to });
    },
  };
}
export type { Followed, FollowerRow };
export type FollowerService = ReturnType<typeof createFollowerService>;
