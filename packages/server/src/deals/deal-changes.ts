import type { DealCreate, DealStatus } from "@leadfoyer/contract";
import { requireName } from "../contacts/names.ts";
import type { CustomInput, CustomValues } from "../fields/custom-values.ts";
import type { Actor } from "../lib/actor.ts";
import { fromMoment } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { StoredStage } from "../pipelines/stages.store.ts";
import { type Closing, closing, requireClosing } from "./deal-closing.ts";

/** A deal as it is kept: its document. Times are milliseconds; `update_time` is null until the first change. */
export type StoredDeal = Closing & {
  id: number;
  title: string;
  creator_user_id: number;
  owner_id: number;
  value: number;
  currency: string;
  person_id: number | null;
  org_id: number | null;
  pipeline_id: number;
  stage_id: number;
  stage_change_time: number | null;
  /** Milliseconds by stage that was left: absent before the first is. */
  stage_times?: Record<number, number>;
  status: DealStatus;
  probability: number | null;
  visible_to: 1 | 3 | 5 | 7;
  expected_close_date: string | null;
  label_ids: number[];
  origin: string;
  origin_id: string | null;
  channel: number | null;
  channel_id: string | null;
  source_lead_id: string | null;
  is_deleted: boolean;
  is_archived: boolean;
  archive_time: number | null;
  add_time: number;
  update_time: number | null;
  custom: CustomValues;
};

/** What either version of the API, or a conversion, writes: custom fields as they came. */
export type GivenDeal = Omit<Partial<DealCreate>, "custom_fields"> & {
  given?: CustomInput | undefined;
  add_time?: string;
  origin?: string;
  origin_id?: string | null;
  channel?: number | null;
  channel_id?: string | null;
  source_lead_id?: string | null;
};

/** The same with all that custom fields shall hold. */
export type DealInput = Omit<GivenDeal, "given"> & { custom?: CustomValues };

/** What is known where a deal is written: the stage it is to be in, and the time zone its days are counted in. */
type Scene = { stage?: StoredStage | undefined; zone: string; now: number };

type Birth = { id: number; currency: string; visible_to: StoredDeal["visible_to"]; stage: StoredStage };

export function newDeal(
  actor: Actor,
  { add_time, ...input }: DealInput,
  { id, currency, visible_to, stage, zone, now }: Birth & Scene,
): StoredDeal {
  const blank: StoredDeal = {
    id,
    title: "",
    creator_user_id: actor.user_id,
    owner_id: actor.user_id,
    value: 0,
    currency,
    person_id: null,
    org_id: null,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.id,
    stage_change_time: null,
    status: "open",
    probability: null,
    lost_reason: null,
    visible_to,
    close_time: null,
    won_time: null,
    lost_time: null,
    first_won_time: null,
    local_won_date: null,
    local_lost_date: null,
    local_close_date: null,
    expected_close_date: null,
    label_ids: [],
    origin: "API",
    origin_id: null,
    channel: null,
    channel_id: null,
    source_lead_id: null,
    is_deleted: false,
    is_archived: false,
    archive_time: null,
    add_time: add_time === undefined ? now : fromMoment(add_time),
    update_time: null,
    custom: {},
  };
  return written(blank, { ...input, title: input.title ?? "" }, { stage, zone, now });
}

/** A deal after a change, and the members that changed as they were. Undefined when nothing changes. */
export function changedDeal(
  deal: StoredDeal,
  { add_time: _, ...input }: DealInput,
  scene: Scene,
): { next: StoredDeal; previous: Partial<StoredDeal> } | undefined {
  const wanted = written(deal, input, scene);
  if (Object.keys(differences(deal, wanted)).length === 0) return undefined;
  if (deal.is_archived && wanted.is_archived) throw new DomainError("deal_archived");
  // A moment later than the last change, even within one millisecond: whoever polls by it misses nothing.
  const next = { ...wanted, update_time: Math.max(scene.now, (deal.update_time ?? 0) + 1) };
  return { next, previous: differences(deal, next) };
}

function written(
  deal: StoredDeal,
  input: Omit<DealInput, "add_time">,
  { stage, zone, now }: Scene,
): StoredDeal {
  const { pipeline_id: _p, stage_id: _s, title, status = deal.status, ...members } = input;
  const { won_time, lost_time, close_time, lost_reason, archive_time, value, label_ids, currency, ...rest } =
    members;
  const closed = { won_time, lost_time, close_time, lost_reason };
  requireClosing(status, closed);
  const is_archived = input.is_archived ?? deal.is_archived;
  return {
    ...deal,
    ...rest,
    title: title === undefined ? deal.title : requireName(title, "Title must be given."),
    ...(value !== undefined && { value: value ?? 0 }),
    ...(currency !== undefined && { currency: currency.toUpperCase() }),
    ...(label_ids && { label_ids: [...new Set(label_ids)] }),
    ...(stage && stage.id !== deal.stage_id && moved(deal, stage.id, now)),
    ...(stage && { pipeline_id: stage.pipeline_id }),
    status,
    ...closing(deal, { ...closed, status }, { zone, now }),
    is_archived,
    archive_time: is_archived ? archived(deal, archive_time, now) : null,
  };
}

/** How long a deal has been in its stage, at most until it was closed. */
export const timeInStage = ({ close_time, stage_change_time, add_time }: StoredDeal, now: number): number =>
  Math.max(0, (close_time ?? now) - (stage_change_time ?? add_time));

const moved = (deal: StoredDeal, stage_id: number, now: number) => ({
  stage_id,
  stage_change_time: now,
  stage_times: {
    ...deal.stage_times,
    [deal.stage_id]: (deal.stage_times?.[deal.stage_id] ?? 0) + timeInStage(deal, now),
  },
});

const archived = (deal: StoredDeal, given: string | null | undefined, now: number): number =>
  given ? fromMoment(given) : (deal.archive_time ?? now);
