import type { FilterConditionsInput, FilterType } from "@leadfoyer/contract";
import type { FieldSet } from "../fields/field-set.ts";
import { requireLeadLabels } from "../labels/label-rules.ts";
import type { Db } from "../storage/db.ts";
import { labelsOf, parseConditions, type StoredConditions } from "./filter-conditions.ts";

type Given = { type: FilterType; conditions: FilterConditionsInput; fields: FieldSet };

/** Conditions as they are kept, once every one is found to be good, and every label they name to be the company's. */
export async function checkConditions(
  db: Db,
  company: number,
  { type, conditions, fields }: Given,
): Promise<StoredConditions> {
  const checked = parseConditions(conditions, { type, fields });
  await requireLeadLabels(db, company, labelsOf(type, checked));
  return checked;
}
