import type { Change } from "../events/states.ts";
import type { FieldSet } from "../fields/field-set.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { createUuidV1, uuidOf } from "../lib/uuid.ts";
import type { EventRow } from "./deliveries.store.ts";
import type { Merged } from "./merge-of.ts";
import { v1Names } from "./subscriptions.ts";
import type { AnyThing } from "./webhook-thing.ts";
import type { WebhookRow } from "./webhooks.store.ts";

/** One event, told to one webhook. */
export type Telling = {
  webhook: WebhookRow;
  event: Pick<EventRow, "seq" | "user_id" | "object" | "object_id" | "action" | "source" | "add_time">;
  thing: AnyThing;
  /** The company's fields, which say the types of what custom ones hold. */
  fields: FieldSet;
  change: Change;
  /** Of an event that is a part of a merge. */
  merged: Merged | undefined;
  /** Who may see the thing; undefined for what everyone may. */
  viewers: number[] | undefined;
  /** From 1. */
  attempt: number;
  host: string;
};

type Source = Pick<Telling, "webhook" | "event">;

/**
 * The id of a message: one per event and webhook, the same whenever it is sent, on whatever machine, so that a
 * receiver can tell what it has had. A UUID of version 1 as Pipedrive's, with the time of the event.
 */
export function messageId({ webhook: { company_id, id }, event: { seq, add_time } }: Source): string {
  const bytes = Buffer.from(uuidOf(`webhook ${company_id} ${id} ${seq}`).replaceAll("-", ""), "hex");
  return createUuidV1(bytes.subarray(0, 8))(add_time);
}

/** What one request did shares an id. */
const correlationId = ({ event: { user_id, add_time }, webhook }: Source): string =>
  uuidOf(`request ${webhook.company_id} ${user_id} ${add_time}`);

/** The body of a delivery. */
export const payloadOf = (actor: Actor, telling: Telling): Promise<object> =>
  telling.webhook.version === "1.0" ? payloadV1(actor, telling) : Promise.resolve(payloadV2(telling));

function payloadV2(telling: Telling): object {
  const { webhook, event, change, thing, viewers, attempt, host } = telling;
  const { fields, merged } = telling;
  const before = change.before && thing.v2(change.before, fields);
  const after = change.after && thing.v2(change.after, fields);
  return {
    data: after ?? null,
    previous: previousOf(before, after),
    meta: {
      action: event.action,
      company_id: `${webhook.company_id}`,
      correlation_id: correlationId(telling),
      entity_id: event.object_id,
      entity: event.object,
      id: messageId(telling),
      is_bulk_edit: false,
      timestamp: toMsTime(event.add_time),
      type: "general",
      user_id: `${event.user_id}`,
      version: "2.0",
      webhook_id: `${webhook.id}`,
      webhook_owner_id: `${webhook.owner_id}`,
      change_source: event.source ?? "api",
      attempt,
      host,
      ...(viewers && { permitted_user_ids: viewers.map(String) }),
      ...merged,
    },
  };
}

type Members = { custom_fields?: Record<string, unknown> };

/** null when it is new, all of it when it is gone, else the members that changed. Of custom fields, those that changed. */
function previousOf(before: Members | undefined, after: Members | undefined): object | null {
  if (!before) return null;
  if (!after) return before;
  const { custom_fields: _, ...changed } = differences(before, after);
  const fields = changedFields(before.custom_fields, after.custom_fields);
  return Object.keys(fields).length > 0 ? { ...changed, custom_fields: fields } : changed;
}

function changedFields(before: Record<string, unknown> = {}, after: Record<string, unknown> = {}): object {
  const unset = Object.fromEntries(Object.keys(after).map((key) => [key, null]));
  return differences({ ...unset, ...before }, { ...after });
}

async function payloadV1(actor: Actor, telling: Telling): Promise<object> {
  const { webhook, event, change, thing, viewers, attempt, host, merged } = telling;
  const present = async (state: object | undefined) => (state && (await thing.v1?.(actor, state))) ?? null;
  const matches_filters = { current: [], previous: [] };
  const action = webhook.event_action === "merged" ? "merged" : (v1Names[event.action] ?? event.action);
  return {
    v: 1,
    matches_filters,
    meta: {
      v: 1,
      action,
      object: event.object,
      id: Number(event.object_id),
      company_id: webhook.company_id,
      user_id: event.user_id,
      host,
      timestamp: Math.floor(event.add_time / 1_000),
      timestamp_micro: event.add_time * 1_000,
      ...(viewers && { permitted_user_ids: viewers }),
      trans_pending: false,
      is_bulk_update: false,
      pipedrive_service_name: false,
      matches_filters,
      webhook_id: webhook.id,
      change_source: event.source ?? "api",
      ...(merged && Object.fromEntries(Object.entries(merged).map(([key, id]) => [key, Number(id)]))),
    },
    retry: attempt - 1,
    current: await present(change.after),
    previous: await present(change.before),
    event: `${action}.${event.object}`,
  };
}
