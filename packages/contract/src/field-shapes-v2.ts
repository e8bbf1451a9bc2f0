import * as Type from "typebox";
import { FieldOption, fieldTypes, MAX_OPTIONS } from "./fields.ts";
import { Id, Name, Nullable, Text } from "./scalars.ts";

const open = { additionalProperties: true } as const;
const strict = { additionalProperties: false } as const;
const flag = Type.Optional(Type.Boolean());
const place = Type.Optional(
  Type.Object({ show: flag, order: Type.Optional(Nullable(Type.Integer())) }, open),
);
const stageIds = Type.Optional(Type.Array(Id, { maxItems: 1_000 }));

/** Where Pipedrive's pages show a field. Foyer keeps it and tells it. */
export const FieldVisibility = Type.Object(
  {
    add_visible_flag: flag,
    details_visible_flag: flag,
    projects_detail_visible_flag: flag,
    org_detail_visible_flag: flag,
    person_detail_visible_flag: flag,
    deal_detail_visible_flag: flag,
    show_in_pipelines: Type.Optional(
      Type.Object(
        { show_in_all: flag, pipeline_ids: Type.Optional(Type.Array(Id, { maxItems: 1_000 })) },
        open,
      ),
    ),
    show_in_add_deal_dialog: place,
    show_in_add_person_dialog: place,
  },
  open,
);
export type FieldVisibility = Type.Static<typeof FieldVisibility>;

/** At which stages Pipedrive's pages highlight a field. */
export const ImportantField = Type.Object({ enabled: flag, stage_ids: stageIds }, open);
export type ImportantField = Type.Static<typeof ImportantField>;

/** At which stages Pipedrive's pages insist on a field. The API does not. */
export const RequiredField = Type.Object(
  {
    enabled: flag,
    stage_ids: stageIds,
    statuses: Type.Optional(
      Type.Record(Type.String(), Type.Array(Type.Enum(["won", "lost"]), { maxItems: 2 }), {
        maxProperties: 1_000,
      }),
    ),
  },
  open,
);
export type RequiredField = Type.Static<typeof RequiredField>;

/** What `include_fields` of a v2 field request may name. */
export const fieldIncludes = ["ui_visibility", "important_fields", "required_fields"] as const;
export type FieldInclude = (typeof fieldIncludes)[number];

/** A field as v2 describes it. */
export const FieldV2 = Type.Object({
  field_name: Type.String(),
  field_code: Type.String({
    description: "The key of its values: 40 hexadecimal characters for a custom field",
  }),
  description: Type.Optional(Type.String()),
  field_type: Type.String(),
  options: Nullable(Type.Array(FieldOption)),
  subfields: Nullable(
    Type.Array(
      Type.Object({ field_code: Type.String(), field_name: Type.String(), field_type: Type.String() }),
    ),
  ),
  is_custom_field: Type.Boolean(),
  is_optional_response_field: Type.Boolean(),
  ui_visibility: Type.Optional(FieldVisibility),
  important_fields: Type.Optional(ImportantField),
  required_fields: Type.Optional(RequiredField),
});
export type FieldV2 = Type.Static<typeof FieldV2>;

const label = Name("What the option says");

const written = {
  description: Type.Optional(Text({ maxLength: 1_000 })),
  ui_visibility: Type.Optional(FieldVisibility),
  important_fields: Type.Optional(ImportantField),
  required_fields: Type.Optional(RequiredField),
};

/** What v2 takes to add a field. `enum` and `set` need options. */
export const FieldV2Create = Type.Object(
  {
    field_name: Name("The name of the field"),
    field_type: Type.Enum(fieldTypes),
    options: Type.Optional(Type.Array(Type.Object({ label }, strict), { maxItems: MAX_OPTIONS })),
    ...written,
  },
  strict,
);
export type FieldV2Create = Type.Static<typeof FieldV2Create>;

/** What v2 takes to change a field. Options have paths of their own. */
export const FieldV2Update = Type.Object(
  { field_name: Type.Optional(Name("The name of the field")), ...written },
  { ...strict, minProperties: 1 },
);
export type FieldV2Update = Type.Static<typeof FieldV2Update>;

const some = <T extends Type.TSchema>(item: T) => Type.Array(item, { minItems: 1, maxItems: MAX_OPTIONS });
export const OptionsAdded = some(Type.Object({ label }, strict));
export const OptionsChanged = some(Type.Object({ id: Id, label }, strict));
export const OptionsRemoved = some(Type.Object({ id: Id }, strict));
