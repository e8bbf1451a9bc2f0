import { isPipedrive, rootOf } from "./address.ts";
import { FoyerError } from "./errors.ts";
import { createOAuth, type OAuth } from "./oauth.ts";
import type { ClientOptions, Provided } from "./options.ts";

/** How requests of a client say who asks. */
export type Authority = {
  prepare(): Promise<{ headers: Record<string, string>; root?: string }>;
  /** After a 401 to a request with these headers: whether another attempt may do better. */
  renew?(headers: Record<string, string>): Promise<boolean>;
  /** Whether the browser sends its cookie. */
  mode?: "same-origin" | "omit";
  oauth?: OAuth;
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Chooses by the one credential that the options hold. */
export function createAuthority(options: ClientOptions, root: string): Authority {
  const { token, accessToken, oauth } = options;
  if ("token" in options)
    return { prepare: async () => ({ headers: { "x-api-token": await give("token", token) } }) };
  if ("accessToken" in options)
    return { prepare: async () => ({ headers: bearer(await give("accessToken", accessToken)) }) };
  if (oauth) {
    const host = isPipedrive(root) ? {} : { host: root };
    return byOAuth("exchange" in oauth ? oauth : createOAuth({ ...host, ...oauth }));
  }
  return { prepare: async () => ({ headers: {} }), mode: "credentials" in options ? "same-origin" : "omit" };
}

function byOAuth(oauth: OAuth): Authority {
  return {
    oauth,
    async prepare() {
      const { access_token, api_domain } = await oauth.tokens();
      return { headers: bearer(access_token), root: rootOf(api_domain) };
    },
    async renew({ authorization }) {
      // Somebody else's refresh may have come between.
      const current = await oauth.tokens();
      if (bearer(current.access_token).authorization === authorization) await oauth.refresh();
      return true;
    },
  };
}

/** An environment variable that is not set ends here, rather than as a 401 that says nothing of it. */
async function give(name: string, value: Provided<string> | undefined): Promise<string> {
  const given = typeof value === "function" ? await value() : value;
  if (!given) throw new FoyerError(`The client's ${name} is ${given === "" ? "empty" : given}`);
  return given;
}
