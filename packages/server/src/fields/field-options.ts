import { type FieldCreate, type FieldOptionInput, MAX_OPTIONS } from "@leadfoyer/contract";
import { DomainError } from "../lib/domain-error.ts";
import { parseJson } from "../lib/parse-json.ts";
import { nextId, reserveIds } from "../storage/counters.store.ts";
import type { Tx } from "../storage/db.ts";
import type { StoredOption } from "./field-set.ts";

const refuse = (fault: string): never => {
  throw new DomainError("invalid", { info: `"options" ${fault}` });
};

/** Options as a v1 body has them: an array, or its JSON text. */
export function readOptions(given: FieldCreate["options"]): FieldOptionInput[] | undefined {
  if (given === undefined || given === null) return undefined;
  return typeof given === "string" ? parseOptions(given) : given;
}

function parseOptions(text: string): FieldOptionInput[] {
  const options = readJson(text);
  if (!Array.isArray(options) || options.length > MAX_OPTIONS) return refuse("must be an array");
  return options.map(readOption);
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError("invalid", { info: '"options" must be an array', cause });
  }
}

function readOption(option: unknown, index: number): FieldOptionInput {
  const { id, label } = (typeof option === "object" && option !== null ? option : {}) as FieldOptionInput;
  const fits = typeof label === "string" && label !== "" && label.length <= 255 && label.isWellFormed();
  if (!fits || label.includes("\0")) return refuse(`[${index}].label must be a text of 1 to 255 characters`);
  if (id === undefined) return { label };
  return Number.isSafeInteger(Number(id))
    ? { id: Number(id), label }
    : refuse(`[${index}].id must be a number`);
}

/** New options, with ids of their own: no two of a company share one. */
export async function newOptions(
  tx: Tx,
  company: number,
  labels: readonly { label: string }[],
): Promise<StoredOption[]> {
  if (labels.length === 0) return [];
  const first = await reserveIds(tx, company, "field_option", labels.length);
  return labels.map(({ label }, index) => ({ id: first + index, label }));
}

/**
 * The options of a field after v1 listed those it shall have: those it does not name are going away.
 * @throws DomainError `invalid` for an id that is none of the field's.
 */
export async function listedOptions(
  tx: Tx,
  company: number,
  before: readonly StoredOption[],
  listed: readonly FieldOptionInput[],
): Promise<StoredOption[]> {
  const live = new Map(before.filter(({ gone }) => !gone).map((option) => [option.id, option]));
  const options: StoredOption[] = [];
  for (const { id, label } of listed) {
    if (id !== undefined && !live.delete(id)) refuse(`holds ${id}, which is not an option of this field`);
    options.push({ id: id ?? (await nextId(tx, company, "field_option")), label });
  }
  if (options.length > MAX_OPTIONS) refuse(`must contain less than or equal to ${MAX_OPTIONS} items`);
  const leaving = before.filter(({ id, gone }) => gone || live.has(id));
  return [...options, ...leaving.map((option) => ({ ...option, gone: true as const }))];
}
