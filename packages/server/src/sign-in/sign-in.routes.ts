import { errors } from "@leadfoyer/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RouteConfig } from "../http/server.ts";
import { isSameSite, sessionCookie, sessionOf } from "../http/session.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { UserService } from "../users/users.service.ts";
import { confirmPage, homePage, refusedPage } from "./pages.ts";
import { SESSION_MS, type SignInService } from "./sign-in.service.ts";

const open: { config: RouteConfig } = { config: { open: true } };

type Deps = { signIn: SignInService; users: UserService };

/** Foyer's own pages: its front page, and signing in and out in a browser. */
export function signInRoutes(app: FastifyInstance, { signIn, users }: Deps): void {
  app.get("/", open, async (request, reply) => {
    const actor = await signIn.actor(sessionOf(request) ?? "");
    const me = actor && (await users.me(actor));
    return show(reply, homePage(addressOf(request), me && { name: me.name, company: me.company_name }));
  });

  app.get("/foyer/sign-in", open, (request, reply) => show(reply, confirmPage(codeOf(request))));

  app.post("/foyer/sign-in", open, async (request, reply) => {
    try {
      const session = await signIn.useLink(codeOf(request));
      const cookie = sessionCookie(session, { maxAgeMs: SESSION_MS, secure: request.protocol === "https" });
      return reply.header("set-cookie", cookie).redirect("/", 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "link_invalid") throw error;
      return show(reply.status(errors.link_invalid.status), refusedPage(errors.link_invalid.error));
    }
  });

  app.post("/foyer/sign-out", open, async (request, reply) => {
    const session = sessionOf(request);
    if (session && isSameSite(request)) await signIn.end(session);
    const cookie = sessionCookie("", { maxAgeMs: 0, secure: request.protocol === "https" });
    return reply.header("set-cookie", cookie).redirect("/", 303);
  });
}

const addressOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

function codeOf(request: FastifyRequest): string {
  const { code } = request.query as { code?: unknown };
  return typeof code === "string" ? code : "";
}

const show = (reply: FastifyReply, page: string): FastifyReply =>
  reply
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("referrer-policy", "no-referrer")
    .header("x-frame-options", "DENY")
    .header(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .send(page);
