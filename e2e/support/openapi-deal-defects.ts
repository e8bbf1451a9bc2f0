import type { Defect } from "./openapi-defects.ts";

const recorded = "live answer of POST /api/v2/deals, recorded by n8n in 2026-04";

/** Lists by cursor of deals and what belongs to them. */
export const dealLists = [
  ...["v2 getDeals", "v2 getArchivedDeals", "v2 searchDeals", "v2 getDealFollowers"],
  ...["v2 getPipelines", "v2 getStages"],
];

const nullable = [
  ...["update_time", "stage_change_time", "won_time", "lost_time", "expected_close_date"],
  ...["person_id", "org_id"],
];
const one = ["v2 addDeal", "v2 getDeal", "v2 updateDeal"];
const listed = ["v2 getDeals", "v2 getArchivedDeals"];

/** Members that are null on a deal that is open, of which nothing is known, or for which nothing is planned. */
const nullableV1 = [
  ...["person_id", "org_id", "stage_change_time", "next_activity_date", "next_activity_time", "won_time"],
  ...["first_won_time", "lost_time", "expected_close_date", "last_incoming_mail_time", "label"],
  ...["last_outgoing_mail_time", "person_name", "org_name", "next_activity_subject", "next_activity_type"],
  ...["next_activity_duration", "next_activity_note"],
];
const placeholders = ["user/USER_ID", "organization/ORGANIZATION_ID", "person/PERSON_ID"].map(
  (key) => `/related_objects/${key}`,
);
const paging = ["start", "limit", "more_items_in_collection"].map((key) => `/additional_data/${key}`);

export const dealDefects: readonly Defect[] = [
  {
    operations: ["v1 getArchivedDeals"],
    status: 200,
    pointers: placeholders,
    keyword: "required",
    why: "the schema names placeholders where ids stand",
    source: "the document's own example of getArchivedDeals",
  },
  {
    operations: one,
    status: 200,
    pointers: nullable.map((key) => `/data/${key}`),
    keyword: "type",
    why: "what an open deal does not have is null",
    source: recorded,
  },
  {
    operations: listed,
    status: 200,
    pointers: nullable.map((key) => `/data/*/${key}`),
    keyword: "type",
    why: "null in the list as in the single deal",
    source: recorded,
  },
  {
    operations: one,
    status: 200,
    pointers: ["/data/source_lead_id"],
    keyword: "required",
    why: "source_lead_id comes when include_fields asks for it",
    source: recorded,
  },
  {
    operations: listed,
    status: 200,
    pointers: ["/data/*/source_lead_id"],
    keyword: "required",
    why: "absent from the list as from the single deal",
    source: recorded,
  },
  {
    operations: ["v1 getArchivedDeals", "v1 getPipelineDeals", "v1 getStageDeals"],
    status: 200,
    pointers: nullableV1.map((key) => `/data/*/${key}`),
    keyword: "type",
    why: "what an open deal does not have is null in v1 as in v2",
    source: recorded,
  },
  {
    operations: ["v1 getDealsSummary", "v1 getArchivedDealsSummary"],
    status: 200,
    pointers: [
      ...["value", "count", "value_converted", "value_formatted", "value_converted_formatted"].map(
        (key) => `/data/values_total/${key}`,
      ),
      ...["value", "count", "value_formatted"].map((key) => `/data/weighted_values_total/${key}`),
    ],
    keyword: "required",
    why: "sums stand under their currencies, of which the schema knows nothing",
    source: "the document's own example of getDealsSummary",
  },
  {
    operations: ["v1 getDealsTimeline", "v1 getArchivedDealsTimeline"],
    status: 200,
    pointers: ["/data"],
    keyword: "type",
    why: "there is one such object for every span of time",
    source: "live answer of GET /v1/deals/timeline, recorded by a Ruby client's tests in 2018-06",
  },
  {
    operations: ["v1 getDealUpdates"],
    status: 200,
    pointers: [...placeholders, "/related_objects/deal/DEAL_ID"],
    keyword: "required",
    why: "the schema names placeholders where ids stand",
    source: "the document's own example of getDealUpdates",
  },
  {
    operations: ["v1 getDealChangelog"],
    status: 200,
    pointers: ["/additional_data/next_cursor"],
    keyword: "type",
    why: "null after the last page",
    source: "the description of next_cursor in the schema of getDealChangelog",
  },
  {
    operations: ["v1 duplicateDeal", "v1 mergeDeals"],
    status: 200,
    pointers: nullableV1.map((key) => `/data/${key}`),
    keyword: "type",
    why: "what an open deal does not have is null in a copy as in any other",
    source: recorded,
  },
  {
    operations: [
      ...["v1 getArchivedDeals", "v1 getPipelineDeals", "v1 getStageDeals"],
      ...["v1 getDealFollowers", "v1 getDealParticipants", "v1 getDealUpdates"],
    ],
    status: 200,
    pointers: paging,
    keyword: "required",
    why: "paging is nested in additional_data.pagination",
    source: "the document's own examples of these operations",
  },
  {
    operations: ["v1 getDealParticipantsChangelog"],
    status: 200,
    pointers: paging,
    keyword: "required",
    why: "a list by cursor has a cursor and no positions",
    source: "the document's own example of getDealParticipantsChangelog",
  },
  {
    operations: ["v1 getDealParticipants"],
    status: 200,
    pointers: [
      ...["person_id/company_id", "added_by_user_id/success", "added_by_user_id/data"].map(
        (key) => `/data/*/${key}`,
      ),
      ...placeholders,
    ],
    keyword: "required",
    why: "the schema names placeholders, and an answer where a user stands",
    source: "the document's own example of getDealParticipants",
  },
  {
    operations: ["v1 addDealParticipant"],
    status: 200,
    pointers: [
      ...["person_id/company_id", "added_by_user_id/success", "added_by_user_id/data"].map(
        (key) => `/data/${key}`,
      ),
      ...["user/USER_ID", "person/PERSON_ID"].map((key) => `/related_objects/${key}`),
    ],
    keyword: "required",
    why: "the schema names placeholders, and an answer where a user stands",
    source: "the document's own example of addDealParticipant",
  },
];
