import { FoyerError, isApiError } from "./errors.ts";

/** What a token request answers, and when it came. Plain data, to be stored as it is. */
export type Tokens = {
  access_token: string;
  refresh_token: string;
  /** Where this account's API is. */
  api_domain: string;
  scope: string;
  /** Milliseconds since 1970. */
  expires_at: number;
};

/** Where tokens are kept. Each account has its own. */
export type TokenStore = {
  load(): Tokens | undefined | Promise<Tokens | undefined>;
  /** Called after exchange and refresh, before the tokens are used; with undefined after `revoke`. */
  save(tokens: Tokens | undefined): void | Promise<void>;
};

/** A token this near its end is refreshed before it is used, in milliseconds. */
const MARGIN_MS = 30_000;

/** Keeps the tokens of one account fresh, with one request however many ask at once. */
export function createKeeper(store: TokenStore, renew: (refreshToken: string) => Promise<Tokens>) {
  let kept: Tokens | undefined;
  let refreshing: Promise<Tokens> | undefined;

  async function keep(tokens: Tokens): Promise<Tokens> {
    kept = tokens;
    await store.save(tokens);
    return tokens;
  }

  async function load(): Promise<Tokens> {
    kept ??= await store.load();
    if (!kept)
      throw new FoyerError("There are no tokens yet: send the user to authorize(), then call exchange()");
    return kept;
  }

  async function refreshOnce(): Promise<Tokens> {
    const old = await load();
    try {
      return await keep(await renew(old.refresh_token));
    } catch (error) {
      // Another process may have refreshed meanwhile, where a refresh token is good for one use.
      const stored = isApiError(error) && error.status < 500 ? await store.load() : undefined;
      if (!stored || stored.access_token === old.access_token) throw error;
      kept = stored;
      return stored;
    }
  }

  function refresh(): Promise<Tokens> {
    refreshing ??= refreshOnce().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  return {
    keep,
    load,
    refresh,
    async fresh(): Promise<Tokens> {
      const tokens = await (refreshing ?? load());
      return tokens.expires_at - MARGIN_MS < Date.now() ? refresh() : tokens;
    },
    async forget(): Promise<void> {
      kept = undefined;
      await store.save(undefined);
    },
  };
}

/** Keeps tokens for as long as the program runs. */
export function createMemory(): TokenStore {
  let tokens: Tokens | undefined;
  return {
    load: () => tokens,
    save: (next) => {
      tokens = next;
    },
  };
}
