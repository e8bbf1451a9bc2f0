import { countInbox, exportLeads, getInbox } from "@leadfoyer/contract";
import type { LeadExportService } from "../exports/lead-export.service.ts";
import type { Serve } from "../http/serve.ts";
import type { InboxService } from "./inbox.service.ts";

type Services = { inbox: InboxService; exports: LeadExportService };

export function inboxRoutes(serve: Serve, { inbox, exports }: Services): void {
  serve(getInbox, ({ actor, query }) => inbox.list(actor, query));
  serve(countInbox, ({ actor, query }) => inbox.count(actor, query));
  serve(exportLeads, ({ actor, query }) => exports.file(actor, query));
}
