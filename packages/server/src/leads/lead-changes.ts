import type { Lead, LeadCreate, LeadUpdate } from "@leadfoyer/contract";
import type { FlatValues } from "../fields/custom-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toMsTime } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { uuidBase36 } from "../lib/uuid.ts";
import { withCustom } from "./lead-values.ts";

/** Mail sent to this address is linked to the lead. Decoded from the live service. */
const mailAddress = (actor: Actor, id: string): string =>
  `${actor.company_domain}+${actor.company_id}+lead${uuidBase36(id)}@pipedrivemail.com`;

/** A new lead, complete. */
export function newLead(actor: Actor, input: LeadCreate, { id, now }: { id: string; now: number }): Lead {
  const time = toMsTime(now);
  return linked({
    id,
    title: input.title,
    owner_id: input.owner_id ?? actor.user_id,
    creator_id: actor.user_id,
    label_ids: labelSet(input.label_ids ?? []),
    value: toValue(input.value),
    expected_close_date: input.expected_close_date ?? null,
    person_id: input.person_id ?? null,
    organization_id: input.organization_id ?? null,
    is_archived: false,
    archive_time: null,
    source_name: "API",
    source_deal_id: null,
    origin: "API",
    origin_id: input.origin_id ?? null,
    channel: input.channel ?? null,
    channel_id: input.channel_id ?? null,
    was_seen: input.was_seen ?? false,
    next_activity_id: null,
    add_time: time,
    update_time: time,
    visible_to: input.visible_to ?? "3",
    cc_email: mailAddress(actor, id),
  });
}

/**
 * A lead after a change (`custom` is all it shall hold in custom fields), and the members that changed as they were.
 * Undefined when nothing changes.
 */
export function changedLead(
  lead: Lead,
  { custom, ...input }: LeadUpdate & { custom?: FlatValues | undefined },
  now: number,
): { next: Lead; previous: Partial<Lead> } | undefined {
  const { is_archived = lead.is_archived, label_ids, value, ...rest } = input;
  const wanted: Lead = {
    ...(custom ? withCustom(lead, custom) : lead),
    ...rest,
    label_ids: label_ids ? labelSet(label_ids) : lead.label_ids,
    value: value === undefined ? lead.value : toValue(value),
    is_archived,
  };
  if (Object.keys(differences(lead, wanted)).length === 0) return undefined;
  if (lead.is_archived && is_archived) throw new DomainError("lead_archived");
  // A moment later than the last change, even within one millisecond: whoever polls by it misses nothing.
  const update_time = toMsTime(Math.max(now, Date.parse(lead.update_time) + 1));
  const archive_time = is_archived ? (lead.archive_time ?? update_time) : null;
  const next = linked({ ...wanted, archive_time, update_time });
  return { next, previous: differences(lead, next) };
}

const labelSet = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.toLowerCase()))];

const toValue = (value: Lead["value"] | undefined): Lead["value"] =>
  value ? { amount: value.amount, currency: value.currency.toUpperCase() } : null;

function linked(lead: Lead): Lead {
  if (lead.person_id !== null || lead.organization_id !== null) return lead;
  throw new DomainError("invalid", {
    info: '"value" must contain at least one of [person_id, organization_id]',
  });
}
