import type { LeadEvent } from "@leadfoyer/contract";
import { eventsOfThing, type StoredEvent } from "../events/event-pages.ts";
import { type Change, changesAt } from "../events/states.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import { toMsTime } from "../lib/clock.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { differences } from "../lib/differences.ts";
import type { Storage } from "../storage/open.ts";
import { leadWebhook } from "./lead-webhook.ts";
import type { LeadService } from "./leads.service.ts";

const DEFAULT_LIMIT = 100;
/** Every change moves it, so that it says nothing. */
const NOISE = "update_time";

/** What was done to leads, from the log of events. */
export function createLeadHistoryService({ storage, leads }: { storage: Storage; leads: LeadService }) {
  const { db } = storage;
  return {
    /** The latest first. Only of leads that are there and seen by who asks. */
    async list(
      actor: Actor,
      leadId: string,
      { cursor, limit = DEFAULT_LIMIT }: { cursor?: string; limit?: number },
    ): Promise<CursorPage<LeadEvent>> {
      const thing = { company: actor.company_id, object: "lead", id: leadId.toLowerCase() };
      await leads.get(actor, thing.id);
      const until = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor, "id", "desc").id;
      const events = await eventsOfThing(db, { ...thing, until, limit: limit + 1 });
      const shown = events.slice(0, limit);
      const changes =
        shown.length === 0
          ? new Map<number, Change>()
          : await changesAt(
              db,
              thing,
              shown.map(({ seq }) => seq),
              () => leadWebhook.present(db, thing.company, thing.id),
            );
      const next = events[limit]?.seq;
      return {
        items: shown.map((event) => toLeadEvent(event, changes.get(event.seq))),
        next_cursor:
          next === undefined
            ? null
            : encodeCursor({ field: "id", fieldValue: next, sortDirection: "desc", id: next }),
      };
    },
  };
}

const toLeadEvent = (event: StoredEvent, change: Change | undefined): LeadEvent => ({
  id: event.seq,
  action: event.action as LeadEvent["action"], // only actions of the log are ever written
  time: toMsTime(event.add_time),
  user_id: event.user_id,
  source: event.source === "app" ? "app" : "api",
  changes: change?.before && change.after ? changesOf(change.before, change.after) : [],
});

function changesOf(before: object, after: object): LeadEvent["changes"] {
  const members: Record<string, unknown> = { ...after };
  return Object.entries(differences(before, after))
    .filter(([field]) => field !== NOISE)
    .map(([field, from]) => ({ field, from: from ?? null, to: members[field] ?? null }));
}
