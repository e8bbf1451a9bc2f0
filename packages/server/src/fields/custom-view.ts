import type { FieldEntity } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import { type CustomValues, type FieldValue, toWholeNested } from "./custom-values.ts";
import type { FieldDefinition } from "./field-definition.ts";
import { fieldSet } from "./fields.store.ts";

/** Most custom fields a v2 request may name. */
const MAX_NAMED = 15;

type ViewQuery = { custom_fields?: string; include_option_labels?: boolean };

/** An option with its label, as v2 shows it when asked to. */
type Labelled = { id: number; label: string };
type Shown = FieldValue | Labelled | Labelled[] | null;

/** Shows the values of a thing as `custom_fields` of v2. */
export type CustomView = (values: CustomValues) => Record<string, Shown>;

/**
 * The custom fields of a kind of thing as a v2 request wants to see them: all, or those it names.
 * @throws DomainError `invalid` when it names too many.
 */
export async function customView(
  db: Db,
  { company_id }: Actor,
  entity: FieldEntity,
  { custom_fields, include_option_labels = false }: ViewQuery = {},
): Promise<CustomView> {
  const named = custom_fields === undefined ? undefined : splitCsv(custom_fields);
  if (named && named.length > MAX_NAMED) {
    const fault = `must name at most ${MAX_NAMED} fields`;
    throw new DomainError("invalid", { info: `custom_fields: Parameter 'custom_fields' ${fault}` });
  }
  const custom = (await customFields(db, company_id, entity)).filter(
    ({ key }) => named?.includes(key) ?? true,
  );
  if (!include_option_labels) return (values) => toWholeNested(custom, values);
  return (values) =>
    Object.fromEntries(custom.map((field) => [field.key, labelled(field, values[field.key] ?? null)]));
}

/** The custom fields of a kind of thing. */
export const customFields = async (
  db: Db,
  company: number,
  entity: FieldEntity,
): Promise<readonly FieldDefinition[]> =>
  (await fieldSet(db, company)).of(entity).filter(({ custom }) => custom);

function labelled({ field_type, options }: FieldDefinition, value: FieldValue | null): Shown {
  const withLabel = (id: number): Labelled => ({
    id,
    label: options?.find((option) => option.id === id)?.label ?? "",
  });
  if (field_type === "enum" && typeof value === "number") return withLabel(value);
  return field_type === "set" && Array.isArray(value) ? value.map(withLabel) : value;
}
