import { getDuplicates, getLeadDuplicates } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { DuplicateService } from "./duplicates.service.ts";

export function duplicateRoutes(serve: Serve, duplicates: DuplicateService): void {
  serve(getLeadDuplicates, ({ actor, params, query }) => duplicates.list(actor, params.id, query));
  serve(getDuplicates, ({ actor, query }) => duplicates.pairs(actor, query));
}
