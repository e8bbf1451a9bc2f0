import { exportFormats, type Lead, type LeadExportQuery } from "@leadfoyer/contract";
import type { LeadService } from "../leads/leads.service.ts";
import type { Actor } from "../lib/actor.ts";
import type { FileAnswer } from "../lib/answers.ts";
import type { Clock } from "../lib/clock.ts";
import { requirePermission } from "../lib/permissions.ts";
import type { Storage } from "../storage/open.ts";
import { BYTE_ORDER_MARK, csvRow } from "./csv-row.ts";
import { knownContacts, knownOfCompany } from "./known.ts";
import { leadColumns } from "./lead-columns.ts";

/** Leads read at once: others are answered in between. */
const PAGE = 200;

type Services = { storage: Storage; leads: LeadService; clock: Clock };
type Pages = AsyncGenerator<Lead[]>;

/** Leads as files: to look at in a spreadsheet, to keep, to take elsewhere. */
export function createLeadExportService({ storage: { db }, leads, clock }: Services) {
  async function* table(actor: Actor, pages: Pages): AsyncGenerator<string> {
    const { fields, ...names } = await knownOfCompany(db, actor.company_id);
    const { headings, cells, pointsAt } = leadColumns(fields);
    yield BYTE_ORDER_MARK + csvRow(headings);
    for await (const page of pages) {
      const pointed = page.map(pointsAt);
      const contacts = await knownContacts(db, actor, {
        persons: pointed.flatMap(({ persons }) => persons),
        organizations: pointed.flatMap(({ organizations }) => organizations),
      });
      yield page.map((lead) => csvRow(cells(lead, { ...names, ...contacts }))).join("");
    }
  }

  return {
    /** @throws DomainError `permission_missing` without `can_export_data_from_lists`; `invalid` for a selection that is none */
    async file(actor: Actor, { format = "csv", ...selection }: LeadExportQuery): Promise<FileAnswer> {
      requirePermission(actor, "can_export_data_from_lists");
      const pages = await leads.walk(actor, selection, PAGE);
      const day = new Date(clock()).toISOString().slice(0, 10);
      return {
        name: `leads-${day}.${format}`,
        type: exportFormats[format],
        content: format === "csv" ? table(actor, pages) : lines(pages),
      };
    },
  };
}
export type LeadExportService = ReturnType<typeof createLeadExportService>;

async function* lines(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((lead) => `${JSON.stringify(lead)}\n`).join("");
}
