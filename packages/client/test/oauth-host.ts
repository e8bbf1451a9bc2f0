import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Foyer } from "./foyer.ts";

type Form = Record<string, string>;

/**
 * An OAuth server as Pipedrive's answers, for an API that is a real Foyer: its access tokens are API tokens there, so
 * that one which is revoked is refused by the API itself.
 */
export async function startOAuthHost(foyer: Foyer) {
  const requests: { path: string; form: Form; authorization: string | undefined }[] = [];
  let expiresIn = 3_600;
  let refusal: { status: number; body: object } | undefined;
  let current: { id: number; secret: string } | undefined;

  async function issue(): Promise<object> {
    if (current) await foyer.services.tokens.revoke(foyer.actor, current.id);
    const { user_id } = foyer.actor;
    current = await foyer.services.tokens.create(foyer.actor, { user_id, name: "oauth", scopes: null });
    const api_domain = foyer.baseUrl;
    const token = { token_type: "Bearer", refresh_token: "refresh", scope: "base", api_domain };
    return { access_token: current.secret, expires_in: expiresIn, ...token };
  }

  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await textOf(request)));
    requests.push({ path: request.url ?? "", form, authorization: request.headers.authorization });
    const answer = refusal ?? {
      status: 200,
      body: request.url === "/oauth/token" ? await issue() : { success: true },
    };
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    /** The API refuses the current access token from now on. */
    async revokeAccess(): Promise<void> {
      if (current) await foyer.services.tokens.revoke(foyer.actor, current.id);
      await new Promise((resolve) => setTimeout(resolve, 1_100)); // Foyer remembers who a token is for so long
      current = undefined;
    },
    issueFor(seconds: number): void {
      expiresIn = seconds;
    },
    refuse(status: number, body: object): void {
      refusal = { status, body };
    },
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
