import type { FastifyBaseLogger } from "fastify";
import type { Serve } from "../http/serve.ts";
import type { LeadService } from "../leads/leads.service.ts";
import type { Clock } from "../lib/clock.ts";
import type { Storage } from "../storage/open.ts";
import { createBulkService } from "./bulk.service.ts";
import { createImportService } from "./imports.service.ts";
import { operationRoutes } from "./operations.routes.ts";
import { createOperationRunner } from "./runner.ts";
import { createUndoService } from "./undo.service.ts";

type Deps = { storage: Storage; leads: LeadService; clock: Clock; logger: FastifyBaseLogger };

/** Bulk changes, imports and undoing, with what gets on with them beside the answering of requests. */
export function createOperations(deps: Deps) {
  const runner = createOperationRunner(deps);
  const bulk = createBulkService({ ...deps, runner });
  const undos = createUndoService({ ...deps, runner });
  const imports = createImportService(deps);
  return {
    /** Who asks, as a part of an import. */
    within: imports.within,
    background: { start: runner.resume, stop: runner.stop },
    serve: (serve: Serve): void => operationRoutes(serve, { bulk, imports, undos }),
  };
}
