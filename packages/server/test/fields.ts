import type { Field, FieldEntity, FieldType } from "@leadfoyer/contract";
import { fieldTypes } from "@leadfoyer/contract";
import type { TestApp } from "./app.ts";

const options = [{ label: "Private person" }, { label: "Company" }, { label: "Government" }];

/** Makes a custom field. */
export const addField = (
  app: TestApp,
  entity: FieldEntity,
  field_type: FieldType,
  body: object = {},
): Promise<Field & { options: { id: number; label: string }[] }> =>
  app.data("POST", `/v1/${entity}Fields`, {
    name: field_type,
    field_type,
    ...((field_type === "enum" || field_type === "set") && { options }),
    ...body,
  });

/** A field of every type. */
export async function addFields(app: TestApp, entity: FieldEntity) {
  const fields: Partial<Record<FieldType, Awaited<ReturnType<typeof addField>>>> = {};
  for (const type of fieldTypes) fields[type] = await addField(app, entity, type);
  return fields as Required<typeof fields>;
}
export type Fields = Awaited<ReturnType<typeof addFields>>;
