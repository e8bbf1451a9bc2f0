import type { DealChangeV1, DealLogItem } from "@leadfoyer/contract";
import type { StoredEvent } from "../events/event-pages.ts";
import { changesBackwards } from "../events/states.ts";
import { toFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { Db } from "../storage/db.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { labelOf, statusOf } from "./deal-v1.ts";
import { findDeal } from "./deals.store.ts";

type Value = string | number | boolean | null;

/** What became of one member of a deal in one event. `place` counts the members that event changed. */
export type DealChange = {
  event: StoredEvent;
  place: number;
  field_key: string;
  old_value: Value;
  new_value: Value;
};

/** Length of the key of a custom field: the members every deal has are shorter. */
const KEY_LENGTH = 40;

export const isCustom = ({ field_key }: DealChange): boolean => field_key.length >= KEY_LENGTH;

/** The changes of a deal, the latest first. What nobody changes by itself, such as times that follow, is left out. */
export async function* dealChanges(db: Db, company: number, id: number): AsyncGenerator<DealChange> {
  const held = [...(await fieldSet(db, company)).held("deal").values()];
  const present = () => findDeal(db, { company_id: company, sees: null }, id);
  for await (const { event, before, after } of changesBackwards(
    db,
    { company, object: "deal", id: `${id}` },
    present,
  )) {
    const old = before as StoredDeal | undefined; // what events of deals tell of
    if (!old) continue;
    const next = (after as StoredDeal | undefined) ?? { ...old, is_deleted: true };
    yield* differing(event, membersOf(old, held), membersOf(next, held));
  }
}

function* differing(event: StoredEvent, old: Members, next: Members): Generator<DealChange> {
  let place = 0;
  for (const field_key of Object.keys({ ...old, ...next })) {
    const [old_value, new_value] = [old[field_key] ?? null, next[field_key] ?? null];
    if (old_value === new_value) continue;
    yield { event, place, field_key, old_value, new_value };
    place += 1;
  }
}

type Members = Readonly<Record<string, Value>>;

const time = (ms: number | null): string | null => (ms === null ? null : toSpacedTime(ms));

/** What can be changed of a deal, as v1 calls it. */
const membersOf = (deal: StoredDeal, held: Parameters<typeof toFlat>[0]): Members => ({
  title: deal.title,
  value: deal.value,
  currency: deal.currency,
  user_id: deal.owner_id,
  person_id: deal.person_id,
  org_id: deal.org_id,
  pipeline_id: deal.pipeline_id,
  stage_id: deal.stage_id,
  status: statusOf(deal),
  probability: deal.probability,
  lost_reason: deal.lost_reason,
  close_time: time(deal.close_time),
  won_time: time(deal.won_time),
  lost_time: time(deal.lost_time),
  expected_close_date: deal.expected_close_date,
  label: labelOf(deal),
  visible_to: `${deal.visible_to}`,
  channel: deal.channel,
  channel_id: deal.channel_id,
  is_archived: deal.is_archived,
  ...toFlat(held, deal.custom),
});

const text = (value: Value): string | null => (value === null ? null : String(value));

const sourceOf = ({ source }: StoredEvent) => ({
  change_source: source === "app" ? ("app" as const) : ("api" as const),
  change_source_user_agent: null,
});

export const toDealLogItem = ({ event, field_key, old_value, new_value }: DealChange): DealLogItem => ({
  field_key,
  old_value: text(old_value),
  new_value: text(new_value),
  actor_user_id: event.user_id,
  time: toSpacedTime(event.add_time),
  ...sourceOf(event),
  is_bulk_update_flag: false,
});

/** Members an event can change, at most, so that each change has a number of its own. */
const PLACES = 1_000;

export const toDealChangeV1 = (deal: number, change: DealChange): DealChangeV1 => ({
  id: change.event.seq * PLACES + change.place,
  item_id: deal,
  user_id: change.event.user_id,
  field_key: change.field_key,
  old_value: change.old_value,
  new_value: change.new_value,
  is_bulk_update_flag: null,
  log_time: toSpacedTime(change.event.add_time),
  ...sourceOf(change.event),
  additional_data: [],
});
