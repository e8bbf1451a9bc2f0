import type { FieldCreate, FieldEntity, FieldUpdate } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import { parseIds } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";
import { offsetPage } from "../lib/paging.ts";
import type { Storage } from "../storage/open.ts";
import { addField, changeField, type FieldPlace } from "./field-commands.ts";
import type { FieldDefinition, Fielded } from "./field-definition.ts";
import { readOptions } from "./field-options.ts";
import { clearAway, deleteField, resumeRemovals } from "./field-removal.ts";
import { fieldSet } from "./fields.store.ts";

const MAX_IDS = 100;

/** The fields of leads, deals, persons and organizations: built-in ones, and those a company made for itself. */
export function createFieldService({ storage }: { storage: Storage }) {
  const definitions = async (actor: Actor, thing: Fielded): Promise<readonly FieldDefinition[]> =>
    (await fieldSet(storage.db, actor.company_id)).of(thing);

  async function get(actor: Actor, { entity, id }: FieldPlace): Promise<FieldDefinition> {
    const field = (await definitions(actor, entity)).find((one) => one.id === id);
    if (!field) throw new DomainError("field_not_found");
    return field;
  }

  return {
    /** Every field of a thing, built-in ones first. A lead has the custom fields of deals. */
    definitions,

    /** A page of them by position. */
    async list(
      actor: Actor,
      thing: Fielded,
      query: { start?: number; limit?: number },
    ): Promise<OffsetPage<FieldDefinition> & { items: FieldDefinition[] }> {
      const all = await definitions(actor, thing);
      const { start, limit } = offsetPage(query);
      return { items: all.slice(start, start + limit), start, limit, more: all.length > start + limit };
    },

    get,

    async add(actor: Actor, entity: FieldEntity, input: FieldCreate): Promise<FieldDefinition> {
      const { name, field_type, add_visible_flag = true } = input;
      const options = readOptions(input.options);
      const settings = { add_visible: add_visible_flag };
      const id = await storage.run(addField, actor, {
        entity,
        input: { name, field_type, options, settings },
      });
      return get(actor, { entity, id });
    },

    async change(actor: Actor, place: FieldPlace, body: FieldUpdate): Promise<FieldDefinition> {
      const { name, add_visible_flag } = body;
      const settings = add_visible_flag === undefined ? {} : { add_visible: add_visible_flag };
      const options = readOptions(body.options);
      const input = { ...(name !== undefined && { name }), options, settings };
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
        if (!custom)
          throw new DomainError("invalid", { info: `${id} is a built-in field and cannot be deleted.` });
      }
      for (const id of ids) await deleteField(storage, actor, { entity, id });
      return { id: ids };
    },

    /** Goes on with deletions that a stopped process left half done. */
    resume: (): Promise<void> => resumeRemovals(storage),
  };
}
export type FieldService = ReturnType<typeof createFieldService>;
