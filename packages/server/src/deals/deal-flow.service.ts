import type { DealFlowQuery, DealUpdateV1, Note } from "@leadfoyer/contract";
import type { ActivityService } from "../activities/activities.service.ts";
import { activitiesV1 } from "../activities/activity-v1.ts";
import { ownersOf } from "../contacts/owners.ts";
import type { Actor } from "../lib/actor.ts";
import { splitCsv } from "../lib/csv.ts";
import { offsetPage } from "../lib/paging.ts";
import type { NoteService } from "../notes/notes.service.ts";
import type { Storage } from "../storage/open.ts";
import { dealBriefs } from "./deal-briefs.ts";
import { dealChanges, isCustom, toDealChangeV1 } from "./deal-changelog.ts";
import type { DealService } from "./deals.service.ts";

type Deps = { storage: Storage; deals: DealService; notes: NoteService; activities: ActivityService };
/** What hangs on a deal, as far as a page of its flow may need it: `most` things of a kind. */
type Wanted = { deal: number; most: number; items: ReadonlySet<string> | undefined; all: boolean };

/** Things read at a time. */
const CHUNK = 500;

const asks = ({ items }: Wanted, ...names: readonly string[]): boolean =>
  items === undefined || names.some((name) => items.has(name));

/** What happened to deals: their changes, and the notes and activities that came to hang on them. */
export function createDealFlowService({ storage: { db }, deals, notes, activities }: Deps) {
  async function changesOf({ company_id }: Actor, wanted: Wanted): Promise<DealUpdateV1[]> {
    const found: DealUpdateV1[] = [];
    if (!asks(wanted, "dealChange", "change")) return found;
    for await (const change of dealChanges(db, company_id, wanted.deal)) {
      if (found.length === wanted.most) break;
      if (isCustom(change) && !wanted.all) continue;
      const data = toDealChangeV1(wanted.deal, change);
      found.push({ object: "dealChange", timestamp: data.log_time, data });
    }
    return found;
  }

  async function notesOf(actor: Actor, wanted: Wanted): Promise<DealUpdateV1[]> {
    const found: Note[] = [];
    for (let more = asks(wanted, "note"); more && found.length < wanted.most; ) {
      const query = { deal_id: wanted.deal, sort: "add_time DESC", start: found.length, limit: CHUNK };
      const page = await notes.list(actor, query);
      found.push(...(page.items as Note[])); // a list of notes is no text
      more = page.more;
    }
    return found.map((data) => ({ object: "note", timestamp: data.add_time, data }));
  }

  async function activitiesOf(actor: Actor, wanted: Wanted) {
    const isAsked = asks(wanted, "activity", "plannedActivity");
    const newest = { sort_by: "add_time", sort_direction: "desc", deal_id: wanted.deal } as const;
    const planned = asks(wanted, "activity") ? {} : { done: false };
    const { items } = isAsked
      ? await activities.list(actor, { ...newest, ...planned, limit: wanted.most })
      : { items: [] };
    const shown = activitiesV1(actor, items, await activities.relations(actor, items));
    const updates = shown.items.map(
      (data): DealUpdateV1 => ({ object: "activity", timestamp: data.add_time, data }),
    );
    return { updates, related: shown.related };
  }

  /** A page of what happened to a deal, the latest first, with what it points at. */
  async function list(actor: Actor, id: number, query: DealFlowQuery) {
    const deal = await deals.get(actor, id);
    const { start, limit } = offsetPage(query);
    const items = query.items === undefined ? undefined : new Set(splitCsv(query.items));
    const wanted = { deal: deal.id, most: start + limit + 1, items, all: query.all_changes === "1" };
    const [changes, written, { updates, related }] = [
      await changesOf(actor, wanted),
      await notesOf(actor, wanted),
      await activitiesOf(actor, wanted),
    ];
    const latest = [...changes, ...written, ...updates].sort((one, other) =>
      one.timestamp < other.timestamp ? 1 : Number(one.timestamp > other.timestamp) * -1,
    );
    const page = latest.slice(start, start + limit);
    const people = page.map(({ data }) => ({ owner_id: data.user_id }));
    const users = await ownersOf(db, actor.company_id, people);
    return {
      ...{ items: page, start, limit, more: latest.length > start + limit },
      related: {
        ...related,
        user: { ...related.user, ...Object.fromEntries(users) },
        deal: { ...related.deal, ...Object.fromEntries(await dealBriefs(db, actor, [deal.id])) },
      },
    };
  }

  return { list };
}
export type DealFlowService = ReturnType<typeof createDealFlowService>;
