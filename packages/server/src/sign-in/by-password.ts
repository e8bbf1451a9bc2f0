import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { hashPassword, isPassword } from "../lib/passwords.ts";
import { hashSecret, newSecret } from "../lib/secrets.ts";
import type { Storage } from "../storage/open.ts";
import { findPassword, listCredentials } from "./sign-in.store.ts";
import { changePassword, startSession } from "./sign-in-commands.ts";
import { beginAttempt, subjectsOf } from "./throttle.ts";

type Credentials = { email: string; password: string; company_domain?: string | undefined };

/** Where an attempt comes from. A session the browser has already ends with the sign-in. */
type From = { address: string; session: string | undefined };

/** Signing in by e-mail and password. */
export function signInByPassword({ storage, clock }: { storage: Storage; clock: Clock }) {
  async function ownerOf({ email, password, company_domain }: Credentials) {
    const accounts = await listCredentials(storage.db, email);
    const wanted = accounts.filter((one) => !company_domain || one.company_domain === company_domain);
    // Asked even when nobody has the e-mail: the time it takes must not tell.
    if (wanted.length === 0) await isPassword(password, null);
    for (const account of wanted) if (await isPassword(password, account.password_hash)) return account;
    throw new DomainError("sign_in_failed");
  }

  return {
    /**
     * Signs in by e-mail and password, and answers the secret of a new session. Somebody with the same e-mail and
     * password in several companies comes to the one they were in last, unless they name one.
     * @throws DomainError `sign_in_failed`; `sign_in_throttled` after too many failures of the account or address
     */
    async withPassword(credentials: Credentials, from: From): Promise<string> {
      const subjects = subjectsOf(credentials.email, from.address);
      await beginAttempt(storage, subjects, clock());
      const { company_id, user_id } = await ownerOf(credentials);
      const session = newSecret();
      await storage.run(startSession, nobody, {
        company: company_id,
        user: user_id,
        session: hashSecret(session),
        previous: from.session === undefined ? null : hashSecret(from.session),
        subjects,
      });
      return session;
    },

    /**
     * Changes the caller's password, ends their other sessions, and answers how many.
     * @throws DomainError `sign_in_failed` when the present password is another; `sign_in_throttled`
     */
    async changePassword(
      actor: Actor,
      { current, next, email }: { current: string; next: string; email: string },
      from: From,
    ): Promise<number> {
      const subjects = subjectsOf(email, from.address);
      await beginAttempt(storage, subjects, clock());
      const stored = await findPassword(storage.db, { company: actor.company_id, user: actor.user_id });
      if (!(await isPassword(current, stored))) throw new DomainError("sign_in_failed");
      const kept = from.session === undefined ? null : hashSecret(from.session);
      const password_hash = await hashPassword(next);
      return storage.run(changePassword, actor, { password_hash, kept, subjects });
    },
  };
}
