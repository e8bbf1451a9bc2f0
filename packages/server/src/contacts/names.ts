import { DomainError } from "../lib/domain-error.ts";
import { sortKey } from "../lib/sort-key.ts";

/**
 * A name without the space around it.
 * @throws DomainError `invalid` with `message` when nothing is left.
 */
export function requireName(name: string | undefined, message: string): string {
  const trimmed = name?.trim();
  if (!trimmed) throw new DomainError("invalid", { info: message });
  return trimmed;
}

/** Split at the last space; a single word is a first name. */
export function splitName(name: string): { first_name: string; last_name: string | null } {
  const space = name.lastIndexOf(" ");
  if (space === -1) return { first_name: name, last_name: null };
  return { first_name: name.slice(0, space).trimEnd(), last_name: name.slice(space + 1) };
}

/** The letter a name is filed under, in lower case. */
export const firstChar = (name: string): string => [...sortKey(name)][0] ?? "";
