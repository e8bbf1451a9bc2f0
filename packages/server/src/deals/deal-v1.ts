import type {
  DealBriefV1,
  DealCourse,
  DealPersonV1,
  DealV1,
  FlatDealV1,
  PersonOrganizationV1,
  RelatedDealV1,
} from "@leadfoyer/contract";
import { toOwnerV1 } from "../contacts/owners.ts";
import { toWholeFlat } from "../fields/custom-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { OrganizationBrief } from "../organizations/organization-briefs.ts";
import type { PersonBrief } from "../persons/person-briefs.ts";
import { toPipelineV1, toRelatedStageV1 } from "../pipelines/pipeline-v1.ts";
import type { StoredStage } from "../pipelines/stages.store.ts";
import type { StoredDeal } from "./deal-changes.ts";
import { dealMailAddress } from "./deal-mail.ts";
import { moneyOf } from "./deal-money.ts";
import type { DealRelations } from "./deal-relations.ts";
import { type DealWork, idle } from "./deal-work.store.ts";

const time = (ms: number | null): string | null => (ms === null ? null : toSpacedTime(ms));
/** As v1 has it: deleted is a status. */
export const statusOf = ({ is_deleted, status }: StoredDeal) => (is_deleted ? "deleted" : status);
/** As v1 has it: ids of labels in one text. */
export const labelOf = ({ label_ids }: StoredDeal) => (label_ids.length > 0 ? label_ids.join(",") : null);

/** A deal as the collection lists it. */
export const toDealBriefV1 = (deal: StoredDeal): DealBriefV1 => ({
  id: deal.id,
  creator_user_id: deal.creator_user_id,
  user_id: deal.owner_id,
  person_id: deal.person_id,
  org_id: deal.org_id,
  stage_id: deal.stage_id,
  title: deal.title,
  value: deal.value,
  currency: deal.currency,
  add_time: toSpacedTime(deal.add_time),
  update_time: toSpacedTime(deal.update_time ?? deal.add_time),
  status: statusOf(deal),
  probability: deal.probability,
  lost_reason: deal.lost_reason,
  visible_to: `${deal.visible_to}`,
  close_time: time(deal.close_time),
  pipeline_id: deal.pipeline_id,
  won_time: time(deal.won_time),
  lost_time: time(deal.lost_time),
  expected_close_date: deal.expected_close_date,
  label: labelOf(deal),
});

/** The same with what is going on about it, `more`, and ids alone of what it points at. */
export function toFlatDealV1<More extends object>(
  actor: Actor,
  deal: StoredDeal,
  relations: DealRelations,
  more = {} as More,
): FlatDealV1 & More {
  const { users, persons, organizations, stages, pipelines, fields } = relations;
  const { id, creator_user_id, user_id, person_id, org_id, stage_id, title, value, currency, ...brief } =
    toDealBriefV1(deal);
  const work = relations.work.get(id) ?? idle;
  const stage = stages.get(stage_id);
  return {
    ...{ id, creator_user_id, user_id, person_id, org_id, stage_id, title, value, currency },
    archive_time: time(deal.archive_time),
    add_time: brief.add_time,
    update_time: brief.update_time,
    stage_change_time: time(deal.stage_change_time),
    active: !deal.is_deleted && deal.status === "open",
    deleted: deal.is_deleted,
    is_archived: deal.is_archived,
    status: brief.status,
    probability: brief.probability,
    ...plans(work),
    lost_reason: brief.lost_reason,
    visible_to: brief.visible_to,
    close_time: brief.close_time,
    pipeline_id: brief.pipeline_id,
    won_time: brief.won_time,
    first_won_time: time(deal.first_won_time),
    lost_time: brief.lost_time,
    ...countsOf(work),
    expected_close_date: brief.expected_close_date,
    last_incoming_mail_time: null,
    last_outgoing_mail_time: null,
    label: brief.label,
    origin: deal.origin,
    origin_id: deal.origin_id,
    channel: deal.channel,
    channel_id: deal.channel_id,
    stage_order_nr: stage?.order_nr ?? 0,
    ...namesOf(deal, relations),
    ...plansMore(work),
    ...moneyOf(deal, stage, pipelines.get(deal.pipeline_id)),
    rotten_time: rottenTime(deal, stage),
    owner_name: users.get(user_id)?.name ?? "",
    cc_email: dealMailAddress(actor, id),
    org_hidden: org_id !== null && !organizations.has(org_id),
    person_hidden: person_id !== null && !persons.has(person_id),
    ...more,
    ...unset,
    ...toWholeFlat(fields, deal.custom),
  };
}

const namesOf = ({ person_id, org_id }: StoredDeal, { persons, organizations }: DealRelations) => ({
  person_name: persons.get(person_id ?? 0)?.name ?? null,
  org_name: organizations.get(org_id ?? 0)?.name ?? null,
});

const plansMore = ({ next }: DealWork) => ({
  next_activity_subject: next?.subject ?? null,
  next_activity_type: next?.type ?? null,
  next_activity_duration: next?.duration ?? null,
  next_activity_note: next?.note ?? null,
});

/** Products would say how much comes in again and again: there are none. */
const unset = {
  ...{ acv: null, arr: null, mrr: null },
  ...{ acv_currency: null, arr_currency: null, mrr_currency: null },
};

const plans = ({ next, last }: DealWork) => ({
  next_activity_date: next?.due_date ?? null,
  next_activity_time: next?.due_time ?? null,
  next_activity_id: next?.id ?? null,
  last_activity_id: last?.id ?? null,
  last_activity_date: last?.due_date ?? null,
});

/** What is counted of a deal. There are no products, files and mail. */
export const countsOf = ({ notes, followers, participants, done, undone }: DealWork) => ({
  products_count: 0,
  files_count: 0,
  notes_count: notes,
  followers_count: followers,
  email_messages_count: 0,
  activities_count: done + undone,
  done_activities_count: done,
  undone_activities_count: undone,
  participants_count: participants,
});

const DAY_MS = 86_400_000;

/** When an open deal rots unless somebody works on it; null where its stage lets none rot. */
function rottenTime(deal: StoredDeal, stage: StoredStage | undefined): string | null {
  if (deal.status !== "open" || !stage?.is_deal_rot_enabled || stage.days_to_rotten === null) return null;
  return toSpacedTime((deal.update_time ?? deal.add_time) + stage.days_to_rotten * DAY_MS);
}

function toPerson(brief: PersonBrief | undefined): DealPersonV1 | null {
  if (!brief) return null;
  const { id: value, name, active_flag, email, phone, owner_id } = brief;
  return { active_flag, name, email, phone, owner_id, value };
}

function toOrganization(brief: OrganizationBrief | undefined): PersonOrganizationV1 | null {
  if (!brief) return null;
  const { id: value, ...organization } = brief;
  return { ...organization, value };
}

/** A deal as v1 answers it. */
function toDealV1<More extends object>(
  actor: Actor,
  deal: StoredDeal,
  relations: DealRelations,
  more = {} as More,
): DealV1 & More {
  const { users, persons, organizations } = relations;
  return {
    ...toFlatDealV1(actor, deal, relations, more),
    creator_user_id: { ...toOwnerV1(users, deal.creator_user_id), has_pic: false },
    user_id: { ...toOwnerV1(users, deal.owner_id), has_pic: false },
    person_id: toPerson(persons.get(deal.person_id ?? 0)),
    org_id: toOrganization(organizations.get(deal.org_id ?? 0)),
  };
}

/** A page of deals with what it points at. */
export const dealsV1 = (actor: Actor, deals: readonly StoredDeal[], relations: DealRelations) => ({
  items: deals.map((deal) => toDealV1(actor, deal, relations)),
  related: related(actor, deals, relations),
});

/** A deal with what it points at. */
export const dealV1 = (actor: Actor, deal: StoredDeal, relations: DealRelations) => ({
  item: toDealV1(actor, deal, relations),
  related: related(actor, [deal], relations),
});

/** A deal read alone: it tells how far it has come, and has its mail address beside it. */
export const oneDealV1 = (
  actor: Actor,
  deal: StoredDeal,
  { relations, course }: { relations: DealRelations; course: DealCourse },
) => ({
  item: toDealV1(actor, deal, relations, course),
  related: related(actor, [deal], relations),
  additional: { dropbox_email: dealMailAddress(actor, deal.id) },
});

function related(actor: Actor, deals: readonly StoredDeal[], relations: DealRelations): RelatedDealV1 {
  const stages = [...new Set(deals.map(({ stage_id }) => stage_id))].flatMap(
    (id) => relations.stages.get(id) ?? [],
  );
  const pipelines = [...new Set(deals.map(({ pipeline_id }) => pipeline_id))].flatMap(
    (id) => relations.pipelines.get(id) ?? [],
  );
  return {
    user: Object.fromEntries(relations.users),
    organization: Object.fromEntries(relations.organizations),
    person: Object.fromEntries(relations.persons),
    stage: Object.fromEntries(
      stages.map((stage) => [
        stage.id,
        toRelatedStageV1(actor, stage, relations.pipelines.get(stage.pipeline_id)),
      ]),
    ),
    pipeline: Object.fromEntries(pipelines.map((pipeline) => [pipeline.id, toPipelineV1(pipeline)])),
  };
}
