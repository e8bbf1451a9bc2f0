import {
  type FieldEntity,
  type FieldInclude,
  type FieldV2,
  type FieldV2Create,
  type FieldV2Update,
  fieldIncludes,
} from "@leadfoyer/contract";
import { parseIncludes } from "../contacts/includes.ts";
import { partsOf } from "./custom-values.ts";
import type { FieldDefinition, FieldSettings } from "./field-definition.ts";

/** What a part is called and of which type it is; "" for the type of the first part. */
const partNames: Record<string, readonly [name: string, type: string]> = {
  currency: ["Currency of", "varchar"],
  until: ["End of", ""],
  timezone_id: ["Time zone of", "int"],
};

const firstParts: Record<string, readonly [name: string, type: string]> = {
  monetary: ["Amount of", "double"],
  daterange: ["Start of", "date"],
  time: ["Time of", "time"],
  timerange: ["Start of", "time"],
  address: ["Address of", "text"],
};

/** The parts of a value that has several; null of a plain one. */
function subfieldsOf({ field_type, name }: FieldDefinition): FieldV2["subfields"] {
  const first = firstParts[field_type];
  if (!first) return null;
  const [, firstType] = first;
  return ["value", ...partsOf(field_type)].map((part) => {
    const known = part === "value" ? first : partNames[part];
    const [words, type] = known ?? [capital(part.replaceAll("_", " ")).concat(" of"), "varchar"];
    return { field_code: part, field_name: `${words} ${name}`, field_type: type || firstType };
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const nowhere = { show: false, order: null };

/** Where a field is shown unless someone said otherwise. */
const visibility: Record<FieldEntity, object> = {
  deal: { projects_detail_visible_flag: false, show_in_pipelines: { show_in_all: true, pipeline_ids: [] } },
  person: { show_in_add_deal_dialog: nowhere },
  organization: {
    org_detail_visible_flag: true,
    person_detail_visible_flag: false,
    deal_detail_visible_flag: false,
    show_in_add_deal_dialog: nowhere,
    show_in_add_person_dialog: nowhere,
  },
};

const visibilityOf = ({ settings }: Pick<FieldDefinition, "settings">) => ({
  add_visible_flag: settings.add_visible ?? false,
  details_visible_flag: true,
});

const including = (entity: FieldEntity, { settings, required }: FieldDefinition) => ({
  ui_visibility: { ...visibilityOf({ settings }), ...visibility[entity], ...settings.ui_visibility },
  important_fields: { enabled: false, stage_ids: [], ...settings.important_fields },
  required_fields: {
    enabled: required,
    ...(entity === "deal" && { stage_ids: [], statuses: {} }),
    ...settings.required_fields,
  },
});

/** A field as v2 describes it, with the further members asked for. */
export const toFieldV2 = (
  entity: FieldEntity,
  field: FieldDefinition,
  includes: readonly FieldInclude[] = fieldIncludes,
): FieldV2 => ({ ...plain(field), ...chosen(including(entity, field), includes) });

/** The same of a field of activities, of which nothing but where it is shown is told beside. */
export const toActivityField = (field: FieldDefinition, includes: readonly "ui_visibility"[]): FieldV2 => ({
  ...plain(field),
  ...chosen({ ui_visibility: visibilityOf(field) }, includes),
});

const chosen = <M extends object>(members: M, names: readonly (keyof M)[]): Partial<M> =>
  Object.fromEntries(names.map((name) => [name, members[name]])) as Partial<M>;

function plain(field: FieldDefinition): FieldV2 {
  const { description } = field.settings;
  return {
    field_name: field.name,
    field_code: field.code,
    ...(description !== undefined && { description }),
    field_type: field.field_type,
    options: field.options && [...field.options],
    subfields: subfieldsOf(field),
    is_custom_field: field.custom,
    is_optional_response_field: false,
  };
}

/** The further members a request asks for. */
export const fieldView = (query: { include_fields?: string }): FieldInclude[] =>
  parseIncludes(query, fieldIncludes);

/** The same of a field of activities. */
export const activityView = (query: { include_fields?: string }): "ui_visibility"[] =>
  parseIncludes(query, ["ui_visibility"]);

/** What a v2 body says of a field beside its name, type and options. */
export function toSettings(
  entity: FieldEntity,
  { description, ui_visibility, important_fields, required_fields }: Partial<FieldV2Create & FieldV2Update>,
): FieldSettings {
  const { add_visible_flag: add_visible, ...shown } = ui_visibility ?? {};
  const kept = ["details_visible_flag", ...Object.keys(visibility[entity])];
  const { enabled, stage_ids } = important_fields ?? {};
  return {
    ...(add_visible !== undefined && { add_visible }),
    ...(description !== undefined && { description }),
    ...(ui_visibility && { ui_visibility: only(shown, kept) }),
    ...(important_fields && { important_fields: defined({ enabled, stage_ids }) }),
    ...(required_fields && { required_fields: only(required_fields, requiredMembers[entity]) }),
  };
}

const requiredMembers: Record<FieldEntity, readonly string[]> = {
  deal: ["enabled", "stage_ids", "statuses"],
  person: ["enabled"],
  organization: ["enabled"],
};

/** Pipedrive overlooks settings it does not know. */
const only = (settings: object, known: readonly string[]): object =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => known.includes(name)));

const defined = (settings: object): object =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
