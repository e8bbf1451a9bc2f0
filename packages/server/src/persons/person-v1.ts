import type { PersonV1, PersonV1Input, PointsV1Input, RelatedV1 } from "@leadfoyer/contract";
import { contactPlans, nothing, personCounters } from "../contacts/counters.ts";
import { companyMailAddress } from "../contacts/mail-address.ts";
import { firstChar, splitName } from "../contacts/names.ts";
import { toOwnerV1 } from "../contacts/owners.ts";
import { fromWrittenV1 } from "../contacts/written-v1.ts";
import { toWholeFlat } from "../fields/custom-values.ts";
import { flatInput } from "../fields/write-values.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { OrganizationBrief } from "../organizations/organization-briefs.ts";
import type { GivenPerson, StoredPerson } from "./person-changes.ts";
import type { PersonRelations } from "./persons.service.ts";

const toPoint = ({ value, primary, label }: StoredPerson["emails"][number]) => ({ value, primary, label });

function toOrganization(brief: OrganizationBrief | undefined): PersonV1["org_id"] {
  if (!brief) return null;
  const { id: value, ...organization } = brief;
  return { ...organization, value };
}

/** A person as v1 answers it. */
function toPersonV1(
  actor: Actor,
  person: StoredPerson,
  { owners, organizations, fields, counts: all }: PersonRelations,
): PersonV1 {
  const owner = toOwnerV1(owners, person.owner_id);
  const organization = organizations.get(person.org_id ?? 0);
  const counts = all.get(person.id) ?? nothing;
  return {
    id: person.id,
    company_id: actor.company_id,
    owner_id: owner,
    org_id: toOrganization(organization),
    name: person.name,
    ...splitName(person.name),
    ...personCounters(counts),
    active_flag: !person.is_deleted,
    phone: person.phones.map(toPoint),
    email: person.emails.map(toPoint),
    primary_email: person.emails.find(({ primary }) => primary)?.value ?? null,
    first_char: firstChar(person.name),
    update_time: toSpacedTime(person.update_time ?? person.add_time),
    add_time: toSpacedTime(person.add_time),
    visible_to: `${person.visible_to}`,
    marketing_status: person.marketing_status,
    picture_id: null,
    ...contactPlans(counts),
    last_incoming_mail_time: null,
    last_outgoing_mail_time: null,
    label: person.label_ids[0] ?? null,
    label_ids: person.label_ids,
    org_name: organization?.name ?? null,
    owner_name: owner.name,
    cc_email: companyMailAddress(actor),
    ...toWholeFlat(fields, person.custom),
  };
}

/** A page of persons with what it points at. */
export const personsV1 = (actor: Actor, persons: readonly StoredPerson[], relations: PersonRelations) => ({
  items: persons.map((person) => toPersonV1(actor, person, relations)),
  related: related(relations),
});

/** A person that was written: Pipedrive shows the owner alone beside it. */
export const writtenPersonV1 = (actor: Actor, person: StoredPerson, relations: PersonRelations) => ({
  item: toPersonV1(actor, person, relations),
  related: { user: Object.fromEntries(relations.owners) },
});

export const onePersonV1 = (actor: Actor, person: StoredPerson, relations: PersonRelations) => ({
  item: toPersonV1(actor, person, relations),
  related: related(relations),
  additional: { dropbox_email: companyMailAddress(actor) },
});

const related = ({ organizations, owners }: PersonRelations): RelatedV1 => ({
  organization: Object.fromEntries(organizations),
  user: Object.fromEntries(owners),
  picture: {},
});

/** What a v1 body writes. */
export function fromPersonV1({
  email,
  phone,
  org_id,
  marketing_status,
  ...input
}: PersonV1Input): GivenPerson {
  return {
    ...fromWrittenV1(input),
    given: flatInput(input),
    ...(org_id !== undefined && { org_id }),
    ...(marketing_status !== undefined && { marketing_status }),
    ...(email !== undefined && { emails: toPoints(email) }),
    ...(phone !== undefined && { phones: toPoints(phone) }),
  };
}

/** A text, one object or a list of either: v1 callers send all of them. */
function toPoints(input: PointsV1Input): NonNullable<GivenPerson["emails"]> {
  const given = Array.isArray(input) ? input : [input ?? ""];
  return given.map((point) =>
    typeof point === "string" ? { value: point } : { ...point, value: point.value ?? "" },
  );
}
