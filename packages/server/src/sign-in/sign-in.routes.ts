import { errors } from "@leadfoyer/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { messagePage, show } from "../http/page.ts";
import { wordsFor } from "../http/page-words.ts";
import type { PageWords } from "../http/page-words-en.ts";
import { open, openForm } from "../http/route-config.ts";
import { sessionOf, setSession } from "../http/session.ts";
import { isSignInRefusal, logSignInRefusal } from "../http/sign-in-log.ts";
import type { Site } from "../http/site.ts";
import { DomainError } from "../lib/domain-error.ts";
import { localPath } from "../lib/local-path.ts";
import type { UserService } from "../users/users.service.ts";
import { homePage, linkPage, signInPage } from "./pages.ts";
import type { SignInService } from "./sign-in.service.ts";
import { SESSION_MS } from "./sign-in-commands.ts";

type Deps = {
  signIn: SignInService;
  users: UserService;
  site: Site;
  /** Where whoever is signed in belongs, if not on the front page. */
  home?: string;
};

/** Foyer's own pages: its front page, and signing in and out in a browser. They work without script. */
export function signInRoutes(app: FastifyInstance, { signIn, users, site, home }: Deps): void {
  app.get("/", open, async (request, reply) => {
    const actor = await signIn.actor(sessionOf(request) ?? "");
    if (actor && home) return reply.redirect(home);
    const me = actor && (await users.me(actor));
    const visitor = me && { name: me.name, company: me.company_name };
    return show(reply, homePage(wordsFor(request), site.addressOf(request), visitor));
  });

  app.get("/foyer/sign-in", open, async (request, reply) => {
    const code = textOf(request.query, "code");
    const words = wordsFor(request);
    if (code === undefined) return show(reply, signInPage(words, { next: localPath(nextOf(request.query)) }));
    const owner = await signIn.readLink(code);
    if (!owner) return refuse(request, reply, new DomainError("link_invalid"));
    return show(reply, linkPage(words, { code, ...owner }));
  });

  app.post("/foyer/sign-in", openForm, async (request, reply) => {
    const code = textOf(request.query, "code");
    try {
      site.refuseForeign(request);
      const session = await (code === undefined ? byPassword(request) : byLink(request, code));
      setSession(reply, session, { maxAgeMs: SESSION_MS, secure: site.isSecure(request) });
      return reply.redirect(localPath(nextOf(request.body)), 303);
    } catch (error) {
      return askAgain(request, reply, error);
    }
  });

  app.post("/foyer/sign-out", openForm, async (request, reply) => {
    const session = sessionOf(request);
    if (!site.isOwn(request)) return refuse(request, reply, new DomainError("cross_site"));
    const actor = await signIn.actor(session ?? "");
    if (actor && textOf(request.query, "everywhere")) await signIn.endAll(actor);
    else if (session) await signIn.end(session);
    setSession(reply, "", { secure: site.isSecure(request) });
    return reply.redirect(localPath(nextOf(request.body)), 303);
  });

  const byPassword = (request: FastifyRequest): Promise<string> =>
    signIn.withPassword(
      { email: textOf(request.body, "email") ?? "", password: textOf(request.body, "password") ?? "" },
      { address: request.ip, session: sessionOf(request) },
    );

  const byLink = (request: FastifyRequest, code: string): Promise<string> =>
    signIn.useLink(code, {
      password: textOf(request.body, "password") ?? "",
      session: sessionOf(request),
    });

  /** The form again, with what is wrong; what was typed into it stays, but for the password. */
  async function askAgain(request: FastifyRequest, reply: FastifyReply, error: unknown) {
    if (!(error instanceof DomainError)) throw error;
    const words = wordsFor(request);
    const problem = sentenceOf(words, error);
    const code = textOf(request.query, "code");
    if (error.code === "password_required" && code !== undefined) {
      const owner = await signIn.readLink(code);
      if (owner) return show(answer(reply, error), linkPage(words, { code, ...owner, problem }));
    }
    if (!isSignInRefusal(error)) return refuse(request, reply, error);
    logSignInRefusal(request, error);
    const email = textOf(request.body, "email") ?? "";
    const next = localPath(nextOf(request.body));
    return show(answer(reply, error), signInPage(words, { next, email, problem }));
  }
}

function textOf(values: unknown, name: string): string | undefined {
  const value = (values as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" ? value : undefined;
}

const nextOf = (values: unknown): string | undefined => textOf(values, "next");

/** What went wrong, in the words of the page. */
function sentenceOf({ problems, tryAgainIn }: PageWords, { code, retryAfter }: DomainError): string {
  const problem = problems[code] ?? errors[code].error;
  return retryAfter === undefined ? problem : `${problem} ${tryAgainIn(Math.ceil(retryAfter / 60))}`;
}

function answer(reply: FastifyReply, error: DomainError): FastifyReply {
  if (error.retryAfter !== undefined) reply.header("retry-after", error.retryAfter);
  return reply.status(errors[error.code].status);
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: DomainError): FastifyReply {
  const words = wordsFor(request);
  return show(answer(reply, error), messagePage(words.didNotWork, sentenceOf(words, error), words));
}
