import type { ImportCreate, Operation } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requirePermission } from "../lib/permissions.ts";
import { command } from "../storage/command.ts";
import type { Storage } from "../storage/open.ts";
import { beginOperation, UNDO_MS } from "./journal.ts";
import { toOperation } from "./operation-answer.ts";
import { findOperation, type OperationRow } from "./operations.store.ts";
import { undoneBy } from "./undo-whole.ts";

const begin = command("imports.begin", async (tx, actor: Actor, what: ImportCreate): Promise<number> => {
  requirePermission(actor, "can_add_leads");
  return (await beginOperation(tx, actor, { kind: "import", what, total: 0 })).operation;
});

/** Imports: what is added one by one, and belongs together. */
export function createImportService({ storage, clock }: { storage: Storage; clock: Clock }) {
  return {
    async start(actor: Actor, what: ImportCreate): Promise<Operation> {
      const id = await storage.run(begin, actor, what);
      return toOperation((await findOperation(storage.db, actor.company_id, id)) as OperationRow); // just begun
    },

    /**
     * Who asks, as a part of an import of theirs.
     * @throws DomainError `operation_not_found`, `operation_undone`
     */
    async within(actor: Actor, given: string): Promise<Actor> {
      const id = /^\d{1,15}$/.test(given) ? Number(given) : 0;
      const row = await findOperation(storage.db, actor.company_id, id);
      const isOwn = row?.kind === "import" && row.user_id === actor.user_id;
      if (!isOwn || row.add_time < clock() - UNDO_MS) throw new DomainError("operation_not_found");
      if (await undoneBy(storage.db, actor.company_id, id)) throw new DomainError("operation_undone");
      return { ...actor, operation: id };
    },
  };
}
export type ImportService = ReturnType<typeof createImportService>;
