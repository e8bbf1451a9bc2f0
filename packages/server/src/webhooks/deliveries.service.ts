import type { WebhookDelivery, WebhookDeliveryDetail, WebhookReplay } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { fromMoment } from "../lib/clock.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { changesOf, tellingOf } from "./attempt.ts";
import { type DeliveryRow, findDelivery, listDeliveries, states } from "./deliveries.store.ts";
import { payloadOf } from "./payload.ts";
import { toDelivery } from "./webhook-answers.ts";
import { mayManage, type Replayed, replayDeliveries } from "./webhook-commands.ts";
import type { WebhookThings } from "./webhook-things.ts";
import { findWebhook, type WebhookRow } from "./webhooks.store.ts";

const DEFAULT_LIMIT = 100;

type Deps = {
  storage: Storage;
  things: WebhookThings;
  host: () => string;
  /** Called when something is to be sent again. */
  changed: () => void;
};

type DeliveryQuery = { cursor?: string; limit?: number; state?: keyof typeof states };

/** What became of every event on its way to a webhook, and sending it again. */
export function createDeliveryService({ storage, things, host, changed }: Deps) {
  const { db } = storage;

  async function require(actor: Actor, id: number): Promise<WebhookRow> {
    const webhook = await findWebhook(db, actor.company_id, id);
    if (!webhook || !mayManage(actor, webhook)) throw new DomainError("webhook_not_found");
    return webhook;
  }

  async function requireDelivery(actor: Actor, id: number, seq: number) {
    const webhook = await require(actor, id);
    const row = await findDelivery(db, actor.company_id, id, seq);
    if (!row) throw new DomainError("delivery_not_found");
    return { webhook, row };
  }

  /** The body as it is sent; null when the webhook's user may not see it any more. */
  async function payload(actor: Actor, webhook: WebhookRow, row: DeliveryRow): Promise<object | null> {
    const changes = await changesOf({ db, things }, actor.company_id, [row]);
    const change = changes.get(row.seq);
    const attempt = Math.max(row.attempts ?? 0, 1);
    const telling =
      change && (await tellingOf({ db, things, host }, { webhook, event: row, change, attempt }));
    return telling ? payloadOf(actor, telling) : null;
  }

  return {
    async list(actor: Actor, id: number, query: DeliveryQuery): Promise<CursorPage<WebhookDelivery>> {
      const webhook = await require(actor, id);
      const { limit = DEFAULT_LIMIT, state } = query;
      const until = query.cursor ? decodeCursor(query.cursor, "id", "desc").id : Number.MAX_SAFE_INTEGER;
      const page = { company: actor.company_id, webhook: id, until, limit: limit + 1 };
      const rows = await listDeliveries(db, { ...page, state: state && states[state] });
      const next = rows[limit]?.seq;
      const at =
        next !== undefined && ({ field: "id", fieldValue: next, sortDirection: "desc", id: next } as const);
      return {
        items: rows.slice(0, limit).map((row) => toDelivery(webhook, row)),
        next_cursor: at ? encodeCursor(at) : null,
      };
    },

    async get(actor: Actor, id: number, seq: number): Promise<WebhookDeliveryDetail> {
      const { webhook, row } = await requireDelivery(actor, id, seq);
      return { ...toDelivery(webhook, row), payload: await payload(actor, webhook, row) };
    },

    async replayOne(actor: Actor, id: number, seq: number): Promise<WebhookDelivery> {
      await requireDelivery(actor, id, seq);
      await storage.run(replayDeliveries, actor, { id, seqs: [seq] });
      changed();
      const { webhook, row } = await requireDelivery(actor, id, seq);
      return toDelivery(webhook, row);
    },

    /** Sends the events of a span again, whatever became of them. In short commands that let other writes pass. */
    async replaySpan(actor: Actor, id: number, { from, until }: WebhookReplay): Promise<{ count: number }> {
      const since = fromMoment(from);
      const before = until === undefined ? Number.MAX_SAFE_INTEGER : fromMoment(until);
      let count = 0;
      for (let after: number | undefined = 0; after !== undefined; ) {
        const span = { id, after, since, before };
        const replayed: Replayed = await storage.run(replayDeliveries, actor, span);
        count += replayed.count;
        after = replayed.last;
      }
      changed();
      return { count };
    },
  };
}
export type DeliveryService = ReturnType<typeof createDeliveryService>;
