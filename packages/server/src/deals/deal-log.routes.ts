import { getDealChangelog, getDealParticipantsChangelog, getDealUpdates } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { DealFlowService } from "./deal-flow.service.ts";
import type { DealLogService } from "./deal-log.service.ts";

type Services = { log: DealLogService; flow: DealFlowService };

export function dealLogRoutes(serve: Serve, { log, flow }: Services): void {
  serve(getDealUpdates, ({ actor, params, query }) => flow.list(actor, params.id, query));
  serve(getDealChangelog, ({ actor, params, query }) => log.changes(actor, params.id, query));
  serve(getDealParticipantsChangelog, ({ actor, params, query }) =>
    log.participants(actor, params.id, query),
  );
}
