import { hash, randomBytes } from "node:crypto";
import type { Scope } from "@leadfoyer/contract";
import type { TestApp } from "./app.ts";
import { cheapHash, openBrowser, PASSWORD, type Reply } from "./browser.ts";

export const CALLBACK = "https://app.example/callback?kind=a%20b";

type AppOptions = { scopes?: Scope[]; redirect_uris?: string[]; name?: string };

/** Makes an app of the company. */
export const makeApp = ({ services, actor }: TestApp, options: AppOptions = {}) =>
  services.apps.add(actor, { name: "Sample <app>", redirect_uris: [CALLBACK], ...options });

export type Client = Awaited<ReturnType<typeof makeApp>>;

/** A browser in which a user of the company is signed in. */
export async function signedInBrowser(app: TestApp) {
  const email = `user${randomBytes(4).toString("hex")}@${app.domain}.test`;
  const user = { name: "Bob Brown", email, is_admin: false, password_hash: cheapHash(PASSWORD) };
  const id = await app.services.users.add(app.actor, user);
  const browser = openBrowser(app.services.http, { address: `10.0.0.${(id % 250) + 1}` });
  await browser.signIn(email);
  return { ...browser, id, email };
}
export type Visitor = Awaited<ReturnType<typeof signedInBrowser>>;

export const authorizeUrl = (parameters: Record<string, string>): string =>
  `/oauth/authorize?${new URLSearchParams(parameters)}`;

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** The hidden fields of the first form of a page. */
export function hiddenFields({ text }: Reply): Record<string, string> {
  const [form = ""] = text.split("</form>", 1);
  const fields = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, unescaped(value)]));
}

/** Walks the consent page and answers where it leads. */
export async function consent(
  visitor: Visitor,
  parameters: Record<string, string>,
  decision = "allow",
): Promise<URL> {
  const page = await visitor.visit(authorizeUrl(parameters));
  const answer = await visitor.send("/oauth/authorize", { ...hiddenFields(page), decision });
  if (answer.status !== 302) throw new Error(`${answer.status}: ${answer.text}`);
  return new URL(answer.location ?? "");
}

/** A code for an app, from a user who allows it. */
export async function codeFor(visitor: Visitor, { client_id }: Client, more: Record<string, string> = {}) {
  const url = await consent(visitor, { client_id, redirect_uri: CALLBACK, ...more });
  return url.searchParams.get("code") ?? "";
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body by asserting it
export type TokenAnswer = { status: number; body: any; headers: Record<string, unknown> };

export const basic = ({ client_id, client_secret }: Client): string =>
  `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`;

/** Posts a form to the OAuth server, as the app unless `authorization` says otherwise. */
export async function post(
  app: TestApp,
  path: "/oauth/token" | "/oauth/revoke",
  form: Record<string, string> | string,
  authorization: string | undefined,
): Promise<TokenAnswer> {
  const answer = await app.services.http.inject({
    method: "POST",
    url: path,
    headers: {
      host: "foyer.test",
      "content-type": "application/x-www-form-urlencoded",
      ...(authorization !== undefined && { authorization }),
    },
    payload: typeof form === "string" ? form : new URLSearchParams(form).toString(),
  });
  return { status: answer.statusCode, body: JSON.parse(answer.payload), headers: answer.headers };
}

export const exchange = (app: TestApp, client: Client, code: string, more: Record<string, string> = {}) =>
  post(
    app,
    "/oauth/token",
    { grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...more },
    basic(client),
  );

export const refresh = (app: TestApp, client: Client, refresh_token: string) =>
  post(app, "/oauth/token", { grant_type: "refresh_token", refresh_token }, basic(client));

/** A verifier and its challenge. */
export function pkce() {
  const code_verifier = randomBytes(32).toString("base64url");
  const code_challenge = hash("sha256", code_verifier, "base64url");
  return { code_verifier, challenge: { code_challenge, code_challenge_method: "S256" } };
}

/** The status a request of the API is answered with. */
export const statusWith = async ({ request }: TestApp, access_token: string, url = "/v1/leads") =>
  (await request("GET", url, { token: null, headers: { authorization: `Bearer ${access_token}` } })).status;
