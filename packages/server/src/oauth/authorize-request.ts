import type { Scope } from "@leadfoyer/contract";
import type { OauthApp } from "../apps/apps.service.ts";
import type { PageWords } from "../http/page-words-en.ts";

/** What an app asks for, as it stands in the address of the consent page or in its form. */
export type AuthorizeRequest = {
  app: OauthApp;
  redirect_uri: string;
  state: string | undefined;
  scopes: readonly Scope[];
  challenge: string | null;
};

/** `shown`: to the visitor, since nobody else can be trusted. `sent`: to the app, as an error code of RFC 6749. */
export type Refusal =
  | { shown: (words: PageWords["consent"]) => string }
  | { sent: { redirect_uri: string; state: string | undefined; error: string } };

type Values = Readonly<Record<string, unknown>>;

/** base64url of a SHA-256. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

export const parameters = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "scope",
  "code_challenge",
  "code_challenge_method",
] as const;

/** Reads a request to authorize. `find` answers the app of a client id. */
export async function readAuthorizeRequest(
  values: Values,
  find: (clientId: string) => Promise<OauthApp | undefined>,
): Promise<AuthorizeRequest | Refusal> {
  const repeated = parameters.find((name) => Array.isArray(values[name]));
  if (repeated) return { shown: (words) => words.repeated(repeated) };
  const [clientId, redirect_uri] = [textOf(values.client_id), textOf(values.redirect_uri)];
  if (clientId === undefined) return { shown: (words) => words.missing("client_id") };
  const app = await find(clientId);
  if (!app) return { shown: (words) => words.noApp };
  if (redirect_uri === undefined) return { shown: (words) => words.missing("redirect_uri") };
  // Compared letter by letter: anything looser has been a way to send codes elsewhere (RFC 9700, 4.1).
  if (!app.redirect_uris.includes(redirect_uri)) return { shown: (words) => words.otherRedirect };
  return readRest(values, app, redirect_uri);
}

function readRest(values: Values, app: OauthApp, redirect_uri: string): AuthorizeRequest | Refusal {
  const state = typeof values.state === "string" ? values.state : undefined;
  const refuse = (error: string): Refusal => ({ sent: { redirect_uri, state, error } });
  // Official clients send neither response_type nor state.
  if ((textOf(values.response_type) ?? "code") !== "code") return refuse("unsupported_response_type");
  const challenge = textOf(values.code_challenge) ?? null;
  const method = textOf(values.code_challenge_method);
  if (challenge === null && method !== undefined) return refuse("invalid_request");
  if (challenge !== null && (method !== "S256" || !CHALLENGE.test(challenge)))
    return refuse("invalid_request");
  return { app, redirect_uri, state, scopes: scopesOf(textOf(values.scope), app), challenge };
}

/** Those asked for that the app has; all it has when it asks for none, as official clients do. */
function scopesOf(asked: string | undefined, app: OauthApp): readonly Scope[] {
  if (asked === undefined) return app.scopes;
  const wanted = new Set(["base", ...asked.split(/[\s,]+/)]);
  return app.scopes.filter((scope) => wanted.has(scope));
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
