import { hash } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, oauthClients } from "./clients/oauth-clients.ts";
import { signInByForm } from "./support/consent.ts";
import { type Foyer, startFoyer } from "./support/foyer.ts";
import { runProgram, temporaryFolder } from "./support/program.ts";

const CALLBACK = "http://127.0.0.1:9/callback?from=foyer&way=oauth";
/** A token's owner is remembered for a second. */
const MEMORY_MS = 1_100;

/** Makes an app as an administrator does. */
async function makeApp(database: string): Promise<App> {
  const args = ["--name", "Sample", "--redirect-uri", CALLBACK, "--scopes", "leads:full contacts:read"];
  const { stdout, stderr, code } = await runProgram([
    "app",
    "create",
    ...args,
    "--json",
    "--database",
    database,
  ]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe("OAuth by official clients", () => {
  const belongings = new AsyncDisposableStack();
  let scene: { foyer: Foyer; app: App; file: string } | undefined;

  beforeAll(async () => {
    const file = join(belongings.use(await temporaryFolder()).path, "foyer.db");
    const foyer = belongings.use(await startFoyer({ databaseUrl: `sqlite:${file}` }));
    scene = { foyer, file, app: await makeApp(`sqlite:${file}`) };
  });
  afterAll(() => belongings.disposeAsync());

  const use = () => {
    if (!scene) throw new Error("no server was started");
    return scene;
  };

  test.concurrent.each(oauthClients)(
    "$version authorizes, refreshes what expired, and revokes",
    async ({ connect }) => {
      const { foyer, app, file } = use();
      const client = connect(app, foyer.baseUrl);
      const back = await (await signInByForm(foyer)).allow(client.authorizationUrl);
      expect(back.href.startsWith(`${CALLBACK}&code=`)).toBe(true);

      const token = await client.authorize(back.searchParams.get("code") ?? "");
      expect(token).toMatchObject({
        token_type: "Bearer",
        expires_in: 3_599,
        scope: "base,leads:full,contacts:read",
        api_domain: foyer.baseUrl,
      });
      expect(await client.readLeads()).toMatchObject({ success: true, data: [] });

      const first = client.token;
      expire(file, first.access);
      client.forgetExpiry();
      await delay(MEMORY_MS);
      expect(await client.readLeads()).toMatchObject({ success: true, data: [] });
      const second = client.token;
      expect([second.access === first.access, second.refresh === first.refresh]).toEqual([false, true]);

      if (!client.revoke) return; // the method came with 19
      expect(await client.revoke("access_token")).toEqual({ success: true });
      client.forgetExpiry();
      expect(await client.readLeads(), "an app may go on with its refresh token").toMatchObject({
        success: true,
      });
      expect(await client.revoke("refresh_token")).toEqual({ success: true });
      client.forgetExpiry();
      await expect(client.readLeads()).rejects.toBeDefined();
    },
  );
});

/** What an hour does to a token. */
function expire(file: string, accessToken: string): void {
  using database = new DatabaseSync(file, { timeout: 10_000 });
  const statement = database.prepare(
    "update oauth_access_tokens set expire_time = 0 where hash = ? returning hash",
  );
  expect(statement.all(hash("sha256", accessToken))).toHaveLength(1);
}
