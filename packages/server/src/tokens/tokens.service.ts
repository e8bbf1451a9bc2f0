import type { ApiToken, ApiTokenCreate, Scope } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import { type Clock, toSecondTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { hashSecret, newApiToken } from "../lib/secrets.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { withSight } from "../storage/sight.ts";
import {
  findTokenOwner,
  insertToken,
  listTokens,
  listTokensOf,
  noteTokenUse,
  removeToken,
  removeTokenOf,
  type TokenOwner,
  type TokenRow,
} from "./tokens.store.ts";

/** How exactly it is known when a token was last used: a busy one is written about no more often. */
const USE_MS = 3_600_000;

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

const revokeOwnToken = command("tokens.revokeOwn", async (tx, actor: Actor, id: number): Promise<void> => {
  const mine = { company: actor.company_id, user: actor.user_id };
  if (!(await removeTokenOf(tx, mine, id))) throw new DomainError("token_not_found");
});

const noteUse = command("tokens.noteUse", (tx, actor: Actor, id: number) =>
  noteTokenUse(tx, actor.company_id, id),
);

const toScopes = (scopes: string | null): Scope[] | null =>
  scopes === null ? null : (scopes.split(" ") as Scope[]); // only scopes of the contract are ever stored

const toApiToken = (row: TokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: toScopes(row.scopes),
  add_time: toSecondTime(row.add_time),
  last_used_time: row.last_used_time === null ? null : toSecondTime(row.last_used_time),
});

const toActor = ({
  company_id,
  company_domain,
  scopes,
  token_id: _,
  last_used_time: _used,
  ...owner
}: TokenOwner): Actor => ({
  company_id,
  company_domain,
  ...withSight(owner),
  scopes: toScopes(scopes),
});

type Deps = { storage: Storage; memory: ActorMemory; clock: Clock };

/** API tokens: who may speak for whom. */
export function createTokenService({ storage, memory, clock }: Deps) {
  async function create(
    actor: Actor,
    token: { user_id: number; name: string; scopes: readonly Scope[] | null },
  ): Promise<{ id: number; secret: string }> {
    const secret = newApiToken();
    return { id: await storage.run(addToken, actor, { ...token, secret }), secret };
  }

  /** Nobody waits for it, and what is not written down now is the next time. */
  function note(actor: Actor, { token_id, last_used_time }: TokenOwner): void {
    if (last_used_time !== null && clock() - last_used_time < USE_MS) return;
    storage.run(noteUse, actor, token_id).catch(() => undefined);
  }

  const ownTokens = (actor: Actor) =>
    listTokensOf(storage.db, { company: actor.company_id, user: actor.user_id });

  return {
    /** Who a token speaks for. */
    async actor(secret: string): Promise<Actor | undefined> {
      const owner = await findTokenOwner(storage.db, hashSecret(secret));
      if (!owner) return undefined;
      const actor = toActor(owner);
      note(actor, owner);
      return actor;
    },

    /** Makes a token for a user. The secret is answered here and nowhere else. */
    create,

    listOwn: async (actor: Actor): Promise<ApiToken[]> => (await ownTokens(actor)).map(toApiToken),

    /** Makes a token for the actor. */
    async addOwn(actor: Actor, { name, scopes = null }: ApiTokenCreate) {
      const listed = scopes && [...new Set<Scope>(["base", ...scopes])];
      const { id, secret } = await create(actor, { user_id: actor.user_id, name, scopes: listed });
      const made = (await ownTokens(actor)).find((one) => one.id === id);
      if (!made) throw new DomainError("token_not_found"); // revoked in this very moment
      return { ...toApiToken(made), token: secret };
    },

    async revokeOwn(actor: Actor, id: number): Promise<{ id: number }> {
      await storage.run(revokeOwnToken, actor, id);
      memory.forget();
      return { id };
    },

    list: (actor: Actor) => listTokens(storage.db, actor.company_id),
    async revoke(actor: Actor, id: number): Promise<void> {
      await storage.run(revokeToken, actor, id);
      memory.forget();
    },
  };
}
export type TokenService = ReturnType<typeof createTokenService>;
