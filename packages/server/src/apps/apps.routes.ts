import { addApp, deleteApp, deleteGrant, getApps, getGrants } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { GrantService } from "../oauth/grants.service.ts";
import type { AppService } from "./apps.service.ts";

export function appRoutes(serve: Serve, { apps, grants }: { apps: AppService; grants: GrantService }): void {
  serve(getApps, ({ actor }) => apps.list(actor));
  serve(addApp, ({ actor, body }) => apps.add(actor, body));
  serve(deleteApp, ({ actor, params }) => apps.remove(actor, params.id));
  serve(getGrants, ({ actor }) => grants.list(actor));
  serve(deleteGrant, ({ actor, params }) => grants.remove(actor, params.id));
}
