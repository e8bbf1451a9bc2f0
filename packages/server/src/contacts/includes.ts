import { splitCsv } from "../lib/csv.ts";
import { DomainError } from "../lib/domain-error.ts";

/**
 * The further members a v2 request asks for.
 * @throws DomainError `invalid`
 */
export function parseIncludes<Member extends string>(
  { include_fields = "" }: { include_fields?: string },
  known: readonly Member[],
): Member[] {
  const asked = splitCsv(include_fields);
  const members = known.filter((member) => asked.includes(member));
  if (asked.some((name) => !(known as readonly string[]).includes(name)))
    refuse("include_fields", `must be one of [${known.join(", ")}]`);
  return members;
}

function refuse(key: string, fault: string): never {
  throw new DomainError("invalid", { info: `${key}: Parameter '${key}' ${fault}` });
}
