import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import {
  type CodeRow,
  findCode,
  findRefreshToken,
  hasGrant,
  insertAccessToken,
  insertCode,
  insertGrant,
  insertRefreshToken,
  markCode,
  markRefreshToken,
  prolongGrant,
  removeAccessToken,
  removeGrant,
} from "./oauth.store.ts";

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
/** Pipedrive's: a code holds for five minutes, an access token for an hour, a grant for 60 days without use. */
const CODE_MS = 300 * SECOND_MS;
const ACCESS_MS = HOUR_MS;
const GRANT_MS = 60 * DAY_MS;
/** A code is kept so long after it expired, so that a late replay still takes back what came of it. */
const CODE_MEMORY_MS = DAY_MS;
/** A refresh token that was replaced answers so long still: its answer may have been lost, or two have asked at once. */
export const GRACE_MS = 60 * SECOND_MS;

type NewCode = Omit<CodeRow, "company_id" | "user_id" | "expire_time">;

export const addCode = command("oauth.addCode", (tx, actor: Actor, code: NewCode) =>
  insertCode(
    tx,
    { ...code, company_id: actor.company_id, user_id: actor.user_id, expire_time: tx.now + CODE_MS },
    tx.now - CODE_MEMORY_MS,
  ),
);

/** What a code or refresh token came to. Refusals that take something back are said, not thrown: throwing undoes it. */
export type Exchange = { granted: { scopes: string; rotated: boolean } } | { replayed: true };

export type CodeExchange = {
  /** Hashes, as are `access` and `refresh`, the tokens to be handed out. */
  code: string;
  access: string;
  refresh: string;
  app: number;
  /** How the client's `redirect_uri` may be read. */
  redirect_uris: readonly string[];
  /** The challenge that the client's verifier answers; null when it sent none. */
  challenge: string | null;
};

const refuse = (info: string): DomainError => new DomainError("oauth_grant", { info });

/** @throws DomainError when the code is not for this exchange */
async function requireCode(tx: Tx, company: number, input: CodeExchange) {
  const code = await findCode(tx, company, input.code);
  if (!code || code.app_id !== input.app) throw refuse("Invalid grant: authorization_code is invalid");
  if (code.grant_id !== null) return code;
  if (code.expire_time <= tx.now) throw refuse("Invalid grant: authorization_code has expired");
  if (!input.redirect_uris.includes(code.redirect_uri))
    throw new DomainError("oauth_request", { info: "Invalid request: redirect_uri is invalid" });
  // A verifier without a challenge is refused too: somebody took the challenge out on the way (RFC 9700, 2.1.1).
  if (code.challenge !== input.challenge) throw refuse("Invalid grant: code_verifier is invalid");
  return code;
}

export const exchangeCode = command(
  "oauth.exchangeCode",
  async (tx, { company_id: company }: Actor, input: CodeExchange): Promise<Exchange> => {
    const code = await requireCode(tx, company, input);
    if (code.grant_id !== null) {
      await removeGrant(tx, { company, grant: code.grant_id });
      return { replayed: true };
    }
    const grant = await nextId(tx, company, "oauth_grant");
    const { app_id, user_id, scopes } = code;
    const times = { add_time: tx.now, expire_time: tx.now + GRANT_MS };
    const rotates = code.challenge === null ? 0 : 1;
    await insertGrant(tx, company, { id: grant, app_id, user_id, scopes, rotates, ...times });
    await markCode(tx, input.code, { company, grant });
    await insertRefreshToken(tx, input.refresh, { company, grant });
    await insertAccessToken(tx, {
      ...{ company, grant, scopes, hash: input.access, user: user_id },
      expire_time: tx.now + ACCESS_MS,
    });
    return { granted: { scopes, rotated: true } };
  },
);

export type RefreshExchange = { token: string; access: string; refresh: string; app: number };

/**
 * A new access token for a refresh token. A grant begun with PKCE rotates: every refresh token is replaced, and one
 * that comes again later than the grace was stolen, or its successor was: the grant ends. Any other grant keeps the
 * one it has, as Pipedrive's do: scripts in use keep the first for ever.
 */
export const exchangeRefresh = command(
  "oauth.exchangeRefresh",
  async (tx, { company_id: company }: Actor, input: RefreshExchange): Promise<Exchange> => {
    const found = await findRefreshToken(tx, company, input.token);
    if (!found || found.app_id !== input.app || found.expire_time <= tx.now)
      throw refuse("Invalid grant: refresh_token is invalid");
    const key = { company, grant: found.id };
    if (found.used_time !== null && tx.now - found.used_time > GRACE_MS) {
      await removeGrant(tx, key);
      return { replayed: true };
    }
    const rotated = found.rotates === 1;
    if (rotated) {
      await markRefreshToken(tx, input.token);
      await insertRefreshToken(tx, input.refresh, key);
    }
    await prolongGrant(tx, key, tx.now + GRANT_MS);
    await insertAccessToken(tx, {
      ...{ ...key, scopes: found.scopes, hash: input.access, user: found.user_id },
      expire_time: tx.now + ACCESS_MS,
    });
    return { granted: { scopes: found.scopes, rotated } };
  },
);

/** A refresh token ends its grant: the app is uninstalled. An access token ends alone. */
export const revokeToken = command(
  "oauth.revoke",
  async (tx, { company_id: company }: Actor, { hash, app }: { hash: string; app: number }): Promise<void> => {
    const found = await findRefreshToken(tx, company, hash);
    if (found?.app_id === app) await removeGrant(tx, { company, grant: found.id });
    else await removeAccessToken(tx, { company, app, hash });
  },
);

export const endGrant = command("oauth.endGrant", async (tx, actor: Actor, grant: number): Promise<void> => {
  const key = { company: actor.company_id, grant };
  if (!(await hasGrant(tx, { ...key, user: actor.user_id }))) throw new DomainError("grant_not_found");
  await removeGrant(tx, key);
});
