import type {
  ConvertLead,
  DealConversion,
  IntoPreview,
  LeadConversion,
  Operation,
} from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { Storage } from "../storage/open.ts";
import { convertDeal, convertLead, convertLeadInto, mayKnow, takeBack } from "./conversion-commands.ts";
import { type ConversionRow, findConversion, type Source } from "./conversions.store.ts";
import { previewInto } from "./into-preview.ts";

type Pair = { lead_id: string; deal_id: number };

const lower = ({ lead_id, deal_id }: Pair): Pair => ({ lead_id: lead_id.toLowerCase(), deal_id });

/** From lead to deal and back: at once, whole or not at all. What came of it can be read for ever. */
export function createConversionService({ storage }: { storage: Storage }) {
  async function require(
    actor: Actor,
    source: Source,
    id: string,
    conversion: string,
  ): Promise<ConversionRow> {
    const key = { company: actor.company_id, source, id, conversion: conversion.toLowerCase() };
    const row = await findConversion(storage.db, key);
    if (row && (await mayKnow(storage.db, actor, row))) return row;
    throw new DomainError("conversion_not_found");
  }

  return {
    convertLead: async (actor: Actor, id: string, to: ConvertLead): Promise<{ conversion_id: string }> => ({
      conversion_id: await storage.run(convertLead, actor, { id: id.toLowerCase(), to }),
    }),

    convertDeal: async (actor: Actor, id: number): Promise<{ conversion_id: string }> => ({
      conversion_id: await storage.run(convertDeal, actor, id),
    }),

    convertInto: async (actor: Actor, pair: Pair): Promise<{ conversion_id: string }> => ({
      conversion_id: await storage.run(convertLeadInto, actor, lower(pair)),
    }),

    /** What a deal would get of a lead. */
    previewInto: (actor: Actor, pair: Pair): Promise<IntoPreview> =>
      previewInto(storage.db, actor, lower(pair)),

    /** What was converted is as it was, with all that hung on it. What changed since is overwritten when forced. */
    takeBack: (actor: Actor, conversion: string, force = false): Promise<Operation> =>
      storage.run(takeBack, actor, { id: conversion.toLowerCase(), force }),

    async leadStatus(actor: Actor, id: string, conversion: string): Promise<LeadConversion> {
      const row = await require(actor, "lead", id.toLowerCase(), conversion);
      return { deal_id: Number(row.target_id), conversion_id: row.id, status: "completed" };
    },

    async dealStatus(actor: Actor, id: number, conversion: string): Promise<DealConversion> {
      const row = await require(actor, "deal", `${id}`, conversion);
      return { lead_id: row.target_id, conversion_id: row.id, status: "completed" };
    },
  };
}
export type ConversionService = ReturnType<typeof createConversionService>;
