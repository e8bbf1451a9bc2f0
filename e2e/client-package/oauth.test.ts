import { beforeAll, describe, expect, test } from "vitest";
import { createClient, createOAuth, type Tokens } from "../../packages/client/src/index.ts";
import { type FaultProxy, startFaultProxy } from "../../packages/client/test/fault-proxy.ts";
import { signInByForm } from "../support/consent.ts";
import { useFoyer } from "../support/use-foyer.ts";

const redirectUri = "http://127.0.0.1:9/callback";

describe("the client's OAuth with Foyer's", () => {
  const foyer = useFoyer();
  let proxy: FaultProxy;
  let clientId: string;
  let clientSecret: string;
  beforeAll(async () => {
    proxy = await startFaultProxy(foyer().baseUrl);
    const app = { name: "Sample", redirect_uris: [redirectUri] };
    ({ client_id: clientId, client_secret: clientSecret } = await createClient(foyer()).apps.add(app));
    return () => proxy[Symbol.asyncDispose]();
  });

  /** An app that a user has just let act for them, with the tokens it keeps. */
  async function installed() {
    let kept: Tokens | undefined;
    const store = {
      load: () => kept,
      save: (tokens: Tokens | undefined) => {
        kept = tokens;
      },
    };
    const oauth = createOAuth({ clientId, clientSecret, redirectUri, host: proxy.baseUrl, store });
    const { url, state, verifier } = await oauth.authorize();
    const consent = url.replace(proxy.baseUrl, foyer().baseUrl);
    const back = await (await signInByForm(foyer())).allow(consent);
    expect(back.searchParams.get("state")).toBe(state);
    await oauth.exchange(back.searchParams.get("code") ?? "", { verifier });
    const change = (changed: Partial<Tokens>) => {
      if (kept) kept = { ...kept, api_domain: proxy.baseUrl, ...changed };
    };
    /** Another process of the same app, which begins with what is kept. */
    const again = () =>
      createClient({
        oauth: createOAuth({ clientId, clientSecret, redirectUri, host: proxy.baseUrl, store }),
      });
    return { oauth, change, again };
  }

  const refreshes = () => proxy.seen.filter(({ body }) => body.includes("grant_type=refresh_token")).length;

  test.each<[string, Partial<Tokens>]>([
    ["has ended", { expires_at: 0 }],
    ["is refused", { access_token: "v1u:revoked" }],
  ])("five calls at once whose token %s send one refresh", async (_what, changed) => {
    const { change, again } = await installed();
    change(changed);
    proxy.reset();
    const { users } = again();
    const answers = await Promise.all(Array.from({ length: 5 }, () => users.me()));
    expect(answers.map(({ email }) => email)).toEqual(Array(5).fill(foyer().adminEmail));
    expect(refreshes()).toBe(1);
  });

  test("a refresh whose answer is cut short rejects all five, and the next call tries anew", async () => {
    const { change, again } = await installed();
    change({ expires_at: 0 });
    proxy.reset();
    proxy.next("cut");
    const { users } = again();
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => users.me({ retries: 0 })));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
    expect(await users.me()).toHaveProperty("email", foyer().adminEmail);
    expect(refreshes()).toBe(2);
  });

  test("a code without its verifier is worth nothing, and revoked tokens neither", async () => {
    const oauth = createOAuth({ clientId, clientSecret, redirectUri, host: foyer().baseUrl });
    const { url } = await oauth.authorize();
    const back = await (await signInByForm(foyer())).allow(url);
    await expect(oauth.exchange(back.searchParams.get("code") ?? "")).rejects.toMatchObject({ status: 400 });
    const { oauth: granted } = await installed();
    await granted.revoke();
    await expect(granted.tokens()).rejects.toThrow("There are no tokens yet");
  });
});
