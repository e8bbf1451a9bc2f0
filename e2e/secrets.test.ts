import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { answers, startReceiver } from "../packages/server/test/receiver.ts";
import { signInByForm } from "./support/consent.ts";
import { type Foyer, startFoyer } from "./support/foyer.ts";
import { runProgram, temporaryFolder } from "./support/program.ts";

const CALLBACK = "https://app.example/callback";
const words = (name: string): string => `${name}-${randomBytes(12).toString("hex")}`;

/** Everything that must be told to nobody but its owner, under what it is. */
type Secrets = Record<string, string>;

type Send = { method?: string; body?: unknown; raw?: string; headers?: Record<string, string> };

function talkTo({ baseUrl, token }: Foyer) {
  return async (path: string, { method = "GET", body, raw, headers }: Send = {}) => {
    const answer = await fetch(baseUrl + path, {
      method,
      redirect: "manual",
      headers: { "x-api-token": token, "content-type": "application/json", ...headers },
      ...((body ?? raw) !== undefined && { body: raw ?? JSON.stringify(body) }),
    });
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by asserting it
    const { data }: { data?: any } = text.startsWith("{") ? JSON.parse(text) : {};
    return { status: answer.status, headers: answer.headers, data, text };
  };
}
type Talk = ReturnType<typeof talkTo>;

/** API tokens by every way in, with everything wrong that can be wrong about the request. */
async function useTokens(talk: Talk, { token }: Foyer): Promise<Secrets> {
  const headers = { "idempotency-key": "once" };
  const made = await talk("/foyer/tokens", { method: "POST", body: { name: "n8n" }, headers });
  const second: string = made.data.token;
  const none = { "x-api-token": "" };
  for (const path of ["/v1/leads", "/nowhere", "/v1/leads/x", "/%zz", "/api/v2/persons", "/foyer/health"])
    await talk(`${path}?api_token=${second}`, { headers: none });
  await talk("/v1/leads", { headers: { ...none, authorization: `Bearer ${second}` } });
  await talk("/v1/leads", { headers: { ...none, authorization: `Basic ${second}` } });
  const wrong = words("wrong-token");
  await talk(`/v1/leads?api_token=${wrong}`, { headers: none });
  for (const raw of ["{bad", `[${"[".repeat(100)}`, "x".repeat(1_100_000)])
    await talk(`/v1/leads?api_token=${second}`, { method: "POST", raw });
  await talk("/v1/leads", { headers: { "x-padding": "x".repeat(20_000) } }).catch(() => undefined);
  return { "the first token": token, "another token": second, "a wrong token": wrong };
}

async function signIn(talk: Talk, { adminEmail, adminPassword }: Foyer): Promise<Secrets> {
  const wrong = words("wrong-password");
  const send = (password: string) =>
    talk("/foyer/session", { method: "POST", body: { email: adminEmail, password } });
  await send(wrong);
  const form = new URLSearchParams({ email: adminEmail, password: wrong }).toString();
  const type = { "content-type": "application/x-www-form-urlencoded" };
  await talk("/foyer/sign-in", { method: "POST", raw: form, headers: type });
  const cookie = (await send(adminPassword)).headers.get("set-cookie")?.split(";", 1)[0] ?? "";
  const session = cookie.split("=")[1] ?? "";
  await talk("/v1/leads", { headers: { "x-api-token": "", cookie } });

  const invited = await talk("/foyer/users", {
    method: "POST",
    body: { name: "Bob Brown", email: "bob@acme.test" },
  });
  const code = new URL(invited.data.link).searchParams.get("code") ?? "";
  const chosen = words("chosen-password");
  await talk(`/foyer/sign-in?code=${code}`);
  await talk(`/foyer/sign-in?code=${code}`, {
    method: "POST",
    raw: new URLSearchParams({ password: chosen }).toString(),
    headers: type,
  });
  return {
    "the password": adminPassword,
    "a wrong password": wrong,
    "a session": session,
    "a one-time link": code,
    "a chosen password": chosen,
  };
}

async function useOauth(talk: Talk, foyer: Foyer): Promise<Secrets> {
  const made = await talk("/foyer/apps", {
    method: "POST",
    body: { name: "Sample", redirect_uris: [CALLBACK] },
  });
  const { client_id, client_secret } = made.data;
  const verifier = words("verifier").padEnd(43, "v");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = new URLSearchParams({ client_id, redirect_uri: CALLBACK, code_challenge: challenge });
  const url = `${foyer.baseUrl}/oauth/authorize?${query}&code_challenge_method=S256`;
  const code = (await (await signInByForm(foyer)).allow(url)).searchParams.get("code") ?? "";
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
  const post = async (path: string, form: Record<string, string>) => {
    const headers = { "content-type": "application/x-www-form-urlencoded", authorization: `Basic ${basic}` };
    const raw = new URLSearchParams(form).toString();
    return JSON.parse((await talk(path, { method: "POST", raw, headers })).text);
  };
  const exchange = { grant_type: "authorization_code", code, redirect_uri: CALLBACK };
  await post("/oauth/token", { ...exchange, redirect_uri: "https://evil.example/" });
  const first = await post("/oauth/token", { ...exchange, code_verifier: verifier });
  const second = await post("/oauth/token", {
    grant_type: "refresh_token",
    refresh_token: first.refresh_token,
  });
  for (const { access_token } of [first, second])
    await talk("/v1/leads", { headers: { "x-api-token": "", authorization: `Bearer ${access_token}` } });
  await post("/oauth/token", exchange); // a replay
  await post("/oauth/revoke", { token: second.access_token });
  return {
    "an app's secret": client_secret,
    "an app's secret in Basic": basic,
    "a code": code,
    "a verifier": verifier,
    "an access token": first.access_token,
    "a refresh token": first.refresh_token,
    "a second access token": second.access_token,
    "a second refresh token": second.refresh_token,
  };
}

/** What Foyer has to show to receivers itself, it keeps as it is. */
async function useWebhooks(talk: Talk): Promise<Secrets> {
  await using receiver = await startReceiver(answers.status(500));
  const password = words("hook-password");
  const made = await talk("/v1/webhooks", {
    method: "POST",
    body: {
      ...{ subscription_url: receiver.url, event_action: "*", event_object: "person", name: "All" },
      ...{ http_auth_user: "hooks", http_auth_password: password },
    },
  });
  const { secret } = (await talk(`/foyer/webhooks/${made.data.id}/secret`, { method: "POST" })).data;
  await talk("/api/v2/persons", { method: "POST", body: { name: "Ann Example" } });
  await expect.poll(() => receiver.received.length).toBe(1);
  await receiver.close();
  await talk("/v1/webhooks", { method: "POST", body: { event_object: "x", http_auth_password: password } });
  return {
    "a receiver's password": password,
    "the same in Basic": Buffer.from(`hooks:${password}`).toString("base64"),
    "a signing secret": secret,
  };
}

/** A fault of Foyer's own, which it logs with all it knows. */
async function fail(talk: Talk, { file, token }: { file: string; token: string }): Promise<void> {
  using database = new DatabaseSync(file, { timeout: 10_000 });
  database.exec("alter table filters rename to gone");
  const { status } = await talk(`/v1/filters?api_token=${token}`, { headers: { "x-api-token": "" } });
  expect(status).toBe(500);
}

test("secrets are in no log, however talkative, and in no file of the database but those Foyer must show itself", async () => {
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${join(folder.path, "foyer.db")}`;
  const foyer = await startFoyer({ databaseUrl, log: "trace", adminPassword: words("password") });
  const talk = talkTo(foyer);
  const hashed: Secrets = {
    ...(await useTokens(talk, foyer)),
    ...(await signIn(talk, foyer)),
    ...(await useOauth(talk, foyer)),
  };
  const shown = await useWebhooks(talk);
  const added = await runProgram(["user", "link", "bob@acme.test", "--database", databaseUrl]);
  hashed["a link from the command line"] = /code=([\w-]{43})/.exec(added.stdout)?.[1] ?? "";
  await fail(talk, { file: join(folder.path, "foyer.db"), token: hashed["another token"] ?? "" });
  await foyer.stop();

  for (const line of ["sign-in refused", "request failed"]) expect(foyer.output()).toContain(line);
  const files = await readdir(folder.path);
  expect(files).toContain("foyer.db");
  const stored = Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder.path, file)))));
  expect(stored.includes("Ann Example")).toBe(true); // and looked into
  for (const [what, secret] of Object.entries({ ...hashed, ...shown })) {
    expect(secret, what).toMatch(/^[\w.=+/-]{20,}$/);
    expect(foyer.output().includes(secret), `${what} in the log`).toBe(false);
  }
  for (const [what, secret] of Object.entries(hashed))
    expect(stored.includes(secret), `${what} in the database`).toBe(false);
});
