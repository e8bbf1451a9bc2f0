import { mergeLeads, previewMerge } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { MergeService } from "./merges.service.ts";

export function mergeRoutes(serve: Serve, merges: MergeService): void {
  serve(previewMerge, ({ actor, params, body }) => merges.preview(actor, params.id, body));
  serve(mergeLeads, ({ actor, params, body }) => merges.merge(actor, params.id, body));
}
