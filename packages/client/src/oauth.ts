import { isPipedrive, rootOf } from "./address.ts";
import { attempt, type Body } from "./attempt.ts";
import { createKeeper, createMemory, type TokenStore, type Tokens } from "./tokens.ts";

export type OAuthOptions = {
  clientId: string;
  /** Left out by public clients, which prove themselves by PKCE alone. */
  clientSecret?: string;
  redirectUri: string;
  /** Default: memory. */
  store?: TokenStore;
  /** @default "https://oauth.pipedrive.com", or the client's `baseUrl` where that is a Foyer */
  host?: string;
  /**
   * Proves at the exchange that the one who asked is the one who was answered.
   * @default true, but false at Pipedrive, which has no PKCE
   */
  pkce?: boolean;
  /** @default 30_000 */
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
};

/** Where to send the user, and what to keep (in the user's session) until they are back. */
export type Authorization = {
  url: string;
  /** Compare it with the `state` that comes back: another one means that somebody else began this. */
  state: string;
  /** For `exchange`, where PKCE is used. */
  verifier: string | undefined;
};

/** The authorization code flow of one account. */
export type OAuth = {
  /** Where to send the user. `state` is made unless given. */
  authorize(wanted?: { state?: string; scope?: string }): Promise<Authorization>;
  /** Turns the code that came back into tokens, and keeps them. */
  exchange(code: string, proof?: { verifier?: string | undefined }): Promise<Tokens>;
  /** Tokens that are good for a while, refreshed first if they were not. */
  tokens(): Promise<Tokens>;
  /** Gets new tokens now. Calls at the same time share one request. */
  refresh(): Promise<Tokens>;
  /** Ends the refresh token, which uninstalls the app, and forgets the tokens. */
  revoke(): Promise<void>;
};

/**
 * OAuth: `authorize`, then `exchange` with the code that comes back, then calls through `createClient({ oauth })`,
 * which refreshes as needed.
 *
 * @example
 * const oauth = createOAuth({ clientId, clientSecret, redirectUri, store });
 * const { url, state, verifier } = await oauth.authorize(); // keep state and verifier, send the user to url
 * await oauth.exchange(code, { verifier });
 * const foyer = createClient({ oauth });
 */
export function createOAuth(options: OAuthOptions): OAuth {
  const { clientId, redirectUri, store = createMemory() } = options;
  const host = rootOf(options.host ?? "https://oauth.pipedrive.com");
  const post = createPost(options, host);

  async function obtain(form: Record<string, string>): Promise<Tokens> {
    const { expires_in, ...body } = await post("/oauth/token", form);
    const { access_token, refresh_token, api_domain, scope } = body as Tokens;
    return {
      access_token,
      refresh_token,
      api_domain,
      scope,
      expires_at: Date.now() + Number(expires_in) * 1_000,
    };
  }

  const keeper = createKeeper(store, (refresh_token) =>
    obtain({ grant_type: "refresh_token", refresh_token }),
  );

  return {
    async authorize({ state = randomText(), scope } = {}) {
      const verifier = (options.pkce ?? !isPipedrive(host)) ? randomText() : undefined;
      const query = new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        state,
        ...(scope !== undefined && { scope }),
        ...(verifier && { code_challenge: await challengeOf(verifier), code_challenge_method: "S256" }),
      });
      return { url: `${host}/oauth/authorize?${query}`, state, verifier };
    },
    async exchange(code, { verifier } = {}) {
      const form = { grant_type: "authorization_code", code, redirect_uri: redirectUri };
      return keeper.keep(await obtain(verifier === undefined ? form : { ...form, code_verifier: verifier }));
    },
    tokens: keeper.fresh,
    refresh: keeper.refresh,
    async revoke() {
      const { refresh_token } = await keeper.load();
      await post("/oauth/revoke", { token: refresh_token, token_type_hint: "refresh_token" });
      await keeper.forget();
    },
  };
}

/** Sends a form as this client: with its secret, or with its name alone. */
function createPost({ clientId, clientSecret, timeoutMs = 30_000, ...options }: OAuthOptions, host: string) {
  const fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  return async (path: string, form: Record<string, string>): Promise<Body> => {
    const headers: Record<string, string> = { accept: "application/json" };
    const body = new URLSearchParams(form);
    if (clientSecret === undefined) body.set("client_id", clientId);
    else headers.authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
    const init = { method: "POST", headers, body };
    return (
      await attempt({ name: `POST ${path}`, url: host + path, init, timeoutMs, signal: undefined, fetch })
    ).body;
  };
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** 256 random bits as 43 characters, which is also what PKCE asks of a verifier. */
const randomText = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const challengeOf = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
