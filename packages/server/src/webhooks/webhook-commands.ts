import type { WebhookCreate } from "@leadfoyer/contract";
import { latestEvent, record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import { eventsWithin, type Outcome, pruneDeliveries, putDelivery, states } from "./deliveries.store.ts";
import { versionOf, watchedBy } from "./subscriptions.ts";
import {
  countReplay,
  findWebhook,
  insertWebhook,
  listWebhooks,
  type Progress,
  removeWebhook,
  renewSecret,
  saveProgress,
  type WebhookRow,
} from "./webhooks.store.ts";

/** Per user. Source: Pipedrive's guide. */
const MAX_PER_USER = 40;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** How long a secret that was renewed goes on signing beside the new one. */
const OLD_SECRET_MS = DAY_MS;
const PRUNED_AT_ONCE = 500;
/** Events put up for replay in one command: a few milliseconds of the writer's time. */
const REPLAYED_AT_ONCE = 500;

export const addWebhook = command(
  "webhooks.add",
  async (
    tx,
    actor: Actor,
    { input, secret }: { input: WebhookCreate; secret: string },
  ): Promise<WebhookRow> => {
    const user_id = input.user_id ?? actor.user_id;
    if (user_id !== actor.user_id) await requireOther(tx, actor, user_id);
    const live = (await listWebhooks(tx, actor.company_id)).filter(({ remove_time }) => remove_time === null);
    if (live.filter((one) => one.user_id === user_id).length >= MAX_PER_USER)
      throw new DomainError("webhook_limit");
    const row: WebhookRow = {
      company_id: actor.company_id,
      id: await nextId(tx, actor.company_id, "webhook"),
      owner_id: actor.user_id,
      user_id,
      event_action: input.event_action,
      event_object: input.event_object,
      subscription_url: input.subscription_url,
      version: versionOf(input),
      name: input.name ?? "",
      http_auth_user: input.http_auth_user ?? null,
      http_auth_password: input.http_auth_password ?? null,
      secret,
      add_time: tx.now,
      position: await latestEvent(tx, actor.company_id),
      ...untried,
    };
    await insertWebhook(tx, row);
    await record(tx, actor, { object: "webhook", objectId: row.id, action: "create" });
    return row;
  },
);

const untried = {
  old_secret: null,
  old_secret_until: null,
  remove_time: null,
  remove_reason: null,
  replays: 0,
  first_failures: 0,
  banned_until: null,
  failing_since: null,
  last_delivery_time: null,
  last_http_status: null,
};

/** Only an administrator sets a webhook up with somebody else's rights. */
async function requireOther(tx: Tx, actor: Actor, user_id: number): Promise<void> {
  if (!actor.is_admin)
    throw new DomainError("webhook_forbidden", { info: '"user_id" of somebody else takes an administrator' });
  await requireActiveUser(tx, actor.company_id, user_id, "user_id");
}

/** @throws DomainError when it is not there, or somebody else's and the actor no administrator. */
async function requireWebhook(tx: Tx, actor: Actor, id: number): Promise<WebhookRow> {
  const webhook = await findWebhook(tx, actor.company_id, id);
  if (!webhook || webhook.remove_time !== null) throw new DomainError("webhook_not_found");
  if (!mayManage(actor, webhook)) throw new DomainError("webhook_forbidden");
  return webhook;
}

export const mayManage = (actor: Actor, { owner_id, user_id }: WebhookRow): boolean =>
  actor.is_admin || actor.user_id === owner_id || actor.user_id === user_id;

export const deleteWebhook = command(
  "webhooks.remove",
  async (tx, actor: Actor, id: number): Promise<void> => {
    await requireWebhook(tx, actor, id);
    await removeWebhook(tx, actor.company_id, id, "deleted by a user");
    await record(tx, actor, { object: "webhook", objectId: id, action: "delete" });
  },
);

/** Takes away a webhook that nothing reached for three days. */
export const expireWebhook = command(
  "webhooks.expire",
  async (tx, actor: Actor, id: number): Promise<void> => {
    const webhook = await findWebhook(tx, actor.company_id, id);
    if (!webhook || webhook.remove_time !== null) return;
    await removeWebhook(tx, actor.company_id, id, "no delivery succeeded for three days");
    await record(tx, actor, { object: "webhook", objectId: id, action: "delete" });
  },
);

export const renewWebhookSecret = command(
  "webhooks.renewSecret",
  async (tx, actor: Actor, { id, secret }: { id: number; secret: string }): Promise<void> => {
    const webhook = await requireWebhook(tx, actor, id);
    await renewSecret(tx, webhook, secret, tx.now + OLD_SECRET_MS);
  },
);

export type Settlement = { webhook: number; progress: Progress; outcomes: Outcome[] };

/** Writes down what became of deliveries, and up to where everything is settled. */
export const settleDeliveries = command(
  "webhooks.settle",
  async (tx, actor: Actor, { webhook, progress, outcomes }: Settlement): Promise<void> => {
    const key = { company: actor.company_id, webhook };
    for (const outcome of outcomes) await putDelivery(tx, key, outcome);
    await saveProgress(tx, { company: actor.company_id, id: webhook }, progress);
  },
);

/** Forgets the oldest deliveries, last tried before a time. Answers whether there may be more to forget. */
export const forgetDeliveries = command(
  "webhooks.forget",
  async (tx, actor: Actor, { webhook, before }: { webhook: number; before: number }): Promise<boolean> => {
    const key = { company: actor.company_id, webhook };
    return (await pruneDeliveries(tx, key, before, PRUNED_AT_ONCE)) === PRUNED_AT_ONCE;
  },
);

type Replay = { id: number; seqs: number[] } | { id: number; after: number; since: number; before: number };
export type Replayed = { count: number; last: number | undefined };

/** Puts events up to be sent again: those named, or some of a span, which goes on after `last` if there is one. */
export const replayDeliveries = command(
  "webhooks.replay",
  async (tx, actor: Actor, replay: Replay): Promise<Replayed> => {
    const webhook = await requireWebhook(tx, actor, replay.id);
    const seqs = "seqs" in replay ? replay.seqs : await someWithin(tx, webhook, replay);
    const key = { company: actor.company_id, webhook: replay.id };
    for (const event_seq of seqs) await putDelivery(tx, key, { event_seq, ...again });
    if (seqs.length > 0) await countReplay(tx, actor.company_id, replay.id);
    return { count: seqs.length, last: seqs.length === REPLAYED_AT_ONCE ? seqs.at(-1) : undefined };
  },
);

const again = {
  state: states.pending,
  attempts: 0,
  http_status: null,
  error: null,
  duration_ms: null,
  last_time: null,
  next_time: null,
};

async function someWithin(
  tx: Tx,
  webhook: WebhookRow,
  { after, since, before }: { after: number; since: number; before: number },
): Promise<number[]> {
  const watched = watchedBy(webhook);
  if (watched.objects.length === 0) return [];
  const page = { company: webhook.company_id, webhook: webhook.id, after, since, before };
  return eventsWithin(tx, watched, { ...page, limit: REPLAYED_AT_ONCE });
}
