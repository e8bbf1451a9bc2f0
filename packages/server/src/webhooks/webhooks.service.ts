import type { Webhook, WebhookCreate, WebhookHealth } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { Storage } from "../storage/open.ts";
import { requireReceiver } from "./receiver-rules.ts";
import { newWebhookSecret } from "./signature.ts";
import { toHealth, toWebhook } from "./webhook-answers.ts";
import { addWebhook, deleteWebhook, mayManage, renewWebhookSecret } from "./webhook-commands.ts";
import { listWebhooks, type WebhookRow } from "./webhooks.store.ts";

type Deps = {
  storage: Storage;
  allowPrivate: boolean;
  host: () => string;
  /** Called when webhooks or what is to be delivered to them changed. */
  changed: () => void;
};

/** Webhooks: who is told of what happens, and how that went. */
export function createWebhookService({ storage, allowPrivate, host, changed }: Deps) {
  const { db } = storage;

  async function list(actor: Actor): Promise<WebhookRow[]> {
    return (await listWebhooks(db, actor.company_id)).filter((webhook) => mayManage(actor, webhook));
  }

  return {
    /** Those that are live: the actor's, for an administrator the company's. */
    list: async (actor: Actor): Promise<Webhook[]> =>
      (await list(actor)).filter(({ remove_time }) => remove_time === null).map(toWebhook),

    health: async (actor: Actor): Promise<WebhookHealth[]> => (await list(actor)).map(toHealth),

    async add(actor: Actor, input: WebhookCreate): Promise<Webhook> {
      await requireReceiver(input.subscription_url, { allowPrivate, host: host() });
      const row = await storage.run(addWebhook, actor, { input, secret: newWebhookSecret() });
      changed();
      return toWebhook(row);
    },

    async remove(actor: Actor, id: number): Promise<void> {
      await storage.run(deleteWebhook, actor, id);
      changed();
    },

    /** A new signing secret, answered here and nowhere else. */
    async renewSecret(actor: Actor, id: number): Promise<{ secret: string }> {
      const secret = newWebhookSecret();
      await storage.run(renewWebhookSecret, actor, { id, secret });
      changed();
      return { secret };
    },
  };
}
export type WebhookService = ReturnType<typeof createWebhookService>;
