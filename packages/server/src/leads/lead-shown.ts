import type { Lead } from "@leadfoyer/contract";
import type { FlatValues } from "../fields/custom-values.ts";
import { asciiJson } from "../lib/ascii-json.ts";
import { customOf } from "./lead-values.ts";

/** Texts beside a lead that search looks into: its custom values, as it shows them, and its notes. */
export type TextsBeside = { custom: FlatValues; notes: readonly string[] };

/**
 * What search shows of a lead itself, as JSON in ASCII: the members before those of its contacts, and those behind,
 * of which `was_seen`, which not everybody asks for, is the last.
 */
export function toShown(lead: Lead) {
  const { id, title, owner_id, value, visible_to, is_archived, was_seen, person_id, organization_id } = lead;
  const { amount = null, currency = null } = value ?? {};
  const head = asciiJson({ id, type: "lead", title, owner: { id: owner_id } }).slice(1, -1);
  const money = `"value":${amount},"currency":${JSON.stringify(currency)}`;
  const tail = `${money},"visible_to":${visible_to},"is_archived":${is_archived},"was_seen":${was_seen}`;
  return { person_id, organization_id, head, tail };
}

/** What stands beside a lead, as it is kept: null where there is nothing. */
export function toTexts(lead: Lead, notes: readonly string[]): string | null {
  const custom = customOf(lead);
  if (notes.length === 0 && Object.keys(custom).length === 0) return null;
  return asciiJson({ custom, notes } satisfies TextsBeside);
}

const WITHOUT_CUSTOM = '{"custom":{},"notes":';

/** The notes, as JSON, of what stands beside a lead that holds no custom values; undefined of any other. */
export const notesAlone = (texts: string): string | undefined =>
  texts.startsWith(WITHOUT_CUSTOM) ? texts.slice(WITHOUT_CUSTOM.length, -1) : undefined;
