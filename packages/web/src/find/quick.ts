import type { FilterField } from "./fields.ts";
import type { Condition, Where } from "./where.ts";

/** A condition that a quick filter sets: by the key of a field of the lead, and how it is compared. */
export type Quick = { key: string; operator: string };

export const quick = {
  label: { key: "label_ids", operator: "contains" },
  source: { key: "source_name", operator: "=" },
  created: { key: "add_time", operator: "=" },
  createdFrom: { key: "add_time", operator: ">=" },
  createdUntil: { key: "add_time", operator: "<=" },
  valueFrom: { key: "value", operator: ">=" },
  valueUntil: { key: "value", operator: "<=" },
  unseen: { key: "was_seen", operator: "=" },
} as const satisfies Record<string, Quick>;

const idOf = ({ key }: Quick, fields: readonly FilterField[]): string | undefined => {
  const id = fields.find((field) => field.object === "lead" && field.key === key)?.id;
  return id === undefined ? undefined : String(id);
};

const isSet =
  ({ operator }: Quick, field_id: string | undefined) =>
  (condition: Condition): boolean =>
    condition.object === "lead" && condition.field_id === field_id && condition.operator === operator;

/** What a quick filter is set to. */
export const quickValue = (where: Where, one: Quick, fields: readonly FilterField[]): string | undefined =>
  where.and.find(isSet(one, idOf(one, fields)))?.value ?? undefined;

/** The conditions with a quick filter set otherwise; undefined takes it away. */
export function withQuick(
  where: Where,
  one: Quick,
  { value, fields }: { value: string | undefined; fields: readonly FilterField[] },
): Where {
  const field_id = idOf(one, fields);
  const others = where.and.filter((condition) => !isSet(one, field_id)(condition));
  if (value === undefined || field_id === undefined) return { ...where, and: others };
  return { ...where, and: [...others, { object: "lead", field_id, operator: one.operator, value }] };
}
