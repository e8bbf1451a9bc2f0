import type { Scope } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import { DomainError } from "../lib/domain-error.ts";
import { hashSecret, newApiToken } from "../lib/secrets.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { withSight } from "../storage/sight.ts";
import { findTokenOwner, insertToken, listTokens, removeToken, type TokenOwner } from "./tokens.store.ts";

type NewToken = { user_id: number; name: string; secret: string; scopes: readonly Scope[] | null };

/** Stores a token within a transaction: its hash, never itself. */
export async function addTokenIn(
  tx: Tx,
  company: number,
  { secret, scopes, ...token }: NewToken,
): Promise<number> {
  const id = await nextId(tx, company, "api_token");
  await insertToken(tx, company, {
    ...token,
    id,
    hash: hashSecret(secret),
    hint: secret.slice(-4),
    scopes: scopes?.join(" ") ?? null,
    add_time: tx.now,
  });
  return id;
}

const addToken = command("tokens.add", (tx, actor: Actor, token: NewToken) =>
  addTokenIn(tx, actor.company_id, token),
);

const revokeToken = command("tokens.revoke", async (tx, actor: Actor, id: number): Promise<void> => {
  if (!(await removeToken(tx, actor.company_id, id))) throw new DomainError("token_not_found");
});

const toActor = ({ company_id, company_domain, scopes, ...owner }: TokenOwner): Actor => ({
  company_id,
  company_domain,
  ...withSight(owner),
  scopes: scopes === null ? null : (scopes.split(" ") as Scope[]), // only scopes of the contract are ever stored
});

/** API tokens: who may speak for whom. */
export function createTokenService({ storage, memory }: { storage: Storage; memory: ActorMemory }) {
  return {
    /** Who a token speaks for. */
    async actor(secret: string): Promise<Actor | undefined> {
      const owner = await findTokenOwner(storage.db, hashSecret(secret));
      return owner && toActor(owner);
    },

    /** Makes a token for a user. The secret is answered here and nowhere else. */
    async create(
      actor: Actor,
      token: { user_id: number; name: string; scopes: readonly Scope[] | null },
    ): Promise<{ id: number; secret: string }> {
      const secret = newApiToken();
      return { id: await storage.run(addToken, actor, { ...token, secret }), secret };
    },

    list: (actor: Actor) => listTokens(storage.db, actor.company_id),
    async revoke(actor: Actor, id: number): Promise<void> {
      await storage.run(revokeToken, actor, id);
      memory.forget();
    },
  };
}
export type TokenService = ReturnType<typeof createTokenService>;
