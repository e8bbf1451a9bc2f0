import type { FieldType } from "@leadfoyer/contract";
import type { CustomValues, FieldValue } from "./custom-values.ts";
import { isSearchable } from "./field-definition.ts";
import type { StoredField } from "./field-set.ts";

/** Custom values as texts, by the key of their field: those search looks into, of fields that are to stay. */
export function customTexts(fields: Iterable<StoredField>, values: CustomValues): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { key, field_type, is_deleted } of fields) {
    const value = values[key];
    if (value === undefined || is_deleted || field_type === "visible_to") continue;
    if (isSearchable(field_type as FieldType)) texts.set(key, toText(value));
  }
  return texts;
}

/** Of a value in parts, what stands under its own key: an amount, an address in one line. */
const toText = (value: FieldValue): string =>
  String(typeof value === "object" && "value" in value ? (value.value ?? "") : value);
