import type { Grant, Scope } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import { type Clock, toSecondTime } from "../lib/clock.ts";
import type { Storage } from "../storage/open.ts";
import { listGrantsOf } from "./oauth.store.ts";
import { endGrant } from "./oauth-commands.ts";

type Deps = { storage: Storage; memory: ActorMemory; clock: Clock };

/** What a user let apps do for them. */
export function createGrantService({ storage, memory, clock }: Deps) {
  return {
    /** The apps that may act for the caller. */
    async list(actor: Actor): Promise<Grant[]> {
      const key = { company: actor.company_id, user: actor.user_id, now: clock() };
      const rows = await listGrantsOf(storage.db, key);
      return rows.map((row) => ({
        ...row,
        scopes: row.scopes.split(" ") as Scope[], // only scopes of the contract are ever stored
        add_time: toSecondTime(row.add_time),
        expire_time: toSecondTime(row.expire_time),
      }));
    },

    /** Ends a grant with all its tokens. */
    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(endGrant, actor, id);
      memory.forget();
      return { id };
    },
  };
}
export type GrantService = ReturnType<typeof createGrantService>;
