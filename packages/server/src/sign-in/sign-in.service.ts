import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { hashSecret, newSecret } from "../lib/secrets.ts";
import { command } from "../storage/command.ts";
import type { Storage } from "../storage/open.ts";
import { withSight } from "../storage/sight.ts";
import { findSession, insertLink, insertSession, removeSession, takeLink } from "./sign-in.store.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A link that signs in once holds for a day, a session for thirty. */
const LINK_MS = DAY_MS;
export const SESSION_MS = 30 * DAY_MS;

const addLink = command(
  "signIn.addLink",
  (tx, actor: Actor, { user, hash }: { user: number; hash: string }) =>
    insertLink(tx, { company: actor.company_id, user, hash, expire_time: tx.now + LINK_MS }),
);

const useLink = command(
  "signIn.useLink",
  async (tx, _actor: Actor, { link, session }: { link: string; session: string }): Promise<void> => {
    const owner = await takeLink(tx, link);
    if (!owner) throw new DomainError("link_invalid");
    const { company_id: company, user_id: user } = owner;
    await insertSession(tx, { company, user, hash: session, expire_time: tx.now + SESSION_MS });
  },
);

const endSession = command("signIn.end", (tx, _actor: Actor, hash: string) => removeSession(tx, hash));

/** Signing people in, in a browser. */
export function createSignInService({ storage, clock }: { storage: Storage; clock: Clock }) {
  return {
    /** Makes a code for a link that signs a user in once. */
    async createLink(actor: Actor, user: number): Promise<string> {
      const code = newSecret();
      await storage.run(addLink, actor, { user, hash: hashSecret(code) });
      return code;
    },

    /**
     * Uses a link up and answers the secret of a new session.
     * @throws DomainError `link_invalid` when it was used, has expired or never was.
     */
    async useLink(code: string): Promise<string> {
      const session = newSecret();
      await storage.run(useLink, nobody, { link: hashSecret(code), session: hashSecret(session) });
      return session;
    },

    /** Who a session speaks for. */
    async actor(session: string): Promise<Actor | undefined> {
      const found = await findSession(storage.db, hashSecret(session), clock());
      if (!found) return undefined;
      const { company_id, company_domain, ...owner } = found;
      return { company_id, company_domain, ...withSight(owner), scopes: null };
    },

    end: (session: string): Promise<void> => storage.run(endSession, nobody, hashSecret(session)),
  };
}
export type SignInService = ReturnType<typeof createSignInService>;
