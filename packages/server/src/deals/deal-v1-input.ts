import type { DealV1Input } from "@leadfoyer/contract";
import { flatInput } from "../fields/write-values.ts";
import { splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { GivenDeal } from "./deal-changes.ts";

type Same = Pick<
  GivenDeal,
  | "title"
  | "value"
  | "person_id"
  | "org_id"
  | "pipeline_id"
  | "stage_id"
  | "expected_close_date"
  | "probability"
  | "lost_reason"
  | "is_archived"
  | "archive_time"
  | "close_time"
  | "won_time"
  | "lost_time"
  | "add_time"
  | "origin_id"
  | "channel"
  | "channel_id"
>;

/** Members v1 calls as the rules do. */
const same = [
  ...["title", "value", "person_id", "org_id", "pipeline_id", "stage_id", "expected_close_date"],
  ...["probability", "lost_reason", "is_archived", "archive_time", "close_time", "won_time", "lost_time"],
  ...["add_time", "origin_id", "channel", "channel_id"],
] as readonly (keyof Same)[];

/**
 * What a v1 body writes. To give a deleted deal another status is to bring it back.
 * @throws DomainError `invalid` for labels that are no ids.
 */
export function fromDealV1(input: DealV1Input): GivenDeal {
  const { user_id, label, currency, status, visible_to } = input;
  const members = Object.fromEntries(
    same.flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]]])),
  ) as Same;
  return {
    ...members,
    given: flatInput(input),
    ...(user_id !== undefined && { owner_id: user_id }),
    ...(label !== undefined && { label_ids: toLabels(label) }),
    ...(currency && { currency }),
    ...(status === "deleted" && { is_deleted: true }),
    ...(status !== undefined && status !== "deleted" && { status, is_deleted: false }),
    ...(visible_to !== undefined && { visible_to: Number(visible_to) as 1 | 3 | 5 | 7 }), // "1", "3", "5" or "7"
  };
}

function toLabels(label: DealV1Input["label"]): number[] {
  const given = Array.isArray(label) ? label : splitCsv(String(label ?? ""));
  const ids = given.map((id) => (/^\d+$/.test(String(id)) ? Number(id) : Number.NaN));
  if (ids.every((id) => Number.isSafeInteger(id) && id > 0)) return ids;
  throw new DomainError("invalid", { info: '"label" must be ids of labels' });
}
