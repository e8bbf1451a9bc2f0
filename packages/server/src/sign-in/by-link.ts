import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { hashPassword, isFitPassword } from "../lib/passwords.ts";
import { hashSecret, newSecret } from "../lib/secrets.ts";
import type { Storage } from "../storage/open.ts";
import { findLink } from "./sign-in.store.ts";
import { addLink, useLink } from "./sign-in-commands.ts";

/** Signing in by a link that holds once: the first time, and when a password is forgotten. */
export function signInByLink({ storage, clock }: { storage: Storage; clock: Clock }) {
  return {
    /** Makes a code for a link that signs a user in once. */
    async createLink(actor: Actor, user: number): Promise<string> {
      const code = newSecret();
      await storage.run(addLink, actor, { user, hash: hashSecret(code) });
      return code;
    },

    /** Whom a link signs in; undefined when it was used, has expired or never was. */
    async readLink(code: string): Promise<{ name: string; email: string; hasPassword: boolean } | undefined> {
      const owner = await findLink(storage.db, hashSecret(code), clock());
      return owner && { name: owner.name, email: owner.email, hasPassword: owner.password_hash !== null };
    },

    /**
     * Uses a link up and answers the secret of a new session. A password given becomes the user's, and ends their
     * other sessions.
     * @throws DomainError `link_invalid` when it was used, has expired or never was; `password_required` when the
     * user has none and chose none, or an unfit one: the link still holds then
     */
    async useLink(
      code: string,
      { password = "", session: previous }: { password?: string; session?: string | undefined } = {},
    ): Promise<string> {
      const link = hashSecret(code);
      const owner = await findLink(storage.db, link, clock());
      if (!owner) throw new DomainError("link_invalid");
      const isMissing = password === "" && owner.password_hash === null;
      if (isMissing || (password !== "" && !isFitPassword(password)))
        throw new DomainError("password_required");
      const session = newSecret();
      const password_hash = password === "" ? null : await hashPassword(password);
      await storage.run(useLink, nobody, {
        link,
        password_hash,
        session: hashSecret(session),
        previous: previous === undefined ? null : hashSecret(previous),
      });
      return session;
    },
  };
}
