import type { Webhook, WebhookDelivery, WebhookHealth } from "@leadfoyer/contract";
import { toMsTime } from "../lib/clock.ts";
import { type DeliveryRow, states } from "./deliveries.store.ts";
import { messageId } from "./payload.ts";
import { v1Names } from "./subscriptions.ts";
import type { WebhookRow } from "./webhooks.store.ts";

const timeOrNull = (time: number | null): string | null => (time === null ? null : toMsTime(time));

/** A webhook as Pipedrive answers it. */
export const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  company_id: row.company_id,
  owner_id: row.owner_id,
  user_id: row.user_id,
  event_action: row.event_action as Webhook["event_action"], // only actions, objects and versions of
  event_object: row.event_object as Webhook["event_object"], // the contract are ever stored
  subscription_url: row.subscription_url,
  version: row.version as Webhook["version"],
  is_active: row.remove_time === null ? 1 : 0,
  add_time: toMsTime(row.add_time),
  remove_time: timeOrNull(row.remove_time),
  type: "general",
  http_auth_user: row.http_auth_user,
  http_auth_password: row.http_auth_password,
  remove_reason: row.remove_reason,
  last_delivery_time: timeOrNull(row.last_delivery_time),
  last_http_status: row.last_http_status,
  admin_id: row.owner_id,
  name: row.name,
});

export const toHealth = (row: WebhookRow): WebhookHealth => ({
  ...toWebhook(row),
  banned_until: timeOrNull(row.banned_until),
  failing_since: timeOrNull(row.failing_since),
});

const stateNames = Object.fromEntries(Object.entries(states).map(([name, state]) => [state, name]));

export function toDelivery(webhook: WebhookRow, row: DeliveryRow): WebhookDelivery {
  const action = webhook.version === "1.0" ? v1Names[row.action] : row.action;
  return {
    id: row.seq,
    message_id: messageId({ webhook, event: row }),
    state: stateNames[row.state ?? states.pending] as WebhookDelivery["state"], // the names of the states
    event: `${action}.${row.object}`,
    entity_id: row.object_id,
    event_time: toMsTime(row.add_time),
    attempts: row.attempts ?? 0,
    http_status: row.http_status,
    error: row.error,
    duration_ms: row.duration_ms,
    last_attempt_time: timeOrNull(row.last_time),
    next_attempt_time: timeOrNull(row.next_time),
  };
}
