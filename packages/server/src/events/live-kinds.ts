import type { Scope } from "@leadfoyer/contract";
import type { Actor } from "../lib/actor.ts";

const onLead: readonly Scope[] = ["leads:read", "leads:full"];
const ofNotes: readonly Scope[] = [...onLead, "contacts:read", "contacts:full", "deals:read", "deals:full"];

/** What open pages are told of, and the scopes that let a token hear it. */
const kinds: Record<string, readonly Scope[]> = {
  lead: onLead,
  lead_label: onLead,
  deal: ["deals:read", "deals:full"],
  note: ofNotes,
  note_comment: ofNotes,
  activity: ["activities:read", "activities:full"],
  person: ["contacts:read", "contacts:full"],
  organization: ["contacts:read", "contacts:full"],
  field: ["deal-fields:full", "contact-fields:full", "admin"],
  user: ["users:read"],
  operation: onLead,
};

/** Whether an actor may hear of a kind of thing at all. */
export const hears = ({ scopes }: Actor, kind: string): boolean => {
  const needed = kinds[kind];
  return needed !== undefined && (scopes === null || scopes.some((scope) => needed.includes(scope)));
};
