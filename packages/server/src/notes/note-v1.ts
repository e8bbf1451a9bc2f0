import type { Note } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { ShownNote } from "./note-list.store.ts";

/** A note as v1 answers it. There are no projects and tasks for it to hang on. */
export function toNoteV1(actor: Actor, { note, names }: ShownNote): Note {
  const { user_name: name, user_email: email } = names;
  return {
    id: note.id,
    user_id: note.user_id,
    deal_id: note.deal_id,
    person_id: note.person_id,
    org_id: note.org_id,
    lead_id: note.lead_id,
    project_id: null,
    task_id: null,
    content: note.content,
    add_time: toSpacedTime(note.add_time),
    update_time: toSpacedTime(note.update_time),
    active_flag: true,
    pinned_to_deal_flag: note.pinned_to_deal_flag,
    pinned_to_person_flag: note.pinned_to_person_flag,
    pinned_to_organization_flag: note.pinned_to_organization_flag,
    pinned_to_lead_flag: note.pinned_to_lead_flag,
    pinned_to_project_flag: false,
    pinned_to_task_flag: false,
    last_update_user_id: note.last_update_user_id,
    organization: names.org_name === null ? null : { name: names.org_name },
    person: names.person_name === null ? null : { name: names.person_name },
    deal: names.deal_title === null ? null : { title: names.deal_title },
    lead: names.lead_title === null ? null : { title: names.lead_title },
    user: { email, name, icon_url: null, is_you: note.user_id === actor.user_id },
  };
}
