import {
  addWebhook,
  deleteWebhook,
  getWebhookDeliveries,
  getWebhookDelivery,
  getWebhookHealth,
  getWebhooks,
  renewWebhookSecret,
  replayWebhook,
  replayWebhookDelivery,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { DeliveryService } from "./deliveries.service.ts";
import type { WebhookService } from "./webhooks.service.ts";

type Services = { webhooks: WebhookService; deliveries: DeliveryService };

export function webhookRoutes(serve: Serve, { webhooks, deliveries }: Services): void {
  serve(getWebhooks, ({ actor }) => webhooks.list(actor));
  serve(addWebhook, ({ actor, body }) => webhooks.add(actor, body));
  serve(deleteWebhook, ({ actor, params }) => webhooks.remove(actor, params.id));
  serve(getWebhookHealth, ({ actor }) => webhooks.health(actor));
  serve(renewWebhookSecret, ({ actor, params }) => webhooks.renewSecret(actor, params.id));
  serve(getWebhookDeliveries, ({ actor, params, query }) => deliveries.list(actor, params.id, query));
  serve(getWebhookDelivery, ({ actor, params }) => deliveries.get(actor, params.id, params.delivery_id));
  serve(replayWebhookDelivery, ({ actor, params }) =>
    deliveries.replayOne(actor, params.id, params.delivery_id),
  );
  serve(replayWebhook, ({ actor, params, body }) => deliveries.replaySpan(actor, params.id, body));
}
