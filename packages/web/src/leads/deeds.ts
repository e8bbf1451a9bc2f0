import { isApiError } from "@leadfoyer/client";
import { notifications } from "@mantine/notifications";
import { foyer } from "../api/foyer.ts";
import { queries } from "../api/queries.ts";
import { MovedOn } from "../api/take-back.ts";
import { undisturbed } from "../live/undisturbed.ts";
import { CutShort } from "./cut-short.ts";
import { refreshLists } from "./lead-cache.ts";
import { type Deed, ended } from "./operations.ts";
import { sayUndoing } from "./say-undoing.tsx";

/** Something a deed was just done to; `fields`: one of which it changed. */
export type Thing = { object: Deed["object"]; id: string | number; fields?: readonly string[] };

/** Deeds of one's own, done elsewhere, that may have come in between. */
const BETWEEN = 10;
/** Most the server lists at once. */
const MOST = 500;

const isOf = (deed: Deed, { object, id, fields }: Thing): boolean =>
  deed.can_undo &&
  deed.object === object &&
  deed.object_id === String(id) &&
  (fields === undefined || deed.fields.some((field) => fields.includes(field)));

/** Something done on this page: what it was done to, how to read what one did lately, and what was done to it next. */
type Own = { thing: Thing; listed: () => Promise<Deed[]>; later?: Own; deed?: number | undefined };

/** Of each thing, what this page did to it last. */
const latest = new Map<string, Own>();

function own(thing: Thing, listed: Own["listed"]): Own {
  const key = `${thing.object} ${thing.id}`;
  const one: Own = { thing, listed };
  const before = latest.get(key);
  if (before) before.later = one;
  latest.set(key, one);
  return one;
}

/** Which deed it was: what the server listed may have come when the same thing was changed once more. */
async function deedOf(one: Own, deeds: readonly Deed[]): Promise<number | undefined> {
  const { thing, later } = one;
  const next = later && (later.deed ?? (await deedOf(later, await later.listed())));
  one.deed ??= deeds.find((deed) => isOf(deed, thing) && (next === undefined || deed.id < next))?.id;
  return one.deed;
}

/**
 * How the deeds just done to some things are undone, one on each. Which they were is asked at once.
 * @param leave leaves what is gone by that, before anything is read anew
 */
export function undoing(things: readonly Thing[], leave?: () => Promise<void>): () => Promise<void> {
  const ask = async () => (await foyer.undo.list({ limit: Math.min(things.length + BETWEEN, MOST) })).data;
  const asked = ask();
  asked.catch(() => {}); // asked again when it is needed
  const listed = () => asked.catch(ask);
  const all = things.map((thing) => own(thing, listed));
  return async () => {
    const deeds = await listed();
    const ids = await Promise.all(all.map((one) => deedOf(one, deeds)));
    await undoDeeds(
      ids.filter((id) => id !== undefined),
      leave,
    );
  };
}

/**
 * Undoes deeds, each by its id, and shows what became of it.
 * @throws MovedOn when some of it was changed since
 */
export const undoDeeds = (ids: readonly number[], leave?: () => Promise<void>): Promise<void> =>
  undisturbed(() => undoAll(ids, leave));

async function undoAll(ids: readonly number[], leave?: () => Promise<void>): Promise<void> {
  const moved: { id: number; error: Error }[] = [];
  const refused: unknown[] = [];
  for (const id of ids)
    await undoOne(id).catch((error) => (isMoved(error) ? moved.push({ id, error }) : refused.push(error)));
  if (refused.length + moved.length === 0) await leave?.();
  await refreshUndone();
  if (refused.length > 0) throw refused[0];
  const [first] = moved;
  if (!first) return;
  throw new MovedOn(first.error, async () => {
    for (const { id } of moved) await undoOne(id, true);
    await leave?.();
    await refreshUndone();
  });
}

const MOVED_ON = "moved_on";

async function undoOne(id: number, force = false): Promise<void> {
  const undoing = await foyer.undo.run(id, { force });
  const message = `undoing-${undoing.id}`;
  const show = () => sayUndoing(message, undoing.id);
  const outcome = await ended(undoing, show).finally(() => notifications.hide(message));
  const { state, changed, refused, refusals } = outcome;
  if (state !== "done") throw new CutShort(state, changed);
  if (refused > 0) throw new Error(refusals[0]?.reason);
}

/** All of it, or some of a bulk: the rest of that is undone. */
const isMoved = (error: unknown): error is Error =>
  (error instanceof Error && error.message === MOVED_ON) ||
  (isApiError(error, 409) && (error.body as { data?: { refusals?: unknown } }).data?.refusals !== undefined);

/** What an undo may have changed, by the first word of its key. Of leads, their lists know. */
const kinds: ReadonlySet<unknown> = new Set([
  ...["notes", "activities", "person", "organization", "labels", "filters", "history", "similar"],
]);

async function refreshUndone(): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kinds.has(kind) }),
    refreshLists(),
  ]);
}
