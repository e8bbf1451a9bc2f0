import { DomainError } from "./domain-error.ts";

export type SortDirection = "asc" | "desc";
export type SortKey<Field extends string> = { field: Field; direction: SortDirection };

/**
 * Reads `title ASC, add_time DESC`; a bare field ascends.
 * @throws DomainError `invalid` for anything but `fields` and directions.
 */
export function parseSort<Field extends string>(
  text: string | undefined,
  fields: readonly Field[],
): SortKey<Field>[] {
  const parts = (text ?? "").split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => parseKey(part, fields));
}

function parseKey<Field extends string>(part: string, fields: readonly Field[]): SortKey<Field> {
  const [name = "", direction = "asc", ...rest] = part.split(/\s+/);
  const field = fields.find((one) => one === name);
  const lower = direction.toLowerCase();
  if (field === undefined || (lower !== "asc" && lower !== "desc") || rest.length > 0) {
    throw new DomainError("invalid", {
      info: `"sort" must be a list of fields, each followed by ASC or DESC. Fields: ${fields.join(", ")}`,
    });
  }
  return { field, direction: lower };
}
