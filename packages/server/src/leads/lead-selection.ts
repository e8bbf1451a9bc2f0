import type { LeadSelection } from "@leadfoyer/contract";
import { type Clause, compile } from "../filters/clause.ts";
import type { FilterService } from "../filters/filters.service.ts";
import type { Actor } from "../lib/actor.ts";
import { fromMoment } from "../lib/clock.ts";
import { leadMatch } from "../search/lead-term.ts";
import type { Db } from "../storage/db.ts";
import type { LeadList } from "./lead-list.ts";
import type { LeadOrder } from "./lead-sort.ts";

/** The leads of a selection, as a list of them is walked: everything given narrows it further. */
export async function selectedLeads(
  { db, filters }: { db: Db; filters: FilterService },
  actor: Actor,
  selection: LeadSelection,
  order: LeadOrder,
): Promise<LeadList> {
  const { archived_status = "not_archived", updated_since, term } = selection;
  const saved = await filters.clause(actor, selection);
  const all = [
    ...(["person_id", "organization_id", "owner_id"] as const).flatMap((column) =>
      selection[column] === undefined ? [] : [equals(column, selection[column])],
    ),
    ...(term === undefined ? [] : [said(await leadMatch(db, actor, term))]),
    ...(saved ? [saved] : []),
  ];
  return {
    company: actor.company_id,
    sees: actor.sees,
    archived: archived_status,
    filter: all.length > 0 ? compile({ all }) : undefined,
    updated_since: updated_since === undefined ? undefined : fromMoment(updated_since),
    order,
  };
}

const equals = (column: string, value: number): Clause => ({
  operand: { from: "column", column },
  is: "=",
  value,
});

const said = (value: string): Clause => ({ operand: { from: "search" }, is: "matches", value });
