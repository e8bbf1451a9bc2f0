import type { Field, FieldCreate, FieldUpdate, NoteField } from "@leadfoyer/contract";
import { toSpacedTime } from "../lib/clock.ts";
import type { FieldChange, NewField } from "./field-commands.ts";
import type { FieldDefinition } from "./field-definition.ts";
import { readOptions } from "./field-options.ts";

/** A field as v1 describes it. */
export const toFieldV1 = (field: FieldDefinition): Field => ({
  id: field.id,
  key: field.key,
  name: field.name,
  order_nr: field.order_nr,
  field_type: field.field_type,
  add_time: toSpacedTime(field.add_time),
  update_time: toSpacedTime(field.update_time),
  last_updated_by_user_id: field.updated_by,
  created_by_user_id: field.created_by,
  active_flag: true,
  edit_flag: field.custom,
  index_visible_flag: true,
  details_visible_flag: true,
  add_visible_flag: field.settings.add_visible ?? false,
  important_flag: false,
  bulk_edit_allowed: field.editable,
  searchable_flag: field.searchable,
  filtering_allowed: true,
  sortable_flag: field.sortable,
  options: field.options && [...field.options],
  mandatory_flag: field.required,
});

/** A field to add, as a v1 body describes it. */
export const fromFieldCreate = ({ name, field_type, options, ...body }: FieldCreate): NewField => ({
  name,
  field_type,
  options: readOptions(options),
  settings: { add_visible: body.add_visible_flag ?? true },
});

/** What a v1 body changes. */
export const fromFieldUpdate = ({ name, options, add_visible_flag }: FieldUpdate): FieldChange => ({
  ...(name !== undefined && { name }),
  options: readOptions(options),
  settings: add_visible_flag === undefined ? {} : { add_visible: add_visible_flag },
});

const yesNo = [
  { id: 1, label: "Yes" },
  { id: 0, label: "No" },
];

const pins = ["deal", "lead", "organization", "person", "project", "task"];

const noteField = (field: Pick<NoteField, "id" | "key" | "name" | "field_type"> & Partial<NoteField>) => ({
  active_flag: true,
  edit_flag: false,
  bulk_edit_allowed: false,
  mandatory_flag: field.key === "content",
  ...field,
});

/** The fields of a note. Pipedrive documents the first and those that pin. */
export const noteFields: readonly NoteField[] = [
  noteField({ id: 1, key: "content", name: "Content", field_type: "text" }),
  ...pins.map((thing, index) =>
    noteField({
      id: index + 2,
      key: `pinned_to_${thing}_flag`,
      name: `Note is pinned to ${thing}`,
      field_type: "enum",
      options: yesNo,
    }),
  ),
];
