import {
  addLead,
  deleteLead,
  getArchivedLeads,
  getLead,
  getLeads,
  getLeadUsers,
  updateLead,
} from "@leadfoyer/contract";
import { ifMatchOf } from "../http/if-match.ts";
import type { Serve } from "../http/serve.ts";
import { wordsOf } from "../http/short-cut.ts";
import type { LeadService } from "./leads.service.ts";

export function leadRoutes(serve: Serve, leads: LeadService): void {
  serve(getLeads, ({ actor, query }, { request }) =>
    leads.list(actor, query, wordsOf(request.headers, request.url, request.query as object)),
  );
  serve(getArchivedLeads, ({ actor, query }) => leads.listArchived(actor, query));
  serve(addLead, ({ actor, body }) => leads.add(actor, body));
  serve(getLead, ({ actor, params }) => leads.get(actor, params.id));
  serve(updateLead, ({ actor, params, body }, { request }) =>
    leads.change(actor, params.id, body, ifMatchOf(request)),
  );
  serve(deleteLead, ({ actor, params }, { request }) => leads.remove(actor, params.id, ifMatchOf(request)));
  serve(getLeadUsers, ({ actor, params }) => leads.permittedUsers(actor, params.id));
}
