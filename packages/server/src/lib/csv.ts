import { DomainError } from "./domain-error.ts";

/** The parts of a comma separated list, without space around them or empty ones. */
export const splitCsv = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/**
 * Reads a comma separated list of ids.
 * @throws DomainError `invalid`
 */
export function parseIds(text: string, { key, max }: { key: string; max: number }): number[] {
  const ids = splitCsv(text).map((part) => (/^\d+$/.test(part) ? Number(part) : Number.NaN));
  if (ids.length <= max && ids.every((id) => Number.isSafeInteger(id))) return [...new Set(ids)];
  throw new DomainError("invalid", {
    info: `${key}: Parameter '${key}' must be up to ${max} ids, separated by commas`,
  });
}
