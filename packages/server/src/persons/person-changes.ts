import type { Address, MarketingStatus, Person, PersonCreate } from "@leadfoyer/contract";
import { toAddress } from "../contacts/addresses.ts";
import { toContactPoints } from "../contacts/contact-points.ts";
import { requireName } from "../contacts/names.ts";
import type { CustomInput, CustomValues } from "../fields/custom-values.ts";
import type { Actor } from "../lib/actor.ts";
import { fromMoment } from "../lib/clock.ts";
import { differences } from "../lib/differences.ts";

/** A person as it is kept. Times are milliseconds; `update_time` is null until the first change. */
export type StoredPerson = Pick<
  Person,
  "id" | "name" | "owner_id" | "org_id" | "emails" | "phones" | "label_ids" | "visible_to" | "is_deleted"
> & {
  marketing_status: MarketingStatus;
  notes: string | null;
  im: Person["emails"];
  birthday: string | null;
  job_title: string | null;
  postal_address: Address | null;
  custom: CustomValues;
  add_time: number;
  update_time: number | null;
};

/** What can be written. `custom` is all that custom fields shall hold. */
export type PersonInput = Omit<Partial<PersonCreate>, "custom_fields"> & { custom?: CustomValues };

/** What a caller writes in either version of the API, custom fields as they came. */
export type GivenPerson = Omit<PersonInput, "custom"> & { given?: CustomInput | undefined };

const NAME_MISSING = "Name must be given.";

export function newPerson(
  actor: Actor,
  { add_time, name, ...input }: PersonInput,
  { id, now }: { id: number; now: number },
): StoredPerson {
  const blank: StoredPerson = {
    id,
    name: requireName(name, NAME_MISSING),
    owner_id: actor.user_id,
    org_id: null,
    emails: [],
    phones: [],
    label_ids: [],
    visible_to: 3,
    is_deleted: false,
    marketing_status: "no_consent",
    notes: null,
    im: [],
    birthday: null,
    job_title: null,
    postal_address: null,
    custom: {},
    add_time: add_time === undefined ? now : fromMoment(add_time),
    update_time: null,
  };
  return written(blank, input);
}

/** A person after a change, and the members that changed as they were. Undefined when nothing changes. */
export function changedPerson(
  person: StoredPerson,
  { add_time: _, ...input }: PersonInput,
  now: number,
): { next: StoredPerson; previous: Partial<StoredPerson> } | undefined {
  const wanted = written(person, input);
  if (Object.keys(differences(person, wanted)).length === 0) return undefined;
  const next = { ...wanted, update_time: later(person, now) };
  return { next, previous: differences(person, next) };
}

function written(person: StoredPerson, input: Omit<PersonInput, "add_time">): StoredPerson {
  const { name, emails, phones, im, label_ids, postal_address, ...rest } = input;
  return {
    ...person,
    ...rest,
    name: name === undefined ? person.name : requireName(name, NAME_MISSING),
    emails: emails ? toContactPoints(emails) : person.emails,
    phones: phones ? toContactPoints(phones) : person.phones,
    im: im ? toContactPoints(im) : person.im,
    label_ids: label_ids ? [...new Set(label_ids)] : person.label_ids,
    postal_address: postal_address === undefined ? person.postal_address : toAddress(postal_address),
  };
}

/** A deleted person as it is kept: marked, so that what points at it still finds it. */
export const removedPerson = (person: StoredPerson, now: number): StoredPerson => ({
  ...person,
  is_deleted: true,
  update_time: later(person, now),
});

/** A moment after the last change, even within one millisecond: whoever polls by it misses nothing. */
const later = ({ update_time }: StoredPerson, now: number): number => Math.max(now, (update_time ?? 0) + 1);
