import type { Generated } from "kysely";
import type { Flag, JsonText, Millis } from "./columns.ts";

type CompanyTable = {
  id: Generated<number>;
  domain: string;
  name: string;
  add_time: Millis;
  /** What new users begin with. */
  default_currency: Generated<string>;
};

type UserTable = {
  company_id: number;
  id: number;
  name: string;
  email: string;
  is_admin: Flag;
  active: Flag;
  phone: string | null;
  locale: string;
  timezone: string;
  default_currency: string;
  password_hash: string | null;
  last_login: Millis | null;
  add_time: Millis;
  update_time: Millis;
  role_id: number;
  /** What they chose for the inbox, a JSON object: what is not in it is as their browser has it. */
  preferences: Generated<JsonText>;
};

/** Pipedrive's roles are its visibility groups: everyone is in one, and one may stand below another. */
type RoleTable = {
  company_id: number;
  id: number;
  /** null at the top. */
  parent_id: number | null;
  /** The ids of all above, a JSON array: kept beside `parent_id` so that nobody climbs a tree to see a lead. */
  ancestors: JsonText;
  name: string;
  /** The settings that were set, a JSON object. */
  settings: JsonText;
  add_time: Millis;
  update_time: Millis;
};

/** A set of permissions that was changed; the others are as the program has them. */
type PermissionSetTable = {
  company_id: number;
  app: string;
  type: string;
  /** Names of permissions, a JSON array. */
  contents: JsonText;
  update_time: Millis;
};

export type AccountTables = {
  companies: CompanyTable;
  users: UserTable;
  roles: RoleTable;
  permission_sets: PermissionSetTable;
};
