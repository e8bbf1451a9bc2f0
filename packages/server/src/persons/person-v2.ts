import type { Person, PersonCreate, PersonInclude } from "@leadfoyer/contract";
import type { CountsById } from "../contacts/contact-counts.ts";
import { activityIds, type ContactCounts, nothing, personCounters } from "../contacts/counters.ts";
import { companyMailAddress } from "../contacts/mail-address.ts";
import { splitName } from "../contacts/names.ts";
import type { CustomView } from "../fields/custom-view.ts";
import { nestedInput } from "../fields/write-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toSecondTime } from "../lib/clock.ts";
import type { GivenPerson, StoredPerson } from "./person-changes.ts";

/** How custom fields are shown, the further members asked for, and what is counted for them. */
type View = { custom: CustomView; includes?: readonly PersonInclude[]; counts?: CountsById };

/** A person as v2 answers it. */
export const toPersonV2 = (
  actor: Actor,
  person: StoredPerson,
  { custom, includes = [], counts }: View,
): Person => ({
  id: person.id,
  name: person.name,
  ...splitName(person.name),
  add_time: toSecondTime(person.add_time),
  update_time: person.update_time === null ? null : toSecondTime(person.update_time),
  visible_to: person.visible_to,
  custom_fields: custom(person.custom),
  owner_id: person.owner_id,
  label_ids: person.label_ids,
  org_id: person.org_id,
  is_deleted: person.is_deleted,
  picture_id: null,
  phones: person.phones,
  emails: person.emails,
  ...contactSync(person),
  ...included(actor, person, { includes, counts: counts?.get(person.id) ?? nothing }),
});

/** Pipedrive sends these where contact sync is on: here, where they hold a value. */
const contactSync = ({ notes, im, birthday, job_title, postal_address }: StoredPerson) => ({
  ...(notes !== null && { notes }),
  ...(im.length > 0 && { im }),
  ...(birthday !== null && { birthday }),
  ...(job_title !== null && { job_title }),
  ...(postal_address !== null && { postal_address }),
});

function included(
  actor: Actor,
  person: StoredPerson,
  { includes, counts }: { includes: readonly PersonInclude[]; counts: ContactCounts },
): Partial<Person> {
  if (includes.length === 0) return {};
  const members: Required<Pick<Person, PersonInclude>> = {
    ...personCounters(counts),
    ...activityIds(counts),
    last_incoming_mail_time: null,
    last_outgoing_mail_time: null,
    marketing_status: person.marketing_status,
    doi_status: null,
    smart_bcc_email: companyMailAddress(actor),
  };
  return Object.fromEntries(includes.map((name) => [name, members[name]]));
}

/** What a v2 body writes. */
export const fromPersonV2 = ({ custom_fields, ...input }: Partial<PersonCreate>): GivenPerson => ({
  ...input,
  given: nestedInput(custom_fields),
});
