import { hash } from "node:crypto";
import type { Scope } from "@leadfoyer/contract";
import type { OauthApp } from "../apps/apps.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { nobody } from "../lib/nobody.ts";
import { hashSecret, newAccessToken, newSecret } from "../lib/secrets.ts";
import type { Storage } from "../storage/open.ts";
import { withSight } from "../storage/sight.ts";
import { findAccessOwner } from "./oauth.store.ts";
import { addCode, type Exchange, exchangeCode, exchangeRefresh, revokeToken } from "./oauth-commands.ts";

/** Seconds Pipedrive says an access token holds. */
const EXPIRES_IN = 3_599;

export type Tokens = {
  access_token: string;
  token_type: "Bearer";
  expires_in: number;
  refresh_token: string;
  /** Separated by commas. */
  scope: string;
};

type Consent = { app: OauthApp; redirect_uri: string; scopes: readonly Scope[]; challenge: string | null };
type CodeInput = { code: string; redirect_uris: readonly string[]; verifier: string | undefined };

const toScopes = (text: string): Scope[] => text.split(" ") as Scope[]; // only scopes of the contract are ever stored

/** Whoever holds a client's secret acts for nobody yet, but in the client's company. */
const clientActor = (app: OauthApp): Actor => ({ ...nobody, company_id: app.company_id });

/** The OAuth 2 server: codes, tokens, and who they speak for. */
export function createOauthService({
  storage,
  memory,
  clock,
}: {
  storage: Storage;
  memory: ActorMemory;
  clock: Clock;
}) {
  function answer(exchange: Exchange, tokens: { access: string; refresh: string; refused: string }): Tokens {
    if ("replayed" in exchange) {
      memory.forget();
      throw new DomainError("oauth_grant", { info: tokens.refused });
    }
    return {
      access_token: tokens.access,
      token_type: "Bearer",
      expires_in: EXPIRES_IN,
      refresh_token: tokens.refresh,
      scope: exchange.granted.scopes.replaceAll(" ", ","),
    };
  }

  return {
    /** Makes a code for an app that the actor lets act for them. */
    async allow(actor: Actor, { app, redirect_uri, scopes, challenge }: Consent): Promise<string> {
      const code = newSecret();
      const grant = { app_id: app.id, redirect_uri, scopes: scopes.join(" "), challenge };
      await storage.run(addCode, actor, { hash: hashSecret(code), ...grant });
      return code;
    },

    /**
     * Tokens for a code.
     * @throws DomainError `oauth_grant`, `oauth_request`. A code that comes a second time ends what came of it.
     */
    async exchangeCode(app: OauthApp, { code, redirect_uris, verifier }: CodeInput): Promise<Tokens> {
      const [access, refresh] = [newAccessToken(), newSecret()];
      const exchange = await storage.run(exchangeCode, clientActor(app), {
        code: hashSecret(code),
        access: hashSecret(access),
        refresh: hashSecret(refresh),
        app: app.id,
        redirect_uris,
        challenge: verifier === undefined ? null : hash("sha256", verifier, "base64url"),
      });
      return answer(exchange, { access, refresh, refused: "Invalid grant: authorization_code is invalid" });
    },

    /** A new access token. @throws DomainError `oauth_grant` */
    async refresh(app: OauthApp, token: string): Promise<Tokens> {
      const [access, fresh] = [newAccessToken(), newSecret()];
      const exchange = await storage.run(exchangeRefresh, clientActor(app), {
        token: hashSecret(token),
        access: hashSecret(access),
        refresh: hashSecret(fresh),
        app: app.id,
      });
      const refresh = "granted" in exchange && exchange.granted.rotated ? fresh : token;
      return answer(exchange, { access, refresh, refused: "Invalid grant: refresh_token is invalid" });
    },

    /** Ends a token of the app, whatever kind it is; nothing when there is none (RFC 7009). */
    async revoke(app: OauthApp, token: string): Promise<void> {
      await storage.run(revokeToken, clientActor(app), { hash: hashSecret(token), app: app.id });
      memory.forget();
    },

    /** Who an access token speaks for. */
    async actor(token: string): Promise<Actor | undefined> {
      const owner = await findAccessOwner(storage.db, hashSecret(token), clock());
      if (!owner) return undefined;
      const { company_id, company_domain, scopes, ...user } = owner;
      return { company_id, company_domain, ...withSight(user), scopes: toScopes(scopes) };
    },
  };
}
export type OauthService = ReturnType<typeof createOauthService>;
