import type { Filter, FilterConditions, FilterSummary, FilterType } from "@leadfoyer/contract";
import type { FieldSet } from "../fields/field-set.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor } from "../lib/actor.ts";
import { toSpacedTime } from "../lib/clock.ts";
import type { Db } from "../storage/db.ts";
import { isEditable } from "./filter-commands.ts";
import { findField, type StoredCondition, type StoredConditions } from "./filter-conditions.ts";
import type { FilterRow } from "./filters.store.ts";

/** A filter as it is answered; `withCode`, its conditions tell the code of their field. */
export async function toFilter(db: Db, actor: Actor, row: FilterRow, withCode: boolean): Promise<Filter> {
  const fields = withCode ? await fieldSet(db, actor.company_id) : undefined;
  return { ...toSummary(actor, row), conditions: toConditions(row, fields) };
}

export function toSummary(actor: Actor, row: FilterRow): FilterSummary {
  return {
    id: row.id,
    name: row.name,
    filter_code: null,
    is_editable: isEditable(actor, row),
    active_flag: true,
    type: row.type as FilterType, // only what the contract knows is ever stored
    temporary_flag: null,
    user_id: row.owner_id,
    add_time: toSpacedTime(row.add_time),
    update_time: toSpacedTime(row.update_time),
    visible_to: String(row.visible_to) as FilterSummary["visible_to"],
    last_used_time: row.last_used_time === null ? null : toSpacedTime(row.last_used_time),
    custom_view_id: null,
  };
}

function toConditions(row: FilterRow, fields: FieldSet | undefined): FilterConditions {
  const { and, or }: StoredConditions = JSON.parse(row.conditions);
  const present = ({ object, field_id, operator, value, extra_value }: StoredCondition) => ({
    object,
    field_id: String(field_id),
    operator,
    value,
    extra_value,
    json_value_flag: false,
    ...(fields && { field_code: findField(fields, object, field_id)?.key ?? null }),
  });
  return {
    glue: "and",
    conditions: [
      { glue: "and", conditions: and.map(present) },
      { glue: "or", conditions: or.map(present) },
    ],
  };
}
