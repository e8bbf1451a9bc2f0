import type { ErrorCode } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { StoredEvent } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Db, Tx } from "../storage/db.ts";
import { before, changedSince, type DoneEvent, lacking, NOTHING, type Undone } from "./put-back.ts";

/** What becomes of a thing: undefined where it was not there, or is to go. */
type Becoming<T> = { present: T | undefined; next: T | undefined };

/** What the list of what can be undone says of a thing. */
export type Told = {
  /** The lead it belongs to. */
  lead_id: string | null;
  /** What it is called itself, if it is called anything. */
  name: string | null;
};

/** A kind of thing whose changes can be undone: all that undoing has to know of it. */
export type UndoableKind<T extends object> = {
  object: "person" | "organization" | "note" | "note_comment" | "activity" | "lead_label" | "filter";
  /** The refusal where it is gone, or out of sight. */
  missing: ErrorCode;
  /** Members that follow from others, from the time, or from who was last. */
  derived: ReadonlySet<string>;
  /** It as it is, members named as events name them, whoever may see it, and though it is marked as deleted. */
  find(tx: Tx, company: number, id: string): Promise<T | undefined>;
  /** What hangs on it that was not there when it was made. */
  hanging(tx: Tx, company: number, present: T): Promise<string[]>;
  /**
   * Whether the actor may do this, and what it points at is there. `alone`: the event is a deed of its own rather than
   * a part of what was done to leads. `moved`: what is lost by it.
   * @throws DomainError where it may not be
   */
  check(
    scene: { tx: Tx; actor: Actor },
    becoming: Becoming<T>,
    deed: { event: DoneEvent; alone: boolean; moved: readonly string[] },
  ): Promise<void>;
  /** It as it is stored after the event is undone, later than it was. */
  touched(tx: Tx, next: T, event: StoredEvent): T;
  /** Stores what becomes of it, with all that must follow. */
  put(scene: { tx: Tx; actor: Actor }, becoming: Becoming<T>, event: DoneEvent): Promise<void>;
  /** How it is told of; undefined for who may not see it. */
  tell(db: Db, actor: Actor, event: StoredEvent): Promise<Told | undefined>;
};

/** The kinds are kept in one table, where states are told apart by the name of their kind alone. */
export type AnyKind = UndoableKind<object>;
// A kind is only ever given states it has read itself.
export const anyKind = <T extends object>(kind: UndoableKind<T>): AnyKind => kind as unknown as AnyKind;

/** Undoes what an event did to a thing. */
export async function undoThing(
  kind: AnyKind,
  { tx, actor }: { tx: Tx; actor: Actor },
  event: DoneEvent,
  force: boolean,
): Promise<Undone> {
  const plan = await planOf(kind, { tx, actor }, event);
  if (!plan) return NOTHING;
  const { present, next: wanted, moved } = plan;
  const alone = event.alone ?? false;
  const told = alone ? moved : moved.slice(0, 1).map(() => `${kind.object} ${event.object_id}`);
  if (moved.length > 0 && !force) return { changed: false, moved: told };
  const next = wanted && kind.touched(tx, wanted, event);
  await kind.check({ tx, actor }, { present, next }, { event, alone, moved });
  await kind.put({ tx, actor }, { present, next }, event);
  await tellOf(kind, { tx, actor }, { present, next }, event.object_id);
  return { changed: true, moved: told };
}

type Plan = Becoming<object> & { moved: readonly string[] };

const isThere = (thing: object | undefined): boolean =>
  thing !== undefined && !("is_deleted" in thing && thing.is_deleted);

/**
 * What is to become of a thing; undefined where nothing is to be done.
 * @throws DomainError where it is gone, and was changed by a deed of its own
 */
async function planOf(
  { derived, find, hanging, missing }: AnyKind,
  { tx, actor }: { tx: Tx; actor: Actor },
  event: DoneEvent,
): Promise<Plan | undefined> {
  const present = await find(tx, actor.company_id, event.object_id);
  if (event.action === "delete")
    return isThere(present) ? undefined : { present: undefined, next: before(event), moved: [] };
  if (event.operation === undefined && !isThere(present)) throw new DomainError(missing);
  if (!present) return undefined;
  if (event.action === "create") {
    if (!isThere(present)) return undefined;
    const changed = await changedSince(tx, actor, event, { present, derived });
    const hangs = event.isFirst ? await hanging(tx, actor.company_id, present) : [];
    return { present, next: undefined, moved: [...changed, ...hangs] };
  }
  const { wanted, moved } = await lacking(tx, actor, event, { present, derived });
  return Object.keys(wanted).length === 0 ? undefined : { present, next: { ...present, ...wanted }, moved };
}

/** Undoing is a change like any other. */
async function tellOf(
  { object }: AnyKind,
  { tx, actor }: { tx: Tx; actor: Actor },
  { present, next }: Becoming<object>,
  objectId: string,
): Promise<void> {
  if (!present) return record(tx, actor, { object, objectId, action: "create" });
  if (!next) return record(tx, actor, { object, objectId, action: "delete", previous: present });
  return record(tx, actor, { object, objectId, action: "change", previous: differences(present, next) });
}
