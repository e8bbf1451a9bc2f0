import type { Flag, JsonText, Millis } from "./columns.ts";

type OrganizationTable = {
  company_id: number;
  id: number;
  name: string;
  /** What lists by name compare. */
  name_key: string;
  owner_id: number;
  label_ids: JsonText;
  /** Values of custom fields by key, as v2 shows them. */
  custom: JsonText;
  address: JsonText | null;
  website: string | null;
  linkedin: string | null;
  industry: number | null;
  annual_revenue: number | null;
  employee_count: number | null;
  visible_to: number;
  is_deleted: Flag;
  add_time: Millis;
  /** null until the first change. */
  update_time: Millis | null;
  /** When it was made or last changed: never null, so that lists by update time can seek. */
  touch_time: Millis;
};

type PersonTable = {
  company_id: number;
  id: number;
  name: string;
  /** What lists by name compare. */
  name_key: string;
  owner_id: number;
  org_id: number | null;
  emails: JsonText;
  phones: JsonText;
  label_ids: JsonText;
  /** The rarely set members, those that hold a value: im, birthday, job_title, notes, postal_address, marketing_status. */
  extra: JsonText;
  /** Values of custom fields by key, as v2 shows them. */
  custom: JsonText;
  visible_to: number;
  is_deleted: Flag;
  add_time: Millis;
  /** null until the first change. */
  update_time: Millis | null;
  /** When it was made or last changed: never null, so that lists by update time can seek. */
  touch_time: Millis;
};

/** In SQLite, what search shows of a contact, under a number of its company and id: see `contacts/shown-place.ts`. */
type ShownTable = { place: number; id: number; name: string; owner_id: number; visible_to: number };
type OrganizationShownTable = ShownTable & { address: string | null };
/** Lists of texts. */
type PersonShownTable = ShownTable & { phones: JsonText; emails: JsonText };

export type ContactTables = {
  organizations: OrganizationTable;
  organizations_shown: OrganizationShownTable;
  persons: PersonTable;
  persons_shown: PersonShownTable;
};
