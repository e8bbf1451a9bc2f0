import type { Lead, LeadCreate, LeadUpdate } from "@leadfoyer/contract";

/** A request whose answer never came: it was carried out whole, or not at all. */
export type Doubt = { change: LeadUpdate } | { deletion: true };

export type KnownLead = {
  /** As the answer to its creation had it. */
  readonly created: Lead;
  /** As the last answer had it. */
  lead: Lead;
  /** Answers that told of a change. */
  changes: number;
  doubt?: Doubt;
};

/** What the writers were told. Only they and a settlement after a crash write in it. */
export type Ledger = {
  readonly leads: Map<string, KnownLead>;
  readonly deleted: Map<string, KnownLead>;
  /** Creations in doubt, by title: every title is used once. */
  readonly creations: Map<string, LeadCreate>;
  /** Leads written to since the last settlement, by id. */
  readonly touched: Set<string>;
  acknowledged: number;
  /** Answers of a server whose database was away. */
  unavailable: number;
  /** Connections that broke before the answer came. */
  lost: number;
  readonly problems: string[];
};

export const newLedger = (): Ledger => ({
  leads: new Map(),
  deleted: new Map(),
  creations: new Map(),
  touched: new Set(),
  acknowledged: 0,
  unavailable: 0,
  lost: 0,
  problems: [],
});

/** Members that follow from the moment of a change, not from what was asked for. */
const stamps = new Set(["update_time", "archive_time"]);

/** A lead without what a change stamps on it, as text. */
export const unstamped = (lead: Lead): string =>
  JSON.stringify(lead, (key, value) => (stamps.has(key) ? undefined : value));

/** Whether `lead` is what a creation makes. */
export function isMadeFrom(input: LeadCreate, lead: Lead): boolean {
  const isFresh = !lead.is_archived && lead.archive_time === null && lead.add_time === lead.update_time;
  return isFresh && unstamped({ ...lead, ...input }) === unstamped(lead);
}

/** Whether `after` is what a change makes of `before`. */
export function isChangedBy(change: LeadUpdate, before: Lead, after: Lead): boolean {
  if (unstamped({ ...before, ...change }) !== unstamped(after)) return false;
  if (unstamped(before) === unstamped(after)) return JSON.stringify(before) === JSON.stringify(after);
  return after.update_time > before.update_time && after.is_archived === (after.archive_time !== null);
}
