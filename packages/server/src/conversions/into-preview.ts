import type { IntoPreview, Lead } from "@leadfoyer/contract";
import { activitiesOf } from "../activities/activity-moves.ts";
import type { StoredDeal } from "../deals/deal-changes.ts";
import { findParticipant } from "../deals/participants.store.ts";
import { toFlat } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import { listFollowers } from "../followers/followers.store.ts";
import { customOf } from "../leads/lead-values.ts";
import type { StoredLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { notesOf } from "../notes/note-moves.ts";
import type { Db } from "../storage/db.ts";
import { filling, otherPerson } from "./convert-into.ts";
import { namesakes } from "./labels-by-name.ts";

type Members = Readonly<Record<string, unknown>>;

/** What a deal would get of a lead, what both have otherwise, and what would come along. */
export async function previewInto(
  db: Db,
  actor: Actor,
  pair: { lead_id: string; deal_id: number },
): Promise<IntoPreview> {
  const { company_id: company } = actor;
  const { stored, deal, next } = await filling(db, actor, pair);
  const { lead } = stored;
  const held = [...(await fieldSet(db, company)).held("deal").values()];
  const flat = ({ custom, ...members }: StoredDeal): Members => ({ ...members, ...toFlat(held, custom) });
  const [before, after] = [flat(deal), flat(next)];
  return {
    deal_id: deal.id,
    changes: Object.entries(differences(before, after)).map(([field, from]) => ({
      ...{ field, from: from ?? null, to: after[field] ?? null },
    })),
    kept: keptOf(after, offered(lead)),
    ...(await labelsOf(db, company, lead, deal)),
    ...(await comingAlong(db, company, { stored, next })),
  };
}

/** What a lead has that a deal has too, by the deal's names. */
function offered(lead: Lead): Members {
  const {
    title,
    owner_id,
    visible_to,
    person_id,
    organization_id,
    expected_close_date,
    channel,
    channel_id,
  } = lead;
  return {
    ...{ title, owner_id, visible_to: Number(visible_to), value: lead.value?.amount },
    ...{ currency: lead.value?.currency, person_id, org_id: organization_id, expected_close_date },
    ...{ channel, channel_id, ...customOf(lead) },
  };
}

/** Length of the key of a custom field: the members every deal has are shorter. */
const KEY_LENGTH = 40;

/** An amount and its currency go together, and so do the parts of a custom field. */
const wholeOf = (field: string): string => (field === "currency" ? "value" : field.slice(0, KEY_LENGTH));

/** Members a lead has otherwise than a deal. */
function keptOf(deal: Members, lead: Members): IntoPreview["kept"] {
  const held = Object.keys(lead).filter((field) => (lead[field] ?? null) !== null);
  const differing = held.filter((field) => lead[field] !== (deal[field] ?? null));
  const others = new Set(differing.map(wholeOf));
  return held
    .filter((field) => others.has(wholeOf(field)))
    .map((field) => ({ field, deal: deal[field] ?? null, lead: lead[field] }));
}

async function labelsOf(db: Db, company: number, { label_ids }: Lead, deal: StoredDeal) {
  const like = await namesakes(db, company, label_ids);
  const isNew = (id: string) => {
    const label = like.get(id);
    return label !== undefined && !deal.label_ids.includes(label);
  };
  return { labels_added: label_ids.filter(isNew), labels_left: label_ids.filter((id) => !like.has(id)) };
}

async function comingAlong(
  db: Db,
  company: number,
  { stored: { lead, seq }, next }: { stored: StoredLead; next: StoredDeal },
) {
  const holder = { lead_id: lead.id };
  const person = otherPerson(lead, next);
  const [notes, activities, followers, there, known] = await Promise.all([
    notesOf(db, company, holder),
    activitiesOf(db, company, holder),
    listFollowers(db, { company, object: "lead", item: seq }),
    listFollowers(db, { company, object: "deal", item: next.id }),
    person === null ? undefined : findParticipant(db, company, { deal: next.id, person }),
  ]);
  const following = new Set(there.map(({ user_id }) => user_id));
  return {
    participant_id: known ? null : person,
    notes: notes.length,
    activities: activities.length,
    followers: followers.filter(({ user_id }) => !following.has(user_id)).length,
  };
}
