import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import {
  insertLink,
  insertSession,
  removeSession,
  removeSessionsOf,
  setPassword,
  takeLink,
} from "./sign-in.store.ts";
import { endAttemptIn, type Subjects } from "./throttle.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A link that signs in once holds for a day, a session for thirty. */
const LINK_MS = DAY_MS;
export const SESSION_MS = 30 * DAY_MS;

/** Secrets come here as their hashes. `previous` is the session the browser had before. */
type NewSession = { company: number; user: number; session: string; previous: string | null };

async function begin(tx: Tx, { company, user, session, previous }: NewSession): Promise<void> {
  if (previous !== null) await removeSession(tx, previous);
  await insertSession(tx, { company, user, hash: session, expire_time: tx.now + SESSION_MS });
}

export const addLink = command(
  "signIn.addLink",
  (tx, actor: Actor, { user, hash }: { user: number; hash: string }) =>
    insertLink(tx, { company: actor.company_id, user, hash, expire_time: tx.now + LINK_MS }),
);

type LinkUse = { link: string; session: string; previous: string | null; password_hash: string | null };

export const useLink = command("signIn.useLink", async (tx, _actor: Actor, use: LinkUse): Promise<void> => {
  const owner = await takeLink(tx, use.link);
  if (!owner) throw new DomainError("link_invalid");
  const key = { company: owner.company_id, user: owner.user_id };
  if (use.password_hash !== null) {
    await setPassword(tx, key, use.password_hash);
    await removeSessionsOf(tx, key);
  }
  await begin(tx, { ...key, session: use.session, previous: use.previous });
});

export const startSession = command(
  "signIn.start",
  async (tx, _actor: Actor, { subjects, ...session }: NewSession & { subjects: Subjects }): Promise<void> => {
    await endAttemptIn(tx, subjects);
    await begin(tx, session);
  },
);

type Change = { password_hash: string; kept: string | null; subjects: Subjects };

/** Ends the caller's sessions but the one that asks, and answers how many. */
export const changePassword = command(
  "signIn.changePassword",
  async (tx, actor: Actor, { password_hash, kept, subjects }: Change): Promise<number> => {
    const key = { company: actor.company_id, user: actor.user_id };
    await endAttemptIn(tx, subjects);
    await setPassword(tx, key, password_hash);
    return removeSessionsOf(tx, key, kept);
  },
);

export const endSession = command("signIn.end", (tx, _actor: Actor, hash: string) => removeSession(tx, hash));

export const endSessions = command("signIn.endAll", (tx, actor: Actor, _input: null) =>
  removeSessionsOf(tx, { company: actor.company_id, user: actor.user_id }),
);
