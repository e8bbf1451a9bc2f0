import { type CustomValues, type FieldValue, FORMATTED, partsOf } from "./custom-values.ts";
import type { StoredField } from "./field-set.ts";

/** Values as webhooks of version 2.0 tell them: each with its type. Source: Pipedrive's guide, with samples of each. */
export const toWebhookValues = (fields: Iterable<StoredField>, values: CustomValues): object =>
  Object.fromEntries(
    [...fields].flatMap((field) => {
      const value = values[field.key];
      return value === undefined ? [] : [[field.key, told(field.field_type, value)]];
    }),
  );

const references = new Set(["enum", "user", "org", "people"]);

function told(type: string, value: FieldValue): object {
  if (Array.isArray(value)) return { values: value.map((id) => ({ id })), type };
  if (references.has(type)) return { id: value, type };
  if (typeof value !== "object") return { type, value };
  if (type === "address") return { ...toAddress(value as Record<string, unknown>), type };
  const { timezone_name: _, value: from, until, ...rest } = value as Record<string, unknown>;
  return until === undefined ? { ...rest, type, value: from } : { ...rest, from, until, type };
}

function toAddress(value: Record<string, unknown>): object {
  const named = partsOf("address").map((part) => [part, value[part] ?? ""]);
  return { ...Object.fromEntries(named), [FORMATTED]: value.value, value: value.value };
}
