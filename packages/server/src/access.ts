import type { FastifyInstance, FastifyRequest } from "fastify";
import { appRoutes } from "./apps/apps.routes.ts";
import { createAppService } from "./apps/apps.service.ts";
import { createAuthenticate } from "./http/authenticate.ts";
import type { Serve } from "./http/serve.ts";
import { sessionOf } from "./http/session.ts";
import { createSite } from "./http/site.ts";
import { createActorMemory } from "./lib/actor-memory.ts";
import type { Clock } from "./lib/clock.ts";
import { authorizeRoutes } from "./oauth/authorize.routes.ts";
import { createGrantService } from "./oauth/grants.service.ts";
import { oauthRoutes } from "./oauth/oauth.routes.ts";
import { createOauthService } from "./oauth/oauth.service.ts";
import { sessionRoutes } from "./sign-in/session.routes.ts";
import { signInRoutes } from "./sign-in/sign-in.routes.ts";
import { createSignInService } from "./sign-in/sign-in.service.ts";
import type { Storage } from "./storage/open.ts";
import { tokenRoutes } from "./tokens/tokens.routes.ts";
import { createTokenService } from "./tokens/tokens.service.ts";
import { createMemberService } from "./users/members.service.ts";
import { createProfileService } from "./users/profile.service.ts";
import { userSettingRoutes } from "./users/user-settings.routes.ts";
import { userRoutes } from "./users/users.routes.ts";
import type { UserService } from "./users/users.service.ts";

type Deps = {
  storage: Storage;
  clock: Clock;
  configuredUrl: string | undefined;
  users: UserService;
  /** Where whoever is signed in belongs, if not on the front page. */
  home?: string;
};

/** Who may ask, and how they come to it: API tokens, sign-in, apps. */
export function createAccess({ storage, clock, configuredUrl, users, home }: Deps) {
  const site = createSite(configuredUrl);
  const memory = createActorMemory(clock);
  const tokens = createTokenService({ storage, memory, clock });
  const signIn = createSignInService({ storage, clock });
  const apps = createAppService({ storage, memory });
  const oauth = createOauthService({ storage, memory, clock });
  const members = createMemberService({ storage, memory, signIn });
  const profiles = createProfileService({ storage });
  const grants = createGrantService({ storage, memory, clock });

  return {
    tokens,
    signIn,
    apps,
    isSecure: site.isSecure,
    known: memory.known,
    authenticate: createAuthenticate({ tokens, oauth, signIn, memory, site }),

    /** Whether the request comes from a browser that is signed in. */
    isSignedIn: async (request: FastifyRequest): Promise<boolean> =>
      (await signIn.actor(sessionOf(request) ?? "")) !== undefined,

    serveEndpoints(serve: Serve): void {
      sessionRoutes(serve, { signIn, users, site });
      tokenRoutes(serve, tokens);
      userRoutes(serve, { users, members });
      userSettingRoutes(serve, { profiles, members, site });
      appRoutes(serve, { apps, grants });
    },

    servePages(http: FastifyInstance): void {
      signInRoutes(http, { signIn, users, site, ...(home !== undefined && { home }) });
      authorizeRoutes(http, { apps, oauth, signIn, users, site });
      oauthRoutes(http, { apps, oauth, site });
    },
  };
}
