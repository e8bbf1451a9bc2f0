import type { Operation, UndoItem } from "@leadfoyer/contract";
import { deedsBy } from "../events/event-pages.ts";
import type { Actor } from "../lib/actor.ts";
import type { CursorPage } from "../lib/answers.ts";
import type { Clock } from "../lib/clock.ts";
import { decodeCursor, encodeCursor } from "../lib/cursor.ts";
import type { Storage } from "../storage/open.ts";
import { mayRead } from "./deeds.ts";
import { UNDO_MS } from "./journal.ts";
import { toOperation } from "./operation-answer.ts";
import { findOperation, type OperationRow, operationsOfUser } from "./operations.store.ts";
import type { OperationRunner } from "./runner.ts";
import { beginUndo } from "./undo-commands.ts";
import { deedItems, operationItems } from "./undo-items.ts";
import { undoneBy } from "./undo-whole.ts";

const DEFAULT_LIMIT = 100;

type Deps = { storage: Storage; runner: OperationRunner; clock: Clock };
type Page = { cursor?: string; limit?: number };

/** Undoing: what a person did, to one thing or to many, for {@link UNDO_MS} after. */
export function createUndoService({ storage, runner, clock }: Deps) {
  const { db } = storage;

  return {
    /** What the actor did lately, the latest first. */
    async list(actor: Actor, { cursor, limit = DEFAULT_LIMIT }: Page): Promise<CursorPage<UndoItem>> {
      const until = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor, "id", "desc").id;
      const { company_id: company, user_id: user } = actor;
      const page = { company, user, until, since: clock() - UNDO_MS, limit: limit + 1 };
      const [operations, deeds] = await Promise.all([operationsOfUser(db, page), deedsBy(db, page)]);
      const all = [
        ...(await operationItems(db, actor, operations)),
        ...(await deedItems(db, actor, deeds)),
      ].sort((a, b) => b.id - a.id);
      const shown = all.slice(0, limit).filter(({ object }) => mayRead(actor, object));
      const items = await Promise.all(shown.map((item) => undoable(company, item)));
      const next = all[limit]?.id;
      const next_cursor =
        next === undefined
          ? null
          : encodeCursor({ field: "id", fieldValue: next, sortDirection: "desc", id: next });
      return { items, next_cursor };
    },

    /** Undoes a change or an operation: at once when it is small, otherwise in the background. */
    async undo(actor: Actor, id: number, force = false): Promise<Operation> {
      const undo = await storage.run(beginUndo, actor, { id, force });
      const row = (await findOperation(db, actor.company_id, undo)) as OperationRow; // just begun
      if (row.end_time === null) runner.start(actor, undo);
      return toOperation(row);
    },
  };

  async function undoable(company: number, item: UndoItem): Promise<UndoItem> {
    const reason = item.reason ?? (await undoneBy(db, company, item.id)) ?? null;
    return { ...item, can_undo: reason === null, reason };
  }
}
export type UndoService = ReturnType<typeof createUndoService>;
