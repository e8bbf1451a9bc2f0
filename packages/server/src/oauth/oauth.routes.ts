import { scopes } from "@leadfoyer/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppService, OauthApp } from "../apps/apps.service.ts";
import { open, openText } from "../http/route-config.ts";
import type { Site } from "../http/site.ts";
import { DomainError } from "../lib/domain-error.ts";
import { hashSecret } from "../lib/secrets.ts";
import type { OauthService, Tokens } from "./oauth.service.ts";
import { type Fields, readClient, readFields, requireField, tokenOf } from "./token-request.ts";

type Deps = { apps: AppService; oauth: OauthService; site: Site };

/** What programs ask of the OAuth server: tokens, their end, and what it can do. */
export function oauthRoutes(app: FastifyInstance, { apps, oauth, site }: Deps): void {
  async function clientOf(request: FastifyRequest, fields: Fields): Promise<OauthApp> {
    const { id, secret } = readClient(request.headers.authorization, fields);
    const client = await apps.byClientId(id);
    if (client?.secret_hash !== hashSecret(secret))
      throw new DomainError("oauth_client", { info: "Invalid client: client is invalid" });
    return client;
  }

  app.post("/oauth/token", openText, async (request, reply) => {
    const fields = readFields(request.body);
    const grant = grants[requireField(fields, "grant_type")];
    if (!grant)
      throw new DomainError("oauth_grant_type", { info: "Unsupported grant type: grant_type is invalid" });
    const tokens = await grant(oauth, await clientOf(request, fields), fields);
    return unkept(reply).send({ ...tokens, api_domain: site.addressOf(request) });
  });

  app.post("/oauth/revoke", openText, async (request, reply) => {
    const fields = readFields(request.body);
    const client = await clientOf(request, fields);
    await oauth.revoke(client, tokenOf(fields));
    return unkept(reply).send({ success: true }); // npm 24 and later need a body
  });

  app.get("/.well-known/oauth-authorization-server", open, (request, reply) =>
    reply.send(metadata(site.addressOf(request))),
  );
}

type GrantType = (oauth: OauthService, app: OauthApp, fields: Fields) => Promise<Tokens>;

const grants: Readonly<Record<string, GrantType>> = {
  authorization_code(oauth, app, fields) {
    const code = requireField(fields, "code");
    requireField(fields, "redirect_uri");
    const { raw = "", text = "" } = fields.get("redirect_uri") ?? {};
    return oauth.exchangeCode(app, {
      code,
      redirect_uris: [raw, text],
      verifier: fields.get("code_verifier")?.text,
    });
  },
  refresh_token: (oauth, app, fields) => oauth.refresh(app, requireField(fields, "refresh_token")),
};

const unkept = (reply: FastifyReply): FastifyReply =>
  reply.header("cache-control", "no-store").header("pragma", "no-cache");

/** RFC 8414. */
const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/oauth/authorize`,
  token_endpoint: `${issuer}/oauth/token`,
  revocation_endpoint: `${issuer}/oauth/revoke`,
  scopes_supported: scopes,
  response_types_supported: ["code"],
  response_modes_supported: ["query"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  revocation_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  code_challenge_methods_supported: ["S256"],
  authorization_response_iss_parameter_supported: true,
  service_documentation: `${issuer}/foyer/docs`,
});
