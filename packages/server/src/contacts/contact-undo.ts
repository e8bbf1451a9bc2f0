import type { ErrorCode, Permission } from "@leadfoyer/contract";
import type { CustomValues } from "../fields/custom-values.ts";
import { fieldSet } from "../fields/fields.store.ts";
import type { Actor, Viewer } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { before } from "../operations/put-back.ts";
import type { UndoableKind } from "../operations/undo-thing.ts";
import type { Db, Tx } from "../storage/db.ts";
import { hangingOn } from "./contact-hanging.store.ts";
import type { ContactKind } from "./contact-work.store.ts";

type Contact = {
  id: number;
  name: string;
  owner_id: number;
  visible_to: number;
  is_deleted: boolean;
  update_time: number | null;
  custom: CustomValues;
};

type Source<T extends Contact> = {
  kind: ContactKind;
  missing: ErrorCode;
  /** What permissions call the kind. */
  called: "people" | "organizations";
  mayDelete: Permission;
  find(db: Db, viewer: Viewer, id: number): Promise<T | undefined>;
  update(tx: Tx, company: number, next: T, before: T): Promise<void>;
  search: {
    reindex(tx: Tx, company: number, before: T, next: T): Promise<void>;
    indexAt(tx: Tx, company: number, id: number): Promise<void>;
    unindex(tx: Tx, company: number, id: number): Promise<void>;
  };
  requireReferences(tx: Tx, actor: Actor, next: T, before?: T): Promise<void>;
};

const later = (now: number, { update_time }: Contact): number => Math.max(now, (update_time ?? 0) + 1);

/** Whoever changed one of these may not see it any more, and may still take that back. */
const isHiding = (members: object): boolean => "owner_id" in members || "visible_to" in members;

/** How changes of persons, or of organizations, are undone. */
export function undoableContact<T extends Contact>(source: Source<T>): UndoableKind<T> {
  const { kind, missing, called, mayDelete, find, update, search, requireReferences } = source;
  const any = (db: Db, company_id: number, id: number) => find(db, { company_id, sees: null }, id);

  return {
    object: kind,
    missing,
    derived: new Set(["update_time"]),
    find: (tx, company, id) => any(tx, company, Number(id)),
    hanging: (tx, company, { id }) => hangingOn(tx, company, kind, id),

    async check({ tx, actor }, { present, next }, { event, moved }) {
      const one = next ?? present;
      if (present && !isHiding(before(event)) && !(await find(tx, actor, present.id)))
        throw new DomainError(missing);
      if (one) requireMayChange(actor, called, { before: one, next: one });
      if (!next && moved.length > 0) requirePermission(actor, mayDelete);
      if (next) await requireReferences(tx, actor, next, await any(tx, actor.company_id, next.id));
    },

    touched: (tx, contact) => ({ ...contact, update_time: later(tx.now, contact) }),

    async put({ tx, actor: { company_id: company } }, { present, next }) {
      if (present && !next) {
        const removed = { ...present, is_deleted: true, update_time: later(tx.now, present) };
        await update(tx, company, removed, present);
        return search.unindex(tx, company, present.id);
      }
      if (!next) return;
      const stored = present ?? (await any(tx, company, next.id));
      if (!stored) throw new DomainError(missing);
      const held = { ...next, custom: await known(tx, company, kind, next.custom) };
      await update(tx, company, held, stored);
      if (present) await search.reindex(tx, company, present, held);
      else await search.indexAt(tx, company, held.id);
    },

    async tell(db, actor, { object_id }) {
      const contact = await find(db, actor, Number(object_id));
      return contact && { lead_id: null, name: contact.name };
    },
  };
}

/** Values of the fields that are still there. */
async function known(
  tx: Tx,
  company: number,
  kind: ContactKind,
  custom: CustomValues,
): Promise<CustomValues> {
  const held = (await fieldSet(tx, company)).held(kind);
  return Object.fromEntries(Object.entries(custom).filter(([key]) => held.has(key)));
}
