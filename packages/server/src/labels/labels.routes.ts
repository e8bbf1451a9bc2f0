import { addLeadLabel, deleteLeadLabel, getLeadLabels, updateLeadLabel } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { LabelService } from "./labels.service.ts";

export function labelRoutes(serve: Serve, labels: LabelService): void {
  serve(getLeadLabels, ({ actor }) => labels.list(actor));
  serve(addLeadLabel, ({ actor, body }) => labels.add(actor, body));
  serve(updateLeadLabel, ({ actor, params, body }) => labels.change(actor, params.id, body));
  serve(deleteLeadLabel, ({ actor, params }) => labels.remove(actor, params.id));
}
