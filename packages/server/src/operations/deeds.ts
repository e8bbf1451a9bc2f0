import type { Scope } from "@leadfoyer/contract";
import type { StoredEvent } from "../events/event-pages.ts";
import { hears } from "../events/live-kinds.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import type { OperationRow } from "./operations.store.ts";

const onLead: readonly Scope[] = ["leads:full"];
const onContact: readonly Scope[] = ["contacts:full"];
const onNote: readonly Scope[] = ["leads:full", "contacts:full", "deals:full"];

/** What can be undone of single deeds, and the scopes of which a token needs one for it: those of doing it. */
const writing: Record<string, readonly Scope[]> = {
  lead: onLead,
  lead_label: onLead,
  person: onContact,
  organization: onContact,
  note: onNote,
  note_comment: onNote,
  activity: ["activities:full"],
  filter: ["deals:full", "activities:full", "contacts:full"],
};

/** Whether a person did it, rather than that it followed from something else: that leaves `update_time` alone. */
export const isDeed = ({ object, action, previous }: StoredEvent): boolean =>
  object in writing && (action !== "change" || "update_time" in JSON.parse(previous ?? "{}"));

/** Whether a token may read what was done to a kind of thing. Pages are not told of filters as they change. */
export const mayRead = (actor: Actor, object: string): boolean => object === "filter" || hears(actor, object);

/** The kind of thing an operation is about. */
export const objectOf = ({ kind, what }: OperationRow): string =>
  kind === "import" ? "person" : (JSON.parse(what).object ?? "lead");

/**
 * Whoever undoes something writes.
 * @throws DomainError `scope_missing`
 */
export function requireWriting({ scopes }: Actor, object: string): void {
  if (scopes !== null && !scopes.some((scope) => writing[object]?.includes(scope)))
    throw new DomainError("scope_missing");
}
