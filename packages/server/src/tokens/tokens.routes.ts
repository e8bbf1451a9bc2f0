import { addApiToken, deleteApiToken, getApiTokens } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { TokenService } from "./tokens.service.ts";

export function tokenRoutes(serve: Serve, tokens: TokenService): void {
  serve(getApiTokens, ({ actor }) => tokens.listOwn(actor));
  serve(addApiToken, ({ actor, body }) => tokens.addOwn(actor, body));
  serve(deleteApiToken, ({ actor, params }) => tokens.revokeOwn(actor, params.id));
}
