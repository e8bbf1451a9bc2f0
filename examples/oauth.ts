/**
 * An app that a user of Foyer installs: `FOYER_CLIENT_ID=… FOYER_CLIENT_SECRET=… node examples/oauth.ts`
 *
 * Make the app first, with the redirect URI `http://127.0.0.1:8090/callback`: `npm run foyer -- app create --help`.
 */
import { createServer } from "node:http";
import { type Authorization, createClient, createOAuth, type Tokens } from "@leadfoyer/client";
import { baseUrl } from "./foyer.ts";

const port = Number(process.env.PORT ?? 8090);
let kept: Tokens | undefined; // a row per account in the database of a real app
const oauth = createOAuth({
  clientId: process.env.FOYER_CLIENT_ID ?? "",
  clientSecret: process.env.FOYER_CLIENT_SECRET ?? "",
  redirectUri: `http://127.0.0.1:${port}/callback`,
  host: baseUrl,
  store: {
    load: () => kept,
    save: (tokens) => {
      kept = tokens;
    },
  },
});
const foyer = createClient({ oauth });
let begun: Authorization | undefined; // belongs in the user's session

async function callback(query: URLSearchParams): Promise<string> {
  if (!begun || query.get("state") !== begun.state) return "Somebody else began this.";
  if (query.has("error")) return `Refused: ${query.get("error")}`;
  await oauth.exchange(query.get("code") ?? "", { verifier: begun.verifier });
  const me = await foyer.users.me();
  await oauth.refresh(); // the client does so by itself when the token ends
  const { data } = await foyer.leads.list({ limit: 5 });
  await oauth.revoke();
  return `Installed by ${me.name}, who has ${data.length} leads or more; and uninstalled again.`;
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", `http://127.0.0.1:${port}`);
  if (pathname === "/") {
    begun = await oauth.authorize();
    response.writeHead(302, { location: begun.url }).end();
  } else if (pathname === "/callback") {
    response.end(await callback(searchParams).catch(String));
  } else response.writeHead(404).end();
});
server.listen(port, "127.0.0.1", () => console.log(`Open http://127.0.0.1:${port}/`));
