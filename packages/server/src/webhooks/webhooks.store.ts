import { type Db, first, type Tx } from "../storage/db.ts";
import { prepare } from "../storage/prepared.ts";
import type { Database } from "../storage/schema.ts";

export type WebhookRow = Database["webhooks"];
/** A webhook with what its owner's rights depend on. */
export type Subscription = WebhookRow & { company_domain: string };

type Key = { company: number; id: number };

const select = prepare((q, p: { company: number }) =>
  q.selectFrom("webhooks").selectAll().where("company_id", "=", p.company).orderBy("id"),
);

const selectOne = prepare((q, p: Key) =>
  q.selectFrom("webhooks").selectAll().where("company_id", "=", p.company).where("id", "=", p.id),
);

// The deliverer works for every company at once: the one query here that names none.
const selectLive = prepare((q, _p: object) =>
  q
    .selectFrom("webhooks")
    .innerJoin("companies", "companies.id", "webhooks.company_id")
    .innerJoin("users", (join) =>
      join.onRef("users.company_id", "=", "webhooks.company_id").onRef("users.id", "=", "webhooks.user_id"),
    )
    .selectAll("webhooks")
    .select("companies.domain as company_domain")
    .where("remove_time", "is", null)
    .where("users.active", "=", 1),
);

const insert = prepare((q, p: WebhookRow) =>
  q.insertInto("webhooks").values({
    company_id: p.company_id,
    id: p.id,
    owner_id: p.owner_id,
    user_id: p.user_id,
    event_action: p.event_action,
    event_object: p.event_object,
    subscription_url: p.subscription_url,
    version: p.version,
    name: p.name,
    http_auth_user: p.http_auth_user,
    http_auth_password: p.http_auth_password,
    secret: p.secret,
    add_time: p.add_time,
    position: p.position,
    replays: 0,
    first_failures: 0,
  }),
);

const remove = prepare((q, p: Key & { now: number; reason: string }) =>
  q
    .updateTable("webhooks")
    .set({ remove_time: p.now, remove_reason: p.reason })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const renew = prepare((q, p: Key & { secret: string; old_secret: string; until: number }) =>
  q
    .updateTable("webhooks")
    .set({ secret: p.secret, old_secret: p.old_secret, old_secret_until: p.until })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

const askReplay = prepare((q, p: Key) =>
  q
    .updateTable("webhooks")
    .set((eb) => ({ replays: eb("replays", "+", 1), banned_until: null }))
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

/** What deliveries change of a webhook. */
export type Progress = Pick<
  WebhookRow,
  "position" | "first_failures" | "banned_until" | "failing_since" | "last_delivery_time" | "last_http_status"
>;

const progress = prepare((q, p: Key & Progress) =>
  q
    .updateTable("webhooks")
    .set({
      position: p.position,
      first_failures: p.first_failures,
      banned_until: p.banned_until,
      failing_since: p.failing_since,
      last_delivery_time: p.last_delivery_time,
      last_http_status: p.last_http_status,
    })
    .where("company_id", "=", p.company)
    .where("id", "=", p.id),
);

/** Every webhook of a company, removed ones too. */
export const listWebhooks = (db: Db, company: number): Promise<WebhookRow[]> => db.all(select, { company });

export const findWebhook = (db: Db, company: number, id: number): Promise<WebhookRow | undefined> =>
  first(db, selectOne, { company, id });

/** Everything that is to be delivered to, in every company. */
export const liveSubscriptions = (db: Db): Promise<Subscription[]> => db.all(selectLive, {});

export const insertWebhook = async (tx: Tx, row: WebhookRow): Promise<void> =>
  void (await tx.all(insert, row));

export const removeWebhook = async (tx: Tx, company: number, id: number, reason: string): Promise<void> =>
  void (await tx.all(remove, { company, id, reason, now: tx.now }));

export const renewSecret = async (
  tx: Tx,
  { company_id, id, secret: old_secret }: WebhookRow,
  secret: string,
  until: number,
): Promise<void> => void (await tx.all(renew, { company: company_id, id, secret, old_secret, until }));

export const countReplay = async (tx: Tx, company: number, id: number): Promise<void> =>
  void (await tx.all(askReplay, { company, id }));

export const saveProgress = async (tx: Tx, key: Key, values: Progress): Promise<void> =>
  void (await tx.all(progress, { ...key, ...values }));
