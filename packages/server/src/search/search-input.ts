import type { Family } from "@leadfoyer/contract";
import { splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";

const SHORTEST = 2;

type TermQuery = { term: string; exact_match?: boolean };

/**
 * The term asked for, without space around it.
 * @throws DomainError `invalid` when it is too short: two characters, or one of an exact match
 */
export function readTerm({ term, exact_match = false }: TermQuery, family: Family): string {
  const trimmed = term.trim();
  const shortest = exact_match ? 1 : SHORTEST;
  if ([...trimmed].length >= shortest) return trimmed;
  refuse("term", `length must be at least ${shortest} characters long`, family);
}

/**
 * The names in a list separated by commas; all that are known when none are given.
 * @throws DomainError `invalid`
 */
export function readNames<Name extends string>(
  text: string | undefined,
  known: readonly Name[],
  { key, family, absent = known }: { key: string; family: Family; absent?: readonly Name[] },
): readonly Name[] {
  const given = splitCsv(text ?? "");
  if (given.length === 0) return absent;
  const names = known.filter((name) => given.includes(name));
  if (given.every((name) => (known as readonly string[]).includes(name))) return names;
  refuse(key, `must be one of [${known.join(", ")}]`, family);
}

function refuse(key: string, fault: string, family: Family): never {
  const info = family === "v2" ? `${key}: Parameter '${key}' ${fault}` : `"${key}" ${fault}`;
  throw new DomainError("invalid", { info });
}
