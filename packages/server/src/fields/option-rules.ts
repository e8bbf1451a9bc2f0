import { DomainError } from "../lib/domain-error.ts";
import type { Db } from "../storage/db.ts";
import type { Fielded } from "./field-definition.ts";
import { fieldSet } from "./fields.store.ts";

/** A built-in field that takes ids of its options, by the key it is written with. */
type Choice = { thing: Fielded; key: "channel" | "label_ids" };

/**
 * Every id must be an option of the field. While a company offers none, any id passes: whoever brings ids along from
 * an account of Pipedrive's need not define them here first.
 * @throws DomainError `invalid`
 */
export async function requireOptions(
  db: Db,
  company: number,
  { thing, key }: Choice,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const field = (await fieldSet(db, company)).of(thing).find((one) => one.key === key);
  const offered = new Set(field?.options?.map(({ id }) => id));
  const stranger = offered.size > 0 ? ids.find((id) => !offered.has(id)) : undefined;
  if (stranger === undefined) return;
  throw new DomainError("invalid", {
    info: `"${key}" ${stranger} is not an option of the field ${field?.name}`,
  });
}
