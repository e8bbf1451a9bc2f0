import type { FieldEntity } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { command } from "../storage/command.ts";
import type { StoredField } from "./field-set.ts";
import { fieldSet, putField } from "./fields.store.ts";

type Order = { entity: FieldEntity; ids: number[] };

/** Puts custom fields in order; those not named follow, as they stood. Only what moves is stored. */
export const orderFields = command("fields.order", async (tx, actor: Actor, { entity, ids }: Order) => {
  const set = await fieldSet(tx, actor.company_id);
  const before = set.of(entity).flatMap(({ id, custom }) => (custom ? id : []));
  if (ids.some((id) => !before.includes(id))) throw new DomainError("field_not_found");
  requirePermission(actor, "can_edit_custom_fields");
  const wanted = [...new Set([...ids, ...before])];
  const moved = wanted.flatMap((id, place): StoredField[] => {
    const field = set.stored(id);
    return field && field.settings.place !== place
      ? [{ ...field, settings: { ...field.settings, place } }]
      : [];
  });
  if (moved.length === 0 || wanted.join() === before.join()) return;
  for (const field of moved) {
    const next = { ...field, updated_by: actor.user_id, update_time: tx.now };
    await putField(tx, actor.company_id, next);
    const previous = differences(set.stored(field.id) ?? field, next);
    await record(tx, actor, { object: "field", objectId: field.id, action: "change", previous });
  }
});
