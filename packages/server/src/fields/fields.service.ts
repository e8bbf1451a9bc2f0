import type { FieldEntity, FieldOption } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { parseIds } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { addField, changeField, type FieldChange, type FieldPlace, type NewField } from "./field-commands.ts";
import type { FieldDefinition } from "./field-definition.ts";
import { orderFields } from "./field-order.ts";
import { createFieldReading, type FieldCode } from "./field-reading.ts";
import { clearAway, deleteField, resumeRemovals } from "./field-removal.ts";
import { addOptions, renameOptions, retireOptions } from "./option-commands.ts";

const MAX_IDS = 100;

/** The fields of leads, deals, persons and organizations: built-in ones, and those a company made for itself. */
export function createFieldService({ storage }: { storage: Storage }) {
  const reading = createFieldReading({ storage });
  const { get, byCode } = reading;
  const placeOf = async (actor: Actor, at: FieldCode): Promise<FieldPlace> => ({
    entity: at.entity,
    id: (await byCode(actor, at)).id,
  });

  return {
    ...reading,

    async add(actor: Actor, entity: FieldEntity, input: NewField): Promise<FieldDefinition> {
      const id = await storage.run(addField, actor, { entity, input });
      return get(actor, { entity, id });
    },

    /** Changes a field. Answered when nothing shows an option any more that goes by it. */
    async change(actor: Actor, place: FieldPlace, input: FieldChange): Promise<FieldDefinition> {
      if (await storage.run(changeField, actor, { place, input })) await clearAway(storage, actor, place);
      return get(actor, place);
    },

    /** Deletes a field with all its values. Answered when nothing shows one any more. */
    async remove(actor: Actor, place: FieldPlace): Promise<{ id: number }> {
      await deleteField(storage, actor, place);
      return { id: place.id };
    },

    /** Deletes several. Every one must be there, and a custom field, before any goes. */
    async removeMany(actor: Actor, entity: FieldEntity, text: string): Promise<{ id: number[] }> {
      const ids = parseIds(text, { key: "ids", max: MAX_IDS });
      if (ids.length === 0) throw new DomainError("invalid", { info: '"ids" is not allowed to be empty' });
      for (const id of ids) {
        const { custom } = await get(actor, { entity, id });
        if (custom) continue;
        throw new DomainError("invalid", { info: `${id} is a built-in field and cannot be deleted.` });
      }
      for (const id of ids) await deleteField(storage, actor, { entity, id });
      return { id: ids };
    },

    /** Puts custom fields in order, and answers the order of all. */
    async order(actor: Actor, entity: FieldEntity, ids: number[]): Promise<{ ids: number[] }> {
      await storage.run(orderFields, actor, { entity, ids });
      const all = await reading.definitions(actor, entity);
      return { ids: all.filter(({ custom }) => custom).map(({ id }) => id) };
    },

    addOptions: async (actor: Actor, at: FieldCode, labels: { label: string }[]) =>
      storage.run(addOptions, actor, { place: await placeOf(actor, at), labels }),

    renameOptions: async (actor: Actor, at: FieldCode, renamed: { id: number; label: string }[]) =>
      storage.run(renameOptions, actor, { place: await placeOf(actor, at), renamed }),

    /** Deletes options. Answered when nothing shows one of them any more. */
    async removeOptions(actor: Actor, at: FieldCode, options: { id: number }[]): Promise<FieldOption[]> {
      const place = await placeOf(actor, at);
      const ids = options.map(({ id }) => id);
      const removed = await storage.run(retireOptions, actor, { place, ids });
      await clearAway(storage, actor, place);
      return removed;
    },

    /** Goes on with deletions that a stopped process left half done. */
    resume: (): Promise<void> => resumeRemovals(storage),
  };
}
export type FieldService = ReturnType<typeof createFieldService>;
