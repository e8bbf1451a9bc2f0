import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { startFoyer } from "../test/foyer.ts";
import { startOAuthHost } from "../test/oauth-host.ts";
import { createClient, createOAuth, type OAuthOptions, type Tokens } from "./index.ts";

async function startScene(options: Partial<OAuthOptions> = {}) {
  const foyer = await startFoyer();
  const host = await startOAuthHost(foyer);
  const saved: (Tokens | undefined)[] = [];
  const store = {
    load: () => saved.at(-1),
    save: (tokens: Tokens | undefined) => {
      saved.push(tokens);
    },
  };
  const app = { clientId: "id", clientSecret: "secret", redirectUri: "https://app.test/back?x=1", store };
  const oauth = createOAuth({ ...app, host: host.host, ...options });
  const client = createClient({ oauth, backoffMs: 5 });
  return {
    foyer,
    host,
    oauth,
    client,
    saved,
    store,
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

describe("authorizing", () => {
  const app = { clientId: "id", redirectUri: "https://app.test/back?x=1" };

  test("the address holds state and, where the server has it, a PKCE challenge", async () => {
    const oauth = createOAuth({ ...app, host: "http://foyer.test/api/v1" });
    const { url, state, verifier = "" } = await oauth.authorize({ scope: "base leads:full" });
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe("http://foyer.test/oauth/authorize");
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: "code",
      client_id: "id",
      redirect_uri: app.redirectUri,
      state,
      scope: "base leads:full",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    expect((await oauth.authorize()).state).not.toBe(state);
    expect((await oauth.authorize({ state: "mine" })).state).toBe("mine");
  });

  test("Pipedrive, which has no PKCE, is asked without", async () => {
    const { url, verifier } = await createOAuth(app).authorize();
    expect(new URL(url).origin).toBe("https://oauth.pipedrive.com");
    expect([verifier, url.includes("code_challenge")]).toEqual([undefined, false]);
  });
});

describe("tokens", () => {
  test("a code becomes tokens, which are kept, and calls go where they say", async () => {
    await using scene = await startScene();
    await scene.oauth.exchange("the-code", { verifier: "v" });
    expect(scene.host.requests).toEqual([
      {
        path: "/oauth/token",
        form: {
          grant_type: "authorization_code",
          code: "the-code",
          redirect_uri: "https://app.test/back?x=1",
          code_verifier: "v",
        },
        authorization: `Basic ${btoa("id:secret")}`,
      },
    ]);
    expect(scene.saved).toMatchObject([{ refresh_token: "refresh", api_domain: scene.foyer.baseUrl }]);
    expect(await scene.client.users.me()).toMatchObject({ company_domain: scene.foyer.domain });
  });

  test("a public client names itself in the form", async () => {
    await using scene = await startScene({ clientSecret: undefined as never });
    await scene.oauth.exchange("the-code");
    expect(scene.host.requests).toMatchObject([{ form: { client_id: "id" }, authorization: undefined }]);
  });

  test("five calls with an expired token send one refresh", async () => {
    await using scene = await startScene();
    scene.host.issueFor(1);
    await scene.oauth.exchange("the-code");
    scene.host.issueFor(3_600);
    await Promise.all(Array.from({ length: 5 }, () => scene.client.users.me()));
    expect(scene.host.requests.map(({ form }) => form.grant_type)).toEqual([
      "authorization_code",
      "refresh_token",
    ]);
    expect(scene.saved).toHaveLength(2);
  });

  test("five calls whose token is refused send one refresh, and go again", async () => {
    await using scene = await startScene();
    await scene.oauth.exchange("the-code");
    await scene.host.revokeAccess();
    const answers = await Promise.all(Array.from({ length: 5 }, () => scene.client.users.me()));
    expect(answers).toHaveLength(5);
    expect(scene.host.requests).toHaveLength(2);
  });

  test("tokens that are kept serve a new client without a code", async () => {
    await using scene = await startScene();
    await scene.oauth.exchange("the-code");
    const { clientId, redirectUri, store } = {
      clientId: "id",
      redirectUri: "https://app.test/back",
      store: scene.store,
    };
    const again = createClient({
      oauth: { clientId, clientSecret: "secret", redirectUri, store, host: scene.host.host },
    });
    expect(await again.users.me()).toHaveProperty("id");
    expect(scene.host.requests).toHaveLength(1);
  });

  test("a refresh that another process did first is taken from the store", async () => {
    await using scene = await startScene();
    await scene.oauth.exchange("the-code");
    const fresh = { user_id: scene.foyer.actor.user_id, name: "theirs", scopes: null };
    const { secret } = await scene.foyer.services.tokens.create(scene.foyer.actor, fresh);
    await scene.host.revokeAccess();
    scene.saved.push({ ...(scene.saved[0] as Tokens), access_token: secret });
    scene.host.refuse(400, {
      success: false,
      message: "Invalid grant: refresh_token is invalid",
      error: "invalid_grant",
    });
    expect(await scene.client.users.me()).toHaveProperty("id");
  });

  test("a refresh that is refused is told as the OAuth server's error", async () => {
    await using scene = await startScene();
    await scene.oauth.exchange("the-code");
    await scene.host.revokeAccess();
    scene.host.refuse(400, {
      success: false,
      message: "Invalid grant: refresh_token is invalid",
      error: "invalid_grant",
    });
    await expect(scene.client.users.me()).rejects.toMatchObject({
      name: "BadRequestError",
      code: "invalid_grant",
      message: expect.stringContaining("POST /oauth/token answered 400: Invalid grant"),
    });
  });

  test("revoking ends the refresh token and forgets the tokens", async () => {
    await using scene = await startScene();
    await scene.oauth.exchange("the-code");
    await scene.oauth.revoke();
    expect(scene.host.requests.at(-1)).toMatchObject({ path: "/oauth/revoke", form: { token: "refresh" } });
    expect(scene.saved.at(-1)).toBeUndefined();
    await expect(scene.client.users.me()).rejects.toThrow("There are no tokens yet");
  });
});
