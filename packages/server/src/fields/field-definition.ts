import type { FieldEntity, FieldOption, FieldType } from "@leadfoyer/contract";

/** Whose fields can be asked for: a lead has some of its own, and the custom ones of deals; an activity no custom ones. */
export type Fielded = FieldEntity | "lead" | "activity";

/** What is kept of a field beside its name and type: where it stands, and where Pipedrive's own pages show it. */
export type FieldSettings = {
  /** Its place among the custom fields that were put in order; those without one follow, as they were made. */
  place?: number;
  add_visible?: boolean;
  description?: string;
  ui_visibility?: object;
  important_fields?: object;
  required_fields?: object;
};

/** A field of a thing, built in or custom. */
export type FieldDefinition = {
  /** No two fields of a company share one, whatever they belong to. */
  readonly id: number;
  /** What v1 calls it: 40 hexadecimal characters for a custom field. */
  readonly key: string;
  /** What v2 calls it. */
  readonly code: string;
  readonly name: string;
  readonly entity: Fielded;
  readonly field_type: FieldType | "visible_to";
  /** Of `enum` and `set`; null of the rest. */
  readonly options: readonly FieldOption[] | null;
  readonly custom: boolean;
  readonly order_nr: number;
  /** Whether callers write it. */
  readonly editable: boolean;
  readonly required: boolean;
  readonly searchable: boolean;
  readonly sortable: boolean;
  readonly settings: FieldSettings;
  readonly created_by: number | null;
  readonly updated_by: number | null;
  /** Milliseconds. */
  readonly add_time: number;
  readonly update_time: number;
};

/** Types search looks into. Source: Pipedrive's list of searchable custom fields. */
const searchableTypes = new Set<FieldType>([
  "address",
  "varchar",
  "text",
  "varchar_auto",
  "double",
  "monetary",
  "phone",
]);

export const isSearchable = (type: FieldType): boolean => searchableTypes.has(type);

/** Types whose value is one or several of the field's options. */
export const hasOptions = (type: string): boolean => type === "enum" || type === "set";
