import { getBulk, listUndo, previewBulk, startBulk, startImport, stopBulk, undo } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { BulkService } from "./bulk.service.ts";
import type { ImportService } from "./imports.service.ts";
import type { UndoService } from "./undo.service.ts";

export function operationRoutes(
  serve: Serve,
  { bulk, imports, undos }: { bulk: BulkService; imports: ImportService; undos: UndoService },
): void {
  serve(startImport, ({ actor, body }) => imports.start(actor, body));
  serve(startBulk, ({ actor, body }) => bulk.start(actor, body));
  serve(previewBulk, ({ actor, body }) => bulk.preview(actor, body));
  serve(getBulk, ({ actor, params }) => bulk.get(actor, params.id));
  serve(stopBulk, ({ actor, params }) => bulk.stop(actor, params.id));
  serve(listUndo, ({ actor, query }) => undos.list(actor, query));
  serve(undo, ({ actor, params, body }) => undos.undo(actor, params.id, body.force));
}
