import type { NoteUpdate } from "@leadfoyer/contract";
import { requireDeal } from "../deals/deal-rules.ts";
import { requireKnownLead } from "../leads/lead-rules.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireOrganization } from "../organizations/organization-rules.ts";
import { requirePerson } from "../persons/person-rules.ts";
import type { Tx } from "../storage/db.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import type { NewContacts } from "./note-changes.ts";
import type { StoredNote } from "./note-row.ts";

/** Kinds of things of which there are none. */
const absent = [
  { id: "project_id", flag: "pinned_to_project_flag", kind: "project" },
  { id: "task_id", flag: "pinned_to_task_flag", kind: "task" },
] as const;

/**
 * What a note is newly to hang on must exist in its company. Answers the contacts of the lead or the deal it is newly put on.
 * @throws DomainError `invalid`, and `admin_required` when someone else's name is put under it.
 */
export async function requireNoteReferences(
  tx: Tx,
  actor: Actor,
  input: NoteUpdate,
  before?: StoredNote,
): Promise<NewContacts> {
  refuseAbsent(input);
  await requireAuthor(tx, actor, input.user_id, before?.user_id ?? actor.user_id);
  const { person_id, org_id, deal_id } = input;
  const lead_id = input.lead_id?.toLowerCase();
  if (person_id && person_id !== before?.person_id) await requirePerson(tx, actor, person_id);
  if (org_id && org_id !== before?.org_id) await requireOrganization(tx, actor, org_id, "org_id");
  const lead = lead_id && lead_id !== before?.lead_id && (await requireKnownLead(tx, actor, lead_id)).lead;
  const deal = deal_id && deal_id !== before?.deal_id && (await requireDeal(tx, actor, deal_id));
  if (lead) return { person_id: lead.person_id, org_id: lead.organization_id };
  return deal || undefined;
}

async function requireAuthor(tx: Tx, actor: Actor, author: number | undefined, now: number): Promise<void> {
  if (author === undefined || author === now) return;
  if (!actor.is_admin)
    throw new DomainError("admin_required", { info: "Only an administrator can name another author." });
  await requireActiveUser(tx, actor.company_id, author, "user_id");
}

function refuseAbsent(input: NoteUpdate): void {
  for (const { id, flag, kind } of absent) {
    const given = input[id];
    if (given)
      throw new DomainError("invalid", { info: `"${id}" ${given} is not a ${kind} of this company` });
    if (input[flag] === 1)
      throw new DomainError("invalid", { info: `"${flag}" needs "${id}": the note hangs on none` });
  }
}
