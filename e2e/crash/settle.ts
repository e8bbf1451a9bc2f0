import type { Lead } from "@leadfoyer/contract";
import { toRow } from "../../packages/server/src/leads/lead-document.ts";
import { isChangedBy, isMadeFrom, type KnownLead, type Ledger, unstamped } from "./ledger.ts";
import type { EventRow, LeadColumns, Rows } from "./rows.ts";

/**
 * Compares what the database holds with what the writers were told, and settles what they were in doubt about.
 * Everything that cannot be so goes to the ledger's problems.
 */
export function settle(ledger: Ledger, rows: Rows): void {
  const byId = new Map(rows.leads.map((row) => [row.id, row]));
  for (const known of [...ledger.leads.values()]) settleLead(ledger, known, byId.get(known.lead.id));
  for (const row of rows.leads) if (!ledger.leads.has(row.id)) adopt(ledger, row);
  ledger.creations.clear();

  const problems = [
    ...rows.faults.map((fault) => `the database finds ${JSON.stringify(fault)}`),
    ...columnProblems(rows),
    ...linkProblems(rows),
    ...eventProblems(ledger, rows.events),
  ];
  ledger.problems.push(...problems);
}

function settleLead(ledger: Ledger, known: KnownLead, row: LeadColumns | undefined): void {
  const { doubt, lead } = known;
  delete known.doubt;
  if (!row) {
    ledger.leads.delete(lead.id);
    ledger.deleted.set(lead.id, known);
    if (!(doubt && "deletion" in doubt))
      ledger.problems.push(`lead ${lead.id} is lost: ${JSON.stringify(lead)}`);
    return;
  }
  if (row.doc === toRow(lead).doc) return;
  const found: Lead = JSON.parse(row.doc);
  if (!(doubt && "change" in doubt && isChangedBy(doubt.change, lead, found))) {
    ledger.problems.push(`lead ${lead.id} was answered ${JSON.stringify(lead)} and is ${row.doc}`);
  }
  known.lead = found;
  known.changes++;
}

/** A lead no writer heard of: its creation must be one of those in doubt. */
function adopt(ledger: Ledger, row: LeadColumns): void {
  const lead: Lead = JSON.parse(row.doc);
  const input = ledger.creations.get(lead.title);
  if (!input || !isMadeFrom(input, lead)) ledger.problems.push(`nobody asked for the lead ${row.doc}`);
  ledger.creations.delete(lead.title);
  ledger.deleted.delete(lead.id);
  ledger.leads.set(lead.id, { created: lead, lead, changes: 0 });
}

function columnProblems({ leads }: Rows): string[] {
  return leads.flatMap(({ seq, company_id, ...columns }) => {
    const expected: Record<string, unknown> = toRow(JSON.parse(columns.doc));
    const differing = Object.keys(expected).filter((key) => expected[key] !== columns[key]);
    return differing.map((key) => `lead ${columns.id} has ${key} ${columns[key]} beside ${columns.doc}`);
  });
}

function linkProblems({ leads, links }: Rows): string[] {
  const linked = new Set(links.map(({ lead_seq, label_id }) => `${lead_seq} ${label_id}`));
  const worn = new Set(
    leads.flatMap(({ seq, doc }) => (JSON.parse(doc) as Lead).label_ids.map((label) => `${seq} ${label}`)),
  );
  return [
    ...[...worn].filter((label) => !linked.has(label)).map((label) => `no link for the label ${label}`),
    ...[...linked].filter((label) => !worn.has(label)).map((label) => `a link without its label: ${label}`),
  ];
}

function eventProblems({ leads, deleted }: Ledger, events: readonly EventRow[]): string[] {
  const byLead = Map.groupBy(events, ({ object_id }) => object_id);
  const strangers = [...byLead.keys()].filter((id) => !leads.has(id) && !deleted.has(id));
  return [
    ...strangers.map((id) => `events of ${id}, which never was`),
    ...[...leads.values()].flatMap((known) => historyProblem(known, byLead.get(known.lead.id), false)),
    ...[...deleted.values()].flatMap((known) => historyProblem(known, byLead.get(known.lead.id), true)),
  ];
}

/** A lead's events are its creation, its changes and nothing else; undone one by one they lead back to its beginning. */
function historyProblem(known: KnownLead, events: readonly EventRow[] = [], isDeleted: boolean): string[] {
  const changes = Array.from({ length: known.changes }, () => "change");
  const expected = ["create", ...changes, ...(isDeleted ? ["delete"] : [])].join(" ");
  const actual = events.map(({ action }) => action).join(" ");
  const undone = events.toReversed().map(({ previous }) => JSON.parse(previous ?? "{}"));
  const first: Lead = Object.assign({}, known.lead, ...undone);
  const isWhole = actual === expected && unstamped(first) === unstamped(known.created);
  return isWhole ? [] : [`events of ${known.lead.id}: "${actual}" where "${expected}" was answered`];
}
