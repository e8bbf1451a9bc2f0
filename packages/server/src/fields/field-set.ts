import type { FieldEntity, FieldOption, FieldType } from "@leadfoyer/contract";
import type { Database } from "../storage/schema.ts";
import { builtInFields, LAST_BUILT_IN } from "./built-in-fields.ts";
import { type FieldDefinition, type Fielded, type FieldSettings, isSearchable } from "./field-definition.ts";

export type FieldRow = Omit<Database["fields"], "company_id">;

/** An option as it is kept: one that is being deleted stays until no thing holds it. */
export type StoredOption = FieldOption & { id: number; gone?: true };

/** A field as it is kept. `options` holds those being deleted too. */
export type StoredField = {
  readonly id: number;
  readonly entity: FieldEntity;
  readonly key: string;
  readonly name: string;
  readonly field_type: FieldType | "visible_to";
  readonly options: readonly StoredOption[] | null;
  readonly settings: FieldSettings;
  readonly is_deleted: boolean;
  readonly created_by: number | null;
  readonly updated_by: number | null;
  readonly add_time: number;
  readonly update_time: number;
};

/** What is going away: a field, or one option of it. */
export type Leaving = { field: StoredField; option?: number | undefined };

/** The fields of a company as they were at one moment. */
export type FieldSet = {
  /** The fields of a thing, built-in ones first, then in the order of the account. None that is being deleted. */
  of(thing: Fielded): readonly FieldDefinition[];
  /** A custom field, or what was changed of a built-in one; one that is being deleted too. */
  stored(id: number): StoredField | undefined;
  /** The custom fields a thing may hold values of, by key: those being deleted are still held. */
  held(entity: FieldEntity): ReadonlyMap<string, StoredField>;
  /** The id of the deals' field whose options are a lead's channels. */
  readonly channel: number;
  /** The id of the built-in field whose options are the labels of a kind of thing. */
  labels(entity: FieldEntity): number;
  readonly all: readonly StoredField[];
};

export const fromFieldRow = ({
  field_key,
  options,
  settings,
  is_deleted,
  ...row
}: FieldRow): StoredField => ({
  ...row,
  key: field_key,
  entity: row.entity as FieldEntity, // only what the contract knows is ever stored
  field_type: row.field_type as FieldType,
  options: options === null ? null : JSON.parse(options),
  settings: JSON.parse(settings),
  is_deleted: is_deleted === 1,
});

const isCustom = ({ id }: { id: number }): boolean => id > LAST_BUILT_IN;

const placeOf = ({ settings }: StoredField): number => settings.place ?? Number.MAX_SAFE_INTEGER;

const liveOptions = (options: readonly StoredOption[] | null): readonly FieldOption[] | null =>
  options?.filter(({ gone }) => !gone) ?? null;

const toDefinition = (field: StoredField, order_nr: number): FieldDefinition => ({
  id: field.id,
  key: field.key,
  code: field.key,
  name: field.name,
  entity: field.entity,
  field_type: field.field_type,
  options: liveOptions(field.options),
  custom: true,
  order_nr,
  editable: true,
  required: false,
  searchable: isSearchable(field.field_type as FieldType), // a custom field is never `visible_to`
  sortable: true,
  settings: field.settings,
  created_by: field.created_by,
  updated_by: field.updated_by,
  add_time: field.add_time,
  update_time: field.update_time,
});

/** A built-in field as a company has it. */
function changed(field: FieldDefinition, by: StoredField | undefined): FieldDefinition {
  if (!by) return field;
  const { name, settings, updated_by, update_time } = by;
  return { ...field, name, settings, updated_by, update_time, options: liveOptions(by.options) };
}

export function createFieldSet(all: readonly StoredField[]): FieldSet {
  const byId = new Map(all.map((field) => [field.id, field]));
  const customOf = (entity: Fielded) => all.filter((field) => isCustom(field) && field.entity === entity);
  const made = new Map<Fielded, readonly FieldDefinition[]>();

  const channel = builtInFields.deal.find(({ key }) => key === "channel")?.id ?? 0;
  const changes = (field: FieldDefinition): StoredField | undefined =>
    byId.get(field.entity === "lead" && field.key === "channel" ? channel : field.id);

  function make(thing: Fielded): readonly FieldDefinition[] {
    const builtIn = builtInFields[thing].map((field) => changed(field, changes(field)));
    const custom = customOf(thing === "lead" ? "deal" : thing)
      .filter(({ is_deleted }) => !is_deleted)
      .sort((a, b) => placeOf(a) - placeOf(b) || a.id - b.id);
    return [...builtIn, ...custom.map((field, index) => toDefinition(field, builtIn.length + index + 1))];
  }

  function of(thing: Fielded): readonly FieldDefinition[] {
    const known = made.get(thing) ?? make(thing);
    made.set(thing, known);
    return known;
  }

  const held = {
    deal: new Map(customOf("deal").map((field) => [field.key, field])),
    person: new Map(customOf("person").map((field) => [field.key, field])),
    organization: new Map(customOf("organization").map((field) => [field.key, field])),
  };

  const labels = (entity: FieldEntity): number =>
    builtInFields[entity].find(({ key }) => key === "label_ids")?.id ?? 0;

  return { of, stored: (id) => byId.get(id), held: (entity) => held[entity], channel, labels, all };
}
