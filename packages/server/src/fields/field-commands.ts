import { randomBytes } from "node:crypto";
import type { FieldCreate, FieldEntity, FieldOptionInput, FieldUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import { LAST_BUILT_IN } from "./built-in-fields.ts";
import { type FieldDefinition, hasOptions } from "./field-definition.ts";
import { listedOptions, newOptions } from "./field-options.ts";
import type { StoredField } from "./field-set.ts";
import { fieldSet, putField } from "./fields.store.ts";

/** Most custom fields of one kind of thing: what every read of one shows must stay small. */
const MAX_FIELDS = 1_000;

const KEY_BYTES = 20;

export type FieldPlace = { entity: FieldEntity; id: number };
export type NewField = Pick<FieldCreate, "name" | "field_type"> & {
  options: FieldOptionInput[] | undefined;
  settings: StoredField["settings"];
};
export type FieldChange = Pick<FieldUpdate, "name"> & {
  options: FieldOptionInput[] | undefined;
  settings: StoredField["settings"];
};

/** Adds a custom field within a transaction and answers its id. */
async function addFieldIn(
  tx: Tx,
  actor: Actor,
  entity: FieldEntity,
  { name, field_type, options = [], settings }: NewField,
  key = randomBytes(KEY_BYTES).toString("hex"),
): Promise<number> {
  requirePermission(actor, "can_add_custom_fields");
  const { company_id, user_id } = actor;
  if ((await fieldSet(tx, company_id)).held(entity).size >= MAX_FIELDS)
    throw new DomainError("invalid", { info: `There can be no more than ${MAX_FIELDS} custom fields.` });
  if (hasOptions(field_type) && options.length === 0)
    throw new DomainError("invalid", { info: '"options" is required' });
  const id = LAST_BUILT_IN + (await nextId(tx, company_id, "field"));
  await putField(tx, company_id, {
    id,
    entity,
    key,
    name,
    field_type,
    options: hasOptions(field_type) ? await newOptions(tx, company_id, options) : null,
    settings,
    is_deleted: false,
    created_by: user_id,
    updated_by: user_id,
    add_time: tx.now,
    update_time: tx.now,
  });
  await record(tx, actor, { object: "field", objectId: id, action: "create" });
  return id;
}

export const addField = command(
  "fields.add",
  (tx, actor: Actor, { entity, input }: { entity: FieldEntity; input: NewField }) =>
    addFieldIn(tx, actor, entity, input),
);

/** @throws DomainError `field_not_found` */
async function requireField(
  tx: Tx,
  { company_id }: Actor,
  { entity, id }: FieldPlace,
): Promise<FieldDefinition> {
  const field = (await fieldSet(tx, company_id)).of(entity).find((one) => one.id === id);
  if (!field) throw new DomainError("field_not_found");
  return field;
}

/** A field as it is kept, or as it would be: a built-in one that nobody changed is not kept at all. */
export async function storedField(tx: Tx, actor: Actor, place: FieldPlace): Promise<StoredField> {
  const field = await requireField(tx, actor, place);
  const stored = (await fieldSet(tx, actor.company_id)).stored(field.id);
  const options = field.options as StoredField["options"]; // those of fields that are kept have integer ids
  return stored ?? { ...field, entity: place.entity, options, is_deleted: false };
}

/** Changes a field. Answers whether options of it are going away. */
export const changeField = command(
  "fields.change",
  async (tx, actor: Actor, { place, input }: { place: FieldPlace; input: FieldChange }): Promise<boolean> => {
    const before = await storedField(tx, actor, place);
    requirePermission(actor, "can_edit_custom_fields");
    const { name = before.name, options, settings } = input;
    if (options && !before.options)
      throw new DomainError("invalid", { info: '"options" is not allowed: this field has none' });
    const listed = options && (await listedOptions(tx, actor.company_id, before.options ?? [], options));
    const wanted: StoredField = {
      ...before,
      name,
      options: listed ?? before.options,
      settings: { ...before.settings, ...settings },
    };
    if (Object.keys(differences(before, wanted)).length === 0) return false;
    const next = { ...wanted, updated_by: actor.user_id, update_time: tx.now };
    await putField(tx, actor.company_id, next);
    const previous = differences(before, next);
    await record(tx, actor, { object: "field", objectId: place.id, action: "change", previous });
    return wanted.options?.some(({ gone }) => gone) ?? false;
  },
);
