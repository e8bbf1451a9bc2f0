import type { FieldEntity } from "@leadfoyer/contract";
import { takeFieldOffDeals } from "../deals/deal-fields.ts";
import { record } from "../events/event-log.ts";
import { takeFieldOffLeads } from "../leads/lead-fields.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { takeFieldOffOrganizations } from "../organizations/organization-fields.ts";
import { takeFieldOffPersons } from "../persons/person-fields.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { LAST_BUILT_IN } from "./built-in-fields.ts";
import type { FieldPlace } from "./field-commands.ts";
import type { StoredField } from "./field-set.ts";
import { fieldSet, leavingFields, putField, removeField } from "./fields.store.ts";

/** Values taken away in one command: a few milliseconds of the writer's time. */
const BATCH = 20;

const takers: Record<FieldEntity, typeof takeFieldOffLeads> = {
  deal: async (tx, actor, leaving, limit) =>
    (await takeFieldOffLeads(tx, actor, leaving, limit)) || takeFieldOffDeals(tx, actor, leaving, limit),
  person: takeFieldOffPersons,
  organization: takeFieldOffOrganizations,
};

async function find(
  tx: Tx,
  { company_id }: Actor,
  { entity, id }: FieldPlace,
): Promise<StoredField | undefined> {
  const field = (await fieldSet(tx, company_id)).stored(id);
  return field?.entity === entity ? field : undefined;
}

/**
 * First step of deleting a field: nobody can name it any more, no write can fill it. One that is on its way out
 * already goes on.
 */
const retire = command("fields.retire", async (tx, actor: Actor, place: FieldPlace): Promise<void> => {
  if (place.id <= LAST_BUILT_IN)
    throw new DomainError("invalid", { info: "A built-in field cannot be deleted." });
  const field = await find(tx, actor, place);
  if (!field) throw new DomainError("field_not_found");
  requirePermission(actor, "can_delete_custom_fields");
  if (field.is_deleted) return;
  const time = { updated_by: actor.user_id, update_time: tx.now };
  await putField(tx, actor.company_id, { ...field, ...time, is_deleted: true });
  await record(tx, actor, { object: "field", objectId: place.id, action: "delete", previous: field });
});

/** Takes values that are going away off a bounded number of things. Answers whether any may be left. */
async function takeSome(tx: Tx, actor: Actor, field: StoredField): Promise<boolean> {
  const take = takers[field.entity];
  if (field.is_deleted) return take(tx, actor, { field }, BATCH);
  for (const { id, gone } of field.options ?? []) {
    if (gone && (await take(tx, actor, { field, option: id }, BATCH))) return true;
  }
  return false;
}

/** Second step: values go, a few at a time, so that other writes pass between. */
const takeOffSome = command(
  "fields.takeOff",
  async (tx, actor: Actor, place: FieldPlace): Promise<boolean> => {
    const field = await find(tx, actor, place);
    return field !== undefined && takeSome(tx, actor, field);
  },
);

/** Last step: what no thing holds any more is forgotten. */
const forget = command("fields.forget", async (tx, actor: Actor, place: FieldPlace): Promise<void> => {
  const field = await find(tx, actor, place);
  if (!field) return;
  while (await takeSome(tx, actor, field));
  if (field.is_deleted) return removeField(tx, actor.company_id, field.id);
  const options = field.options?.filter(({ gone }) => !gone) ?? null;
  await putField(tx, actor.company_id, { ...field, options });
});

/** Takes away what was marked as going: the field, or options of it. Answered when nothing holds it any more. */
export async function clearAway(storage: Storage, actor: Actor, place: FieldPlace): Promise<void> {
  while (await storage.run(takeOffSome, actor, place));
  await storage.run(forget, actor, place);
}

/** Deletes a field with all its values. */
export async function deleteField(storage: Storage, actor: Actor, place: FieldPlace): Promise<void> {
  await storage.run(retire, actor, place);
  await clearAway(storage, actor, place);
}

/** Takes up again what a stopped process left half done, of any company. */
export async function resumeRemovals(storage: Storage): Promise<void> {
  for (const { actor, place } of await leavingFields(storage.db)) await clearAway(storage, actor, place);
}
