import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { LeadSelection } from "./inbox.ts";

/** Media types by format: a table for spreadsheets, or a line of JSON for each lead, as `getLead` answers it. */
export const exportFormats = { csv: "text/csv", ndjson: "application/x-ndjson" } as const;
type ExportFormat = keyof typeof exportFormats;

/** Query of `exportLeads`. */
export const LeadExportQuery = Type.Object({
  format: Type.Optional(
    Type.Enum(Object.keys(exportFormats) as ExportFormat[], {
      description: "`csv`, the default, or `ndjson`: a line of JSON for each lead, as `getLead` answers it",
    }),
  ),
  ...LeadSelection.properties,
});
export type LeadExportQuery = Type.Static<typeof LeadExportQuery>;

/**
 * Every lead of a selection as a file, the oldest first. It is sent as it is read, so that its size does not matter; a
 * lead that is made or changed meanwhile may be in it as it was or as it is.
 */
export const exportLeads = endpoint({
  operation: "exportLeads",
  family: "v2",
  method: "GET",
  path: "/foyer/leads/export",
  summary: "Export leads as a file",
  tag: "Inbox",
  scopes: ["leads:read", "leads:full"],
  cost: 20,
  query: LeadExportQuery,
  status: 200,
  data: Type.String(),
  file: Object.values(exportFormats),
});
