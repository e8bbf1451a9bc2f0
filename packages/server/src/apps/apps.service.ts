import { type App, type AppCreate, defaultScopes, type Scope } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { ActorMemory } from "../lib/actor-memory.ts";
import { toSecondTime } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { hashSecret, newApiToken, newClientId } from "../lib/secrets.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Storage } from "../storage/open.ts";
import { type AppRow, findAppByClientId, insertApp, listApps, removeApp } from "./apps.store.ts";
import { redirectUriFault } from "./redirect-uri.ts";

type NewApp = Omit<AppRow, "company_id" | "id" | "add_time">;

const addApp = command("apps.add", async (tx, actor: Actor, app: NewApp): Promise<AppRow> => {
  const id = await nextId(tx, actor.company_id, "app");
  const row = { ...app, company_id: actor.company_id, id, add_time: tx.now };
  await insertApp(tx, row);
  return row;
});

const deleteApp = command("apps.remove", async (tx, actor: Actor, id: number): Promise<void> => {
  if (!(await removeApp(tx, actor.company_id, id))) throw new DomainError("app_not_found");
});

/** Scopes as they are stored: separated by spaces, `base` first as it is always on. */
const toScopes = (text: string): Scope[] => text.split(" ") as Scope[]; // only scopes of the contract are ever stored

const toApp = (row: AppRow): App => ({
  id: row.id,
  name: row.name,
  client_id: row.client_id,
  redirect_uris: JSON.parse(row.redirect_uris),
  scopes: toScopes(row.scopes),
  add_time: toSecondTime(row.add_time),
});

/** An app as the OAuth server needs to know it. */
export type OauthApp = App & { company_id: number; secret_hash: string };

function requireRedirectUris(uris: readonly string[]): void {
  for (const uri of uris) {
    const fault = redirectUriFault(uri);
    if (fault) throw new DomainError("invalid", { info: `redirect_uris: "${uri}" ${fault}` });
  }
}

/** Apps: what may act for the users of a company who let it. Administrators make and remove them. */
export function createAppService({ storage, memory }: { storage: Storage; memory: ActorMemory }) {
  return {
    async list(actor: Actor): Promise<App[]> {
      requireAdmin(actor);
      return (await listApps(storage.db, actor.company_id)).map(toApp);
    },

    /** Makes an app. Its secret is answered here and nowhere else. */
    async add(actor: Actor, { name, redirect_uris, scopes = [...defaultScopes] }: AppCreate) {
      requireAdmin(actor);
      requireRedirectUris(redirect_uris);
      const client_secret = newApiToken();
      const row = await storage.run(addApp, actor, {
        client_id: newClientId(),
        secret_hash: hashSecret(client_secret),
        name,
        redirect_uris: JSON.stringify([...new Set(redirect_uris)]),
        scopes: [...new Set<Scope>(["base", ...scopes])].join(" "),
      });
      return { ...toApp(row), client_secret };
    },

    /** Removes an app with all its tokens. */
    async remove(actor: Actor, id: number): Promise<{ id: number }> {
      requireAdmin(actor);
      await storage.run(deleteApp, actor, id);
      memory.forget();
      return { id };
    },

    /** The app with a client id, of whatever company. */
    async byClientId(clientId: string): Promise<OauthApp | undefined> {
      const row = await findAppByClientId(storage.db, clientId);
      return row && { ...toApp(row), company_id: row.company_id, secret_hash: row.secret_hash };
    },
  };
}
export type AppService = ReturnType<typeof createAppService>;
