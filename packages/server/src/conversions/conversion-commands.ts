import type { ConvertLead, Operation } from "@leadfoyer/contract";
import { findDeal } from "../deals/deals.store.ts";
import { findLead } from "../leads/leads.store.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { toOperation } from "../operations/operation-answer.ts";
import { findOperation } from "../operations/operations.store.ts";
import { requireUndoable } from "../operations/undo-commands.ts";
import { undoOperation } from "../operations/undo-whole.ts";
import { command } from "../storage/command.ts";
import type { Db } from "../storage/db.ts";
import { type ConversionRow, conversionOf, lastConversionOf, type Source } from "./conversions.store.ts";
import { convertDealIn } from "./convert-deal.ts";
import { convertInto } from "./convert-into.ts";
import { convertLeadIn } from "./convert-lead.ts";

/** Whoever converted something, or sees what became of it, may know that. */
export async function mayKnow(db: Db, actor: Actor, row: ConversionRow): Promise<boolean> {
  if (row.user_id === actor.user_id || actor.sees === null) return true;
  const { target_id: id } = row;
  return (
    (row.source === "lead" ? await findDeal(db, actor, Number(id)) : await findLead(db, actor, id)) !==
    undefined
  );
}

/**
 * What was converted before: whoever asks again, or at the same time as another, is answered as the first was.
 * @throws DomainError `conversion_not_found`
 */
async function earlier(db: Db, actor: Actor, source: Source, id: string): Promise<string> {
  const row = await lastConversionOf(db, { company: actor.company_id, source, id });
  if (row && (await mayKnow(db, actor, row))) return row.id;
  throw new DomainError("conversion_not_found");
}

/** Makes a lead a deal, and answers the conversion's id. */
export const convertLead = command(
  "conversions.lead",
  async (tx, actor: Actor, { id, to }: { id: string; to: ConvertLead }): Promise<string> => {
    const stored = await findLead(tx, actor, id);
    if (!stored) return earlier(tx, actor, "lead", id);
    return (await convertLeadIn(tx, actor, stored, to)).id;
  },
);

/** Makes a deal a lead, and answers the conversion's id. */
export const convertDeal = command(
  "conversions.deal",
  async (tx, actor: Actor, id: number): Promise<string> => {
    const deal = await findDeal(tx, actor, id);
    if (!deal || deal.is_deleted) return earlier(tx, actor, "deal", `${id}`);
    return (await convertDealIn(tx, actor, deal)).id;
  },
);

/** Makes a lead a part of a deal that is there, and answers the conversion's id. */
export const convertLeadInto = command(
  "conversions.into",
  async (tx, actor: Actor, pair: { lead_id: string; deal_id: number }): Promise<string> => {
    const before = { company: actor.company_id, source: "lead", id: pair.lead_id } as const;
    const row = (await findLead(tx, actor, pair.lead_id)) ? undefined : await lastConversionOf(tx, before);
    const isSame = row?.target_id === `${pair.deal_id}` && (await mayKnow(tx, actor, row));
    return isSame ? row.id : (await convertInto(tx, actor, pair)).id;
  },
);

/**
 * Takes a conversion back, whoever made it, and answers the undo.
 * @throws DomainError `conversion_not_found`, `operation_moved_on`, `operation_undone`
 */
export const takeBack = command(
  "conversions.takeBack",
  async (tx, actor: Actor, { id, force }: { id: string; force: boolean }): Promise<Operation> => {
    const row = await conversionOf(tx, actor.company_id, id);
    const operation = row && (await findOperation(tx, actor.company_id, row.operation_id));
    if (!operation || !(await mayKnow(tx, actor, row))) throw new DomainError("conversion_not_found");
    await requireUndoable(tx, operation);
    const undo = await undoOperation(tx, actor, operation, { force });
    return toOperation((await findOperation(tx, actor.company_id, undo)) ?? operation);
  },
);
