import { putNewContactValues } from "../contacts/contact-values.ts";
import type { StoredOrganization } from "../organizations/organization-changes.ts";
import { showOrganization } from "../organizations/organization-shown.store.ts";
import {
  organizationColumns,
  toValues as toOrganizationValues,
} from "../organizations/organizations.store.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { showPerson } from "../persons/person-shown.store.ts";
import { personColumns, toValues as toPersonValues } from "../persons/persons.store.ts";
import { type Db, first, type Tx } from "../storage/db.ts";
import { prepareInsertMany } from "../storage/insert-many.ts";
import { prepare } from "../storage/prepared.ts";

const anyLead = prepare((q, p: { company: number }) =>
  q.selectFrom("leads").select("seq").where("company_id", "=", p.company).limit(1),
);

const own = ["company_id", "name_key", "touch_time"] as const;
const insertOrganizationRows = prepareInsertMany("organizations", [...own, ...organizationColumns]);
const insertPersonRows = prepareInsertMany("persons", [...own, ...personColumns]);

export const hasLeads = async (db: Db, company: number): Promise<boolean> =>
  (await first(db, anyLead, { company })) !== undefined;

export async function insertOrganizations(
  tx: Tx,
  company_id: number,
  organizations: readonly StoredOrganization[],
): Promise<void> {
  const rows = organizations.map((one) => ({
    ...toOrganizationValues(company_id, one, one.add_time),
    company_id,
  }));
  await insertOrganizationRows(tx, rows);
  await putNewContactValues(tx, { company: company_id, kind: "organization" }, organizations);
  for (const one of organizations) await showOrganization(tx, company_id, one);
}

export async function insertPersons(
  tx: Tx,
  company_id: number,
  persons: readonly StoredPerson[],
): Promise<void> {
  const rows = persons.map((one) => ({ ...toPersonValues(company_id, one, one.add_time), company_id }));
  await insertPersonRows(tx, rows);
  await putNewContactValues(tx, { company: company_id, kind: "person" }, persons);
  for (const one of persons) await showPerson(tx, company_id, one);
}
