import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { cursorQuery, Id, MomentInput, MsTime, Nothing, Nullable, Text } from "./scalars.ts";

/** `create`, `change`, `delete` are those of version 2.0, the others those of 1.0. */
export const webhookActions = [
  "create",
  "change",
  "delete",
  "added",
  "updated",
  "merged",
  "deleted",
  "*",
] as const;
export type WebhookAction = (typeof webhookActions)[number];

/** Everything Pipedrive lets a webhook watch. What Foyer does not keep never happens. */
export const webhookObjects = [
  "activity",
  "activityType",
  "board",
  "deal",
  "deal_installment",
  "deal_product",
  "lead",
  "note",
  "organization",
  "person",
  "phase",
  "pipeline",
  "product",
  "project",
  "stage",
  "task",
  "user",
  "*",
] as const;
export type WebhookObject = (typeof webhookObjects)[number];

const WebhookVersion = Type.Enum(["1.0", "2.0"]);

/** A webhook as Pipedrive answers it. */
export const Webhook = Type.Object({
  id: Id,
  company_id: Id,
  owner_id: Id,
  user_id: Id,
  event_action: Type.Enum([...webhookActions]),
  event_object: Type.Enum([...webhookObjects]),
  subscription_url: Type.String(),
  version: WebhookVersion,
  is_active: Type.Enum([0, 1]),
  add_time: MsTime,
  remove_time: Nullable(MsTime),
  type: Type.Enum(["general", "application", "automation"]),
  http_auth_user: Nullable(Type.String()),
  http_auth_password: Nullable(Type.String()),
  remove_reason: Nullable(Type.String()),
  last_delivery_time: Nullable(MsTime),
  last_http_status: Nullable(Type.Integer()),
  admin_id: Id,
  name: Type.String(),
});
export type Webhook = Type.Static<typeof Webhook>;

/** What `addWebhook` takes. Older clients send no name and no version: `added` and its like then mean 1.0. */
export const WebhookCreate = Type.Object({
  subscription_url: Text({ minLength: 1, maxLength: 2_000, description: "Absolute http or https URL" }),
  event_action: Type.Enum([...webhookActions]),
  event_object: Type.Enum([...webhookObjects]),
  name: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  user_id: Type.Optional(
    Nullable(
      Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: "Whose rights apply" }),
    ),
  ),
  http_auth_user: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  http_auth_password: Type.Optional(Nullable(Text({ maxLength: 255 }))),
  version: Type.Optional(WebhookVersion),
});
export type WebhookCreate = Type.Static<typeof WebhookCreate>;

const path = Type.Object({ id: Id });
/** Pipedrive's OpenAPI names `admin` alone, its scope table these too. */
const reads = ["admin", "webhooks:read", "webhooks:full"] as const;
const writes = ["admin", "webhooks:full"] as const;
const pipedrive = { family: "webhooks", tag: "Webhooks" } as const;

export const getWebhooks = endpoint({
  ...pipedrive,
  operation: "getWebhooks",
  scopes: reads,
  method: "GET",
  path: "/v1/webhooks",
  summary: "List webhooks",
  cost: 10,
  status: 200,
  data: Webhook,
  list: "all",
});

export const addWebhook = endpoint({
  ...pipedrive,
  operation: "addWebhook",
  scopes: writes,
  method: "POST",
  path: "/v1/webhooks",
  summary: "Add a webhook",
  cost: 10,
  body: WebhookCreate,
  status: 201,
  data: Webhook,
});

export const deleteWebhook = endpoint({
  ...pipedrive,
  operation: "deleteWebhook",
  scopes: writes,
  method: "DELETE",
  path: "/v1/webhooks/{id}",
  summary: "Delete a webhook",
  cost: 6,
  params: path,
  status: 200,
  data: Nothing,
});

/** How a webhook fares: what Pipedrive does not tell. */
export const WebhookHealth = Type.Object({
  ...Webhook.properties,
  banned_until: Nullable(MsTime),
  failing_since: Nullable(MsTime),
});
export type WebhookHealth = Type.Static<typeof WebhookHealth>;

const DeliveryState = Type.Enum(["pending", "delivered", "failed"]);

const delivery = {
  id: Type.Integer({ description: "The number of the event; the `webhook-id` header is made from it" }),
  message_id: Type.String({ description: "As in the `webhook-id` header and in `meta.id`" }),
  state: DeliveryState,
  event: Type.String({ description: "change.lead" }),
  entity_id: Type.String(),
  event_time: MsTime,
  attempts: Type.Integer(),
  http_status: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  duration_ms: Nullable(Type.Integer()),
  last_attempt_time: Nullable(MsTime),
  next_attempt_time: Nullable(MsTime),
};

/** One event on its way to one webhook. */
export const WebhookDelivery = Type.Object(delivery);
export type WebhookDelivery = Type.Static<typeof WebhookDelivery>;

export const WebhookDeliveryDetail = Type.Object({
  ...delivery,
  payload: Nullable(Type.Unsafe<object>(Type.Object({}, { description: "As it is sent" }))),
});
export type WebhookDeliveryDetail = Type.Static<typeof WebhookDeliveryDetail>;

export const WebhookReplay = Type.Object(
  {
    from: MomentInput,
    until: Type.Optional(MomentInput),
  },
  { additionalProperties: false },
);
export type WebhookReplay = Type.Static<typeof WebhookReplay>;

const own = { family: "v2", tag: "Webhooks", status: 200 } as const;
const deliveryPath = Type.Object({ id: Id, delivery_id: Id });

export const getWebhookHealth = endpoint({
  ...own,
  operation: "getWebhookHealth",
  scopes: reads,
  method: "GET",
  path: "/foyer/webhooks",
  summary: "List webhooks with how they fare, those that were removed for failing too",
  cost: 10,
  data: WebhookHealth,
  list: "all",
});

export const renewWebhookSecret = endpoint({
  ...own,
  operation: "renewWebhookSecret",
  scopes: writes,
  method: "POST",
  path: "/foyer/webhooks/{id}/secret",
  summary: "Make a new signing secret and show it, this once; the one before signs too for 24 hours",
  secret: true,
  cost: 10,
  params: path,
  data: Type.Object({ secret: Type.String({ description: "whsec_…" }) }),
});

export const getWebhookDeliveries = endpoint({
  ...own,
  operation: "getWebhookDeliveries",
  scopes: reads,
  method: "GET",
  path: "/foyer/webhooks/{id}/deliveries",
  summary: "List deliveries, the newest event first; kept for 30 days",
  cost: 10,
  params: path,
  query: Type.Object({ ...cursorQuery, state: Type.Optional(DeliveryState) }),
  data: WebhookDelivery,
  list: "cursor",
});

export const getWebhookDelivery = endpoint({
  ...own,
  operation: "getWebhookDelivery",
  scopes: writes,
  method: "GET",
  path: "/foyer/webhooks/{id}/deliveries/{delivery_id}",
  summary: "Read a delivery with what is sent",
  cost: 2,
  params: deliveryPath,
  data: WebhookDeliveryDetail,
});

export const replayWebhookDelivery = endpoint({
  ...own,
  operation: "replayWebhookDelivery",
  scopes: writes,
  method: "POST",
  path: "/foyer/webhooks/{id}/deliveries/{delivery_id}/replay",
  summary: "Send an event again",
  cost: 10,
  params: deliveryPath,
  data: WebhookDelivery,
});

export const replayWebhook = endpoint({
  ...own,
  operation: "replayWebhook",
  scopes: writes,
  method: "POST",
  path: "/foyer/webhooks/{id}/replay",
  summary: "Send every event of a span of time again, in order",
  cost: 10,
  params: path,
  body: WebhookReplay,
  data: Type.Object({ count: Type.Integer({ description: "Events that will be sent" }) }),
});

export const webhookEndpoints = [
  getWebhooks,
  addWebhook,
  deleteWebhook,
  getWebhookHealth,
  renewWebhookSecret,
  getWebhookDeliveries,
  getWebhookDelivery,
  replayWebhookDelivery,
  replayWebhook,
];
