import {
  changePassword,
  createSession,
  deleteSession,
  deleteSessions,
  getSession,
  type Session,
} from "@leadfoyer/contract";
import type { FastifyRequest } from "fastify";
import type { Serve } from "../http/serve.ts";
import { sessionOf, setSession } from "../http/session.ts";
import type { Site } from "../http/site.ts";
import type { Actor } from "../lib/actor.ts";
import { toSecondTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { UserService } from "../users/users.service.ts";
import type { SignInService } from "./sign-in.service.ts";
import { SESSION_MS } from "./sign-in-commands.ts";

type Deps = { signIn: SignInService; users: UserService; site: Site };

/** Signing in and out for pages with script: what the forms do, as JSON. */
export function sessionRoutes(serve: Serve, { signIn, users, site }: Deps): void {
  async function describe(actor: Actor, session: string | undefined): Promise<Session> {
    const me = await users.me(actor);
    const expiry = session === undefined ? null : await signIn.expiry(session);
    return {
      user: { id: me.id, name: me.name, email: me.email, is_admin: actor.is_admin },
      company: { id: me.company_id, name: me.company_name, domain: me.company_domain },
      expire_time: expiry === null ? null : toSecondTime(expiry),
    };
  }

  serve(createSession, async ({ body }, { request, reply }) => {
    site.refuseForeign(request);
    const session = await signIn.withPassword(body, fromOf(request));
    const actor = await signIn.actor(session);
    if (!actor) throw new DomainError("sign_in_failed"); // deactivated in this very moment
    setSession(reply, session, { maxAgeMs: SESSION_MS, secure: site.isSecure(request) });
    return describe(actor, session);
  });

  serve(getSession, ({ actor }, { request }) => describe(actor, sessionOf(request)));

  serve(deleteSession, async (_input, { request, reply }) => {
    const ended = await signIn.end(sessionOf(request) ?? "");
    setSession(reply, "", { secure: site.isSecure(request) });
    return { ended: ended ? 1 : 0 };
  });

  serve(deleteSessions, async ({ actor }, { request, reply }) => {
    const ended = await signIn.endAll(actor);
    setSession(reply, "", { secure: site.isSecure(request) });
    return { ended };
  });

  serve(changePassword, async ({ actor, body }, { request }) => {
    const { email } = await users.me(actor);
    const change = { current: body.current_password, next: body.new_password, email };
    return { ended: await signIn.changePassword(actor, change, fromOf(request)) };
  });
}

const fromOf = (request: FastifyRequest) => ({ address: request.ip, session: sessionOf(request) });
