import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { nobody } from "../lib/nobody.ts";
import { hashSecret } from "../lib/secrets.ts";
import type { Storage } from "../storage/open.ts";
import { withSight } from "../storage/sight.ts";
import { signInByLink } from "./by-link.ts";
import { signInByPassword } from "./by-password.ts";
import { findSession, sessionExpiry } from "./sign-in.store.ts";
import { endSession, endSessions } from "./sign-in-commands.ts";

type Deps = { storage: Storage; clock: Clock };

/** Signing people in, in a browser. */
export function createSignInService({ storage, clock }: Deps) {
  return {
    ...signInByLink({ storage, clock }),
    ...signInByPassword({ storage, clock }),

    /** Who a session speaks for. */
    async actor(session: string): Promise<Actor | undefined> {
      const found = await findSession(storage.db, hashSecret(session), clock());
      if (!found) return undefined;
      const { company_id, company_domain, ...owner } = found;
      return { company_id, company_domain, ...withSight(owner), scopes: null, via: "app" };
    },

    /** When a session ends, in milliseconds since 1970; null when there is none. */
    expiry: (session: string): Promise<number | null> => sessionExpiry(storage.db, hashSecret(session)),

    /** Ends a session; answers whether there was one. */
    end: (session: string): Promise<boolean> => storage.run(endSession, nobody, hashSecret(session)),

    /** Ends every session of the caller, and answers how many. */
    endAll: (actor: Actor): Promise<number> => storage.run(endSessions, actor, null),
  };
}
export type SignInService = ReturnType<typeof createSignInService>;
