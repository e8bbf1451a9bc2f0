import { splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";

const MAX_CUSTOM_FIELDS = 15;

type ViewQuery = { include_fields?: string; custom_fields?: string };

/**
 * The further members a v2 request asks for. Which custom fields to show is checked and makes no difference
 * as long as there are none.
 * @throws DomainError `invalid`
 */
export function parseIncludes<Member extends string>(
  { include_fields = "", custom_fields = "" }: ViewQuery,
  known: readonly Member[],
): Member[] {
  if (splitCsv(custom_fields).length > MAX_CUSTOM_FIELDS)
    refuse("custom_fields", `must name at most ${MAX_CUSTOM_FIELDS} fields`);
  const asked = splitCsv(include_fields);
  const members = known.filter((member) => asked.includes(member));
  if (asked.some((name) => !(known as readonly string[]).includes(name)))
    refuse("include_fields", `must be one of [${known.join(", ")}]`);
  return members;
}

function refuse(key: string, fault: string): never {
  throw new DomainError("invalid", { info: `${key}: Parameter '${key}' ${fault}` });
}
