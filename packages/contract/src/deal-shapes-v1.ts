import * as Type from "typebox";
import { ActivityV1 } from "./activity-shapes-v1.ts";
import { ContactPoint, countersV1, OwnerV1, RelatedV1 } from "./contacts.ts";
import { flatFields } from "./fields.ts";
import { PersonOrganizationV1 } from "./persons-v1.ts";
import { Day, Id, Nullable, SpacedTime, VisibleTo } from "./scalars.ts";
import { PipelineV1, RelatedStageV1 } from "./stages-v1.ts";

const Unset = Type.Null();

/** v1 counts a deleted deal as a status of its own. */
export const StatusV1 = Type.Enum(["open", "won", "lost", "deleted"]);

const person = {
  active_flag: Type.Boolean(),
  name: Type.String(),
  email: Type.Array(ContactPoint),
  phone: Type.Array(ContactPoint),
  owner_id: Id,
};

const { has_pic: _number, ...owner } = OwnerV1.properties;

/** A user beside a deal: what is a number beside contacts is a boolean here. */
const DealUserV1 = Type.Object({ ...owner, has_pic: Type.Boolean() });

/** The person of a deal as v1 shows it. */
export const DealPersonV1 = Type.Object({ ...person, value: Id });
export type DealPersonV1 = Type.Static<typeof DealPersonV1>;

const money = {
  formatted_value: Type.String(),
  weighted_value: Type.Number({ description: "The value, as likely as it is to come" }),
  formatted_weighted_value: Type.String(),
  weighted_value_currency: Type.String(),
};

/** What a deal says after the members by which v1 shows it in one way or another. */
const members = {
  stage_id: Id,
  title: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  archive_time: Nullable(SpacedTime),
  add_time: SpacedTime,
  update_time: SpacedTime,
  stage_change_time: Nullable(SpacedTime),
  active: Type.Boolean({ description: "Whether it is open and not deleted" }),
  deleted: Type.Boolean(),
  is_archived: Type.Boolean(),
  status: StatusV1,
  probability: Nullable(Type.Number()),
  next_activity_date: Nullable(Day),
  next_activity_time: Nullable(Type.String()),
  next_activity_id: Nullable(Id),
  last_activity_id: Nullable(Id),
  last_activity_date: Nullable(Day),
  lost_reason: Nullable(Type.String()),
  visible_to: VisibleTo,
  close_time: Nullable(SpacedTime),
  pipeline_id: Id,
  won_time: Nullable(SpacedTime),
  first_won_time: Nullable(SpacedTime),
  lost_time: Nullable(SpacedTime),
  ...countersV1([
    "products_count",
    "files_count",
    "notes_count",
    "followers_count",
    "email_messages_count",
    "activities_count",
    "done_activities_count",
    "undone_activities_count",
    "participants_count",
  ]),
  expected_close_date: Nullable(Day),
  last_incoming_mail_time: Unset,
  last_outgoing_mail_time: Unset,
  label: Nullable(Type.String({ description: "Ids of labels, separated by commas" })),
  origin: Type.String(),
  origin_id: Nullable(Type.String()),
  channel: Nullable(Id),
  channel_id: Nullable(Type.String()),
  stage_order_nr: Type.Integer(),
  person_name: Nullable(Type.String()),
  org_name: Nullable(Type.String()),
  next_activity_subject: Nullable(Type.String()),
  next_activity_type: Nullable(Type.String()),
  next_activity_duration: Nullable(Type.String()),
  next_activity_note: Nullable(Type.String()),
  ...money,
  rotten_time: Nullable(SpacedTime),
  owner_name: Type.String(),
  cc_email: Type.String(),
  org_hidden: Type.Boolean({ description: "Whether it has one that the caller may not see" }),
  person_hidden: Type.Boolean(),
};

/** Products would say how much comes in again and again: there are none. */
const recurring = {
  acv: Unset,
  arr: Unset,
  mrr: Unset,
  acv_currency: Unset,
  arr_currency: Unset,
  mrr_currency: Unset,
};
const custom = flatFields(Nullable(Type.Union([Type.String(), Type.Number()])));

const pointing = {
  id: Id,
  creator_user_id: DealUserV1,
  user_id: DealUserV1,
  person_id: Nullable(DealPersonV1),
  org_id: Nullable(PersonOrganizationV1),
};

/** A deal as v1 answers it: every key, always, in this order. */
export const DealV1 = Type.Object({ ...pointing, ...members, ...recurring }, custom);
export type DealV1 = Type.Static<typeof DealV1>;

/** A span of time in parts of the calendar, as PHP tells it: `i` are minutes. */
const Span = Type.Object({
  y: Type.Integer(),
  m: Type.Integer(),
  d: Type.Integer(),
  h: Type.Integer(),
  i: Type.Integer(),
  s: Type.Integer(),
  total_seconds: Type.Integer(),
});
export type Span = Type.Static<typeof Span>;

/** What a deal says only when it is read alone. */
const course = {
  average_time_to_won: Span,
  average_stage_progress: Type.Number({
    description: "Number of the stage in which deals of the pipeline are won",
  }),
  age: Span,
  stay_in_pipeline_stages: Type.Object({
    times_in_stages: Type.Record(Type.String(), Type.Integer(), { description: "Seconds, by stage" }),
    order_of_stages: Type.Array(Id),
  }),
  last_activity: Nullable(ActivityV1),
  next_activity: Nullable(ActivityV1),
};

/** A deal as v1 answers it when it is read alone. */
export const OneDealV1 = Type.Object({ ...pointing, ...members, ...course, ...recurring }, custom);
export type OneDealV1 = Type.Static<typeof OneDealV1>;
export type DealCourse = Pick<OneDealV1, keyof typeof course>;

const flat = {
  id: Id,
  creator_user_id: Id,
  user_id: Id,
  person_id: Nullable(Id),
  org_id: Nullable(Id),
};

/** The same with bare ids, as pipelines and stages list their deals. */
export const FlatDealV1 = Type.Object({ ...flat, ...members, ...recurring }, custom);
export type FlatDealV1 = Type.Static<typeof FlatDealV1>;

/** What a deal has become that another was merged into. */
export const MergedDealV1 = Type.Object({ ...flat, ...members, merge_what_id: Id, ...recurring }, custom);

/** A deal as the collection lists it: what needs no look at anything else. */
export const DealBriefV1 = Type.Object({
  ...flat,
  stage_id: Id,
  title: Type.String(),
  value: Type.Number(),
  currency: Type.String(),
  add_time: SpacedTime,
  update_time: SpacedTime,
  status: StatusV1,
  probability: Nullable(Type.Number()),
  lost_reason: Nullable(Type.String()),
  visible_to: VisibleTo,
  close_time: Nullable(SpacedTime),
  pipeline_id: Id,
  won_time: Nullable(SpacedTime),
  lost_time: Nullable(SpacedTime),
  expected_close_date: Nullable(Day),
  label: Nullable(Type.String()),
});
export type DealBriefV1 = Type.Static<typeof DealBriefV1>;

/** What v1 deals point at, by kind and id. */
export const RelatedDealV1 = Type.Object({
  user: RelatedV1.properties.user,
  organization: RelatedV1.properties.organization,
  person: Type.Record(Type.String(), Type.Object({ id: Id, ...person })),
  stage: Type.Record(Type.String(), RelatedStageV1),
  pipeline: Type.Record(Type.String(), PipelineV1),
});
export type RelatedDealV1 = Type.Static<typeof RelatedDealV1>;
