import type { DealLogItem, DealLogQuery, ParticipantLogItem } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { toSpacedTime } from "../lib/clock.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { offsetPage } from "../lib/paging.ts";
import type { Storage } from "../storage/open.ts";
import { type DealChange, dealChanges, toDealLogItem } from "./deal-changelog.ts";
import type { DealService } from "./deals.service.ts";
import { participationsOf } from "./participant-log.store.ts";

const toCursor = (fieldValue: number, id: number): string =>
  encodeCursor({ field: "id", fieldValue, sortDirection: "desc", id });

/** What was done to deals, from the log of events. */
export function createDealLogService({ storage, deals }: { storage: Storage; deals: DealService }) {
  const { db } = storage;
  return {
    /** What was changed of a deal, the latest first. Its cursors name an event and a member it changed. */
    async changes(actor: Actor, id: number, query: DealLogQuery): Promise<CursorPage<DealLogItem>> {
      const deal = await deals.get(actor, id);
      const { limit } = offsetPage(query);
      const at = query.cursor === undefined ? undefined : decodeCursor(query.cursor, "id", "desc");
      const isBefore = ({ event, place }: DealChange) =>
        at !== undefined && (event.seq > at.id || (event.seq === at.id && place < at.fieldValue));
      const items: DealLogItem[] = [];
      for await (const change of dealChanges(db, actor.company_id, deal.id)) {
        if (isBefore(change)) continue;
        if (items.length === limit) return { items, next_cursor: toCursor(change.place, change.event.seq) };
        items.push(toDealLogItem(change));
      }
      return { items, next_cursor: null };
    },

    /** Who came to take part in a deal and who ceased to, the latest first. */
    async participants(
      actor: Actor,
      id: number,
      query: DealLogQuery,
    ): Promise<CursorPage<ParticipantLogItem>> {
      const deal = await deals.get(actor, id);
      const { limit } = offsetPage(query);
      const until =
        query.cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(query.cursor, "id", "desc").id;
      const found = await participationsOf(db, actor, { deal: deal.id, until, limit: limit + 1 });
      const next = found[limit]?.seq;
      return {
        items: found.slice(0, limit).map(({ user_id, person_id, action, add_time }) => ({
          ...{ actor_user_id: user_id, person_id, action, time: toSpacedTime(add_time) },
        })),
        next_cursor: next === undefined ? null : toCursor(next, next),
      };
    },
  };
}
export type DealLogService = ReturnType<typeof createDealLogService>;
