import type { FieldEntity } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage, OffsetPage } from "../lib/answers.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { offsetPage } from "../lib/paging.ts";
import type { Storage } from "../storage/open.ts";
import type { FieldPlace } from "./field-commands.ts";
import type { FieldDefinition, Fielded } from "./field-definition.ts";
import { fieldSet } from "./fields.store.ts";

const DEFAULT_LIMIT = 100;

/** A field by what v2 calls it. */
export type FieldCode<E extends Fielded = FieldEntity> = { entity: E; code: string };

/** The fields there are: the half of the service that changes nothing. */
export function createFieldReading({ storage }: { storage: Storage }) {
  const definitions = async (actor: Actor, thing: Fielded): Promise<readonly FieldDefinition[]> =>
    (await fieldSet(storage.db, actor.company_id)).of(thing);

  async function find(
    actor: Actor,
    entity: Fielded,
    is: (field: FieldDefinition) => boolean,
  ): Promise<FieldDefinition> {
    const field = (await definitions(actor, entity)).find(is);
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

    /** A page of them by cursor, in the order of their ids. */
    async listByCursor(
      actor: Actor,
      entity: Fielded,
      { cursor, limit = DEFAULT_LIMIT }: { cursor?: string; limit?: number },
    ): Promise<CursorPage<FieldDefinition>> {
      const from = cursor === undefined ? 0 : decodeCursor(cursor, "id", "asc").id;
      const all = await definitions(actor, entity);
      const rest = all.filter(({ id }) => id >= from).sort((a, b) => a.id - b.id);
      const next = rest[limit];
      const at = next && { field: "id", fieldValue: next.id, sortDirection: "asc" as const, id: next.id };
      return { items: rest.slice(0, limit), next_cursor: at ? encodeCursor(at) : null };
    },

    /** @throws DomainError `field_not_found` */
    get: (actor: Actor, { entity, id }: FieldPlace) => find(actor, entity, (field) => field.id === id),

    /** @throws DomainError `field_not_found` */
    byCode: (actor: Actor, { entity, code }: FieldCode<Fielded>) =>
      find(actor, entity, (field) => field.code === code),
  };
}
