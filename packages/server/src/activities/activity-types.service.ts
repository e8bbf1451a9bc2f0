import type { ActivityType, ActivityTypeCreate, ActivityTypeUpdate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { parseIds } from "../lib/csv.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import { nextId } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import {
  findType,
  findTypeByKey,
  insertType,
  listTypes,
  type StoredType,
  toActivityType,
  updateType,
} from "./activity-types.store.ts";

const WHITE = "FFFFFF";
const MAX_IDS = 100;

/** What Pipedrive gives a new account, in this order. */
const defaultTypes = ["Call", "Meeting", "Task", "Deadline", "Email", "Lunch"];

/** Adds the types every company begins with, within the transaction that makes the company. */
export async function addDefaultTypesIn(tx: Tx, actor: Actor): Promise<void> {
  for (const name of defaultTypes) {
    const id = await nextId(tx, actor.company_id, "activity_type");
    const key = name.toLowerCase();
    await insertType(tx, actor.company_id, {
      ...blank(tx, id),
      name,
      key_string: key,
      icon_key: key,
      is_custom: 0,
    });
  }
}

const blank = ({ now }: Tx, id: number) => ({
  id,
  order_nr: id,
  color: WHITE,
  is_active: 1 as const,
  is_custom: 1 as const,
  add_time: now,
  update_time: now,
});

const addType = command(
  "activityTypes.add",
  async (tx, actor: Actor, { name, icon_key, color }: ActivityTypeCreate): Promise<ActivityType> => {
    requireAdmin(actor);
    const shade = toColor(color) ?? WHITE;
    const last = (await listTypes(tx, actor.company_id)).at(-1)?.order_nr ?? 0;
    const id = await nextId(tx, actor.company_id, "activity_type");
    const key_string = await newKey(tx, actor, { name, id });
    const type = { ...blank(tx, id), order_nr: last + 1, name, key_string, icon_key, color: shade };
    await insertType(tx, actor.company_id, type);
    await record(tx, actor, { object: "activity_type", objectId: id, action: "create" });
    return toActivityType(type);
  },
);

type Change = { id: number; input: ActivityTypeUpdate };

const changeType = command(
  "activityTypes.change",
  async (tx, actor: Actor, { id, input }: Change): Promise<ActivityType> => {
    const type = await requireType(tx, actor, id);
    const { name = type.name, icon_key = type.icon_key, order_nr = type.order_nr } = input;
    const next = { ...type, name, icon_key, order_nr, color: toColor(input.color) ?? type.color };
    return store(tx, actor, type, next);
  },
);

const deleteType = command(
  "activityTypes.remove",
  async (tx, actor: Actor, id: number): Promise<ActivityType> => {
    const type = await requireType(tx, actor, id);
    return store(tx, actor, type, { ...type, is_active: 0 });
  },
);

const deleteTypes = command(
  "activityTypes.removeMany",
  async (tx, actor: Actor, ids: number[]): Promise<{ id: number[] }> => {
    const types: StoredType[] = [];
    for (const id of ids) types.push(await requireType(tx, actor, id));
    for (const type of types) await store(tx, actor, type, { ...type, is_active: 0 });
    return { id: ids };
  },
);

/** Stores what became of a type and answers it. Activities of a deleted type keep its key. */
async function store(tx: Tx, actor: Actor, type: StoredType, wanted: StoredType): Promise<ActivityType> {
  if (Object.keys(differences(type, wanted)).length === 0) return toActivityType(type);
  const next = { ...wanted, update_time: tx.now };
  await updateType(tx, actor.company_id, next);
  const [action, previous] =
    next.is_active === 1 ? (["change", differences(type, next)] as const) : (["delete", type] as const);
  await record(tx, actor, { object: "activity_type", objectId: type.id, action, previous });
  return toActivityType(next);
}

/** A type that is not deleted, for an administrator. */
async function requireType(tx: Tx, actor: Actor, id: number): Promise<StoredType> {
  requireAdmin(actor);
  const type = await findType(tx, actor.company_id, id);
  if (type?.is_active !== 1) throw new DomainError("activity_type_not_found");
  return type;
}

function requireAdmin({ is_admin }: Actor): void {
  if (!is_admin) throw new DomainError("admin_required");
}

function toColor(color: string | null | undefined): string | undefined {
  if (!color) return undefined;
  if (/^[0-9a-f]{6}$/i.test(color)) return color;
  throw new DomainError("invalid", { info: '"color" must be six hexadecimal digits, such as FFFFFF' });
}

/** `video_call` for `Video call`; a name without Latin letters is named by its number, as is one that is taken. */
async function newKey(tx: Tx, actor: Actor, { name, id }: { name: string; id: number }): Promise<string> {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  if (slug === "") return `type_${id}`;
  return (await findTypeByKey(tx, actor.company_id, slug)) ? `${slug}_${id}` : slug;
}

/** The kinds of things people do about leads. */
export function createActivityTypeService({ storage }: { storage: Storage }) {
  return {
    list: async (actor: Actor): Promise<ActivityType[]> =>
      (await listTypes(storage.db, actor.company_id)).map(toActivityType),
    add: (actor: Actor, input: ActivityTypeCreate) => storage.run(addType, actor, input),
    change: (actor: Actor, id: number, input: ActivityTypeUpdate) =>
      storage.run(changeType, actor, { id, input }),
    remove: (actor: Actor, id: number) => storage.run(deleteType, actor, id),
    removeMany: (actor: Actor, ids: string) =>
      storage.run(deleteTypes, actor, parseIds(ids, { key: "ids", max: MAX_IDS })),
  };
}
export type ActivityTypeService = ReturnType<typeof createActivityTypeService>;
