import { type Change, changesAt } from "../events/states.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import type { Db } from "../storage/db.ts";
import type { EventRow } from "./deliveries.store.ts";
import { mergeOf } from "./merge-of.ts";
import { messageId, payloadOf, type Telling } from "./payload.ts";
import type { Post } from "./post.ts";
import { signatureOf } from "./signature.ts";
import { viewersOfThing } from "./thing-viewers.ts";
import type { WebhookThings } from "./webhook-things.ts";
import type { Subscription } from "./webhooks.store.ts";

/** Receivers look for this. Source: what programs in use check. */
const USER_AGENT = "Pipedrive-Webhook";

export type AttemptDeps = { db: Db; clock: Clock; things: WebhookThings; post: Post; host: () => string };

/** How an attempt went. `skipped`: it is not for the webhook, whose user may not see the thing. */
export type Attempted =
  | { skipped: true }
  | { skipped: false; ok: boolean; http_status: number | null; error: string | null; duration_ms: number };

/** A webhook's deliveries are made with the rights of its user; only their id counts here. */
export const actorOf = ({ company_id, company_domain, user_id }: Subscription): Actor => ({
  company_id,
  company_domain,
  user_id,
  is_admin: false,
  scopes: null,
  sees: null,
  denied: [],
});

/** Several events of one thing, each with what the thing was like around it. */
export function changesOf(
  { db, things }: Pick<AttemptDeps, "db" | "things">,
  company: number,
  events: readonly [EventRow, ...EventRow[]],
): Promise<Map<number, Change>> {
  const [{ object, object_id: id }] = events;
  const seqs = events.map(({ seq }) => seq);
  return changesAt(db, { company, object, id }, seqs, async () => things[object]?.present(db, company, id));
}

/** What is to be told of an event; undefined when the webhook's user may not see it. */
export async function tellingOf(
  { db, things, host }: Pick<AttemptDeps, "db" | "things" | "host">,
  { webhook, event, change, attempt }: Pick<Telling, "webhook" | "change" | "attempt"> & { event: EventRow },
): Promise<Telling | undefined> {
  const thing = things[event.object];
  const state = change.after ?? change.before;
  if (!thing || !state) return undefined;
  const viewers = await viewersOfThing(db, webhook.company_id, thing, state);
  if (viewers && !viewers.includes(webhook.user_id)) return undefined;
  const merged = await mergeOf(db, webhook.company_id, event);
  if (webhook.event_action === "merged" && !merged) return undefined;
  const fields = await fieldSet(db, webhook.company_id);
  return { webhook, event, change, attempt, thing, fields, viewers, merged, host: host() };
}

/** Sends one event to its webhook. Rejects only when `signal` ends it. */
export async function attemptDelivery(
  deps: AttemptDeps,
  about: { webhook: Subscription; event: EventRow; change: Change; attempt: number; signal: AbortSignal },
): Promise<Attempted> {
  const { webhook, signal } = about;
  const telling = await tellingOf(deps, about);
  if (!telling) return { skipped: true };
  const body = JSON.stringify(await payloadOf(actorOf(webhook), telling));
  const begin = performance.now();
  const done = () => Math.round(performance.now() - begin);
  try {
    const headers = headersOf(telling, body, deps.clock());
    const http_status = await deps.post(webhook.subscription_url, { headers, body, signal });
    const ok = http_status >= 200 && http_status < 300;
    const error = ok ? null : `answered ${http_status}`;
    return { skipped: false, ok, http_status, error, duration_ms: done() };
  } catch (error) {
    if (signal.aborted) throw error;
    return { skipped: false, ok: false, http_status: null, error: reasonOf(error), duration_ms: done() };
  }
}

function headersOf(telling: Telling, body: string, now: number): Record<string, string> {
  const { webhook } = telling;
  const id = messageId(telling);
  const timestamp = Math.floor(now / 1_000);
  const { secret, old_secret, old_secret_until, http_auth_user, http_auth_password } = webhook;
  const isOldValid = old_secret !== null && now < (old_secret_until ?? 0);
  const credentials = `${http_auth_user ?? ""}:${http_auth_password ?? ""}`;
  return {
    "content-type": "application/json",
    "user-agent": USER_AGENT,
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": signatureOf({ id, timestamp, body }, isOldValid ? [secret, old_secret] : [secret]),
    ...(credentials !== ":" && { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` }),
  };
}

function reasonOf(error: unknown): string {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError" || name === "AbortError") return "no answer within 10 seconds";
  return (message || code || name).slice(0, 300);
}
