import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppService } from "../apps/apps.service.ts";
import { messagePage, show } from "../http/page.ts";
import { wordsFor } from "../http/page-words.ts";
import { open, openForm } from "../http/route-config.ts";
import { sessionOf } from "../http/session.ts";
import type { Site } from "../http/site.ts";
import type { Actor } from "../lib/actor.ts";
import { hashSecret } from "../lib/secrets.ts";
import type { SignInService } from "../sign-in/sign-in.service.ts";
import type { UserService } from "../users/users.service.ts";
import { parameters, type Refusal, readAuthorizeRequest } from "./authorize-request.ts";
import { consentPage } from "./consent-page.ts";
import type { OauthService } from "./oauth.service.ts";

type Deps = {
  apps: AppService;
  oauth: OauthService;
  signIn: SignInService;
  users: UserService;
  site: Site;
};
type Values = Readonly<Record<string, unknown>>;
type Visitor = { actor: Actor; session: string };

/** The consent page: where a user lets an app act for them. */
export function authorizeRoutes(app: FastifyInstance, deps: Deps): void {
  const { apps, oauth, signIn, users, site } = deps;

  async function visitorOf(request: FastifyRequest): Promise<Visitor | undefined> {
    const session = sessionOf(request) ?? "";
    const actor = await signIn.actor(session);
    return actor && { actor, session };
  }

  app.get("/oauth/authorize", open, async (request, reply) => {
    const values = request.query as Values;
    const asked = await readAuthorizeRequest(values, apps.byClientId);
    if (!("app" in asked)) return refuse(request, reply, asked);
    const visitor = await visitorOf(request);
    if (!visitor) return reply.redirect(`/foyer/sign-in?next=${encodeURIComponent(request.url)}`, 303);
    if (visitor.actor.company_id !== asked.app.company_id) return refuseElsewhere(request, reply);
    const me = await users.me(visitor.actor);
    const hidden = { ...hiddenOf(values), proof: proofOf(visitor.session) };
    const { name: user, company_name: company } = me;
    const target = targetOf(asked.redirect_uri);
    const { app, scopes } = asked;
    const consent = { app: app.name, company, user, scopes, target, hidden, here: request.url };
    return show(reply, consentPage(wordsFor(request), consent), [formTarget(asked.redirect_uri)]);
  });

  app.post("/oauth/authorize", openForm, async (request, reply) => {
    const values = (request.body ?? {}) as Values;
    const asked = await readAuthorizeRequest(values, apps.byClientId);
    if (!("app" in asked)) return refuse(request, reply, asked);
    const visitor = await visitorOf(request);
    // Programs that walk the form send no origin; what they cannot do without is the proof in it.
    if (!visitor || site.isForeign(request) || values.proof !== proofOf(visitor.session))
      return refuseForged(request, reply);
    if (visitor.actor.company_id !== asked.app.company_id) return refuseElsewhere(request, reply);
    const isAllowed = values.decision === "allow";
    const outcome: Outcome = isAllowed
      ? { code: await oauth.allow(visitor.actor, asked) }
      : { error: "user_denied" };
    return goTo(reply, { ...asked, outcome, issuer: site.addressOf(request) });
  });

  function refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal) {
    if ("shown" in refusal) {
      const words = wordsFor(request);
      const { cannot } = words.consent;
      return show(reply.status(400), messagePage(cannot, refusal.shown(words.consent), words));
    }
    const { error, ...destination } = refusal.sent;
    return goTo(reply, { ...destination, outcome: { error }, issuer: site.addressOf(request) });
  }
}

type Outcome = { code: string } | { error: string };
type Destination = { redirect_uri: string; state: string | undefined; outcome: Outcome; issuer: string };

/** Says who answers (RFC 9207), so that an app of several servers cannot be made to mix them up. */
function goTo(reply: FastifyReply, { redirect_uri, state, outcome, issuer }: Destination): FastifyReply {
  const answer = { ...outcome, ...(state !== undefined && { state }), iss: issuer };
  // With %20 for a space: not everybody who reads a state back knows "+".
  const query = Object.entries(answer)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return reply
    .header("cache-control", "no-store")
    .header("referrer-policy", "no-referrer")
    .redirect(`${redirect_uri}${redirect_uri.includes("?") ? "&" : "?"}${query}`, 302);
}

function refuseElsewhere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const words = wordsFor(request);
  const { cannot, elsewhere } = words.consent;
  return show(reply.status(403), messagePage(cannot, elsewhere, words));
}

function refuseForged(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const words = wordsFor(request);
  return show(reply.status(403), messagePage(words.didNotWork, words.consent.forged, words));
}

/** Only who knows the session can make it, and it tells nobody the session. */
const proofOf = (session: string): string => hashSecret(`consent ${session}`);

const hiddenOf = (values: Values): Record<string, string> =>
  Object.fromEntries(
    parameters.flatMap((name) => (typeof values[name] === "string" ? [[name, values[name]]] : [])),
  );

const targetOf = (uri: string): string => new URL(uri).host || new URL(uri).protocol;

/** A source of Content-Security-Policy for the address: it knows no IPv6, and no more of an app's scheme than its name. */
function formTarget(uri: string): string {
  const { protocol, origin, hostname } = new URL(uri);
  return origin === "null" || hostname.startsWith("[") ? protocol : origin;
}
