import type { FieldEntity } from "@leadfoyer/contract";
import { requireCurrency } from "../currencies/currencies.ts";
import type { Actor } from "../lib/actor.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireOrganization } from "../organizations/organization-rules.ts";
import { requirePerson } from "../persons/person-rules.ts";
import type { Tx } from "../storage/db.ts";
import { defaultCurrency, requireActiveUser } from "../users/user-rules.ts";
import {
  type CustomInput,
  type CustomValues,
  type FieldValue,
  type FlatValues,
  fromFlat,
  partKey,
  partsOf,
  toFlat,
} from "./custom-values.ts";
import type { StoredField } from "./field-set.ts";
import { fieldSet } from "./fields.store.ts";
import { type Refuse, readValue } from "./read-value.ts";

const FLAT_KEY = /^[0-9a-f]{40}(_[a-z0-9_]+)?$/;

/** Members of a v1 body that may belong to custom fields; undefined when there are none. */
export function flatInput(body: object): CustomInput | undefined {
  const given = Object.entries(body).filter(([key]) => FLAT_KEY.test(key));
  return given.length > 0 ? { form: "flat", given: Object.fromEntries(given) } : undefined;
}

/** The `custom_fields` of a v2 body. */
export const nestedInput = (given: object | undefined): CustomInput | undefined =>
  given && { form: "nested", given: { ...given } };

/** The other members of a v1 body. */
export const withoutFlat = <T extends object>(body: T): T =>
  Object.fromEntries(Object.entries(body).filter(([key]) => !FLAT_KEY.test(key))) as T; // a key the type names is none

type Scene = { tx: Tx; actor: Actor; entity: FieldEntity };

/**
 * The values of a thing after what a caller wrote. Only fields that are written change.
 * @throws DomainError `invalid` for a value that its field cannot take; in v2 for a key that is no field's.
 */
async function writtenValues(
  scene: Scene,
  before: CustomValues,
  { form, given }: CustomInput,
): Promise<CustomValues> {
  const fields = (await fieldSet(scene.tx, scene.actor.company_id)).held(scene.entity);
  if (form === "nested") refuseStrangers(fields, given);
  const after = new Map<string, FieldValue>();
  for (const field of fields.values()) {
    const old = before[field.key];
    const input = field.is_deleted ? undefined : inputOf(field, { form, given }, old);
    const value = input ? await read(scene, { field, form, input: input.given, old }) : old;
    if (value !== undefined) after.set(field.key, value);
  }
  return Object.fromEntries(after);
}

/** The same of values as v1 shows them. */
export async function writtenFlat(scene: Scene, before: FlatValues, input: CustomInput): Promise<FlatValues> {
  const fields = [...(await fieldSet(scene.tx, scene.actor.company_id)).held(scene.entity).values()];
  return toFlat(fields, await writtenValues(scene, fromFlat(fields, before), input));
}

function refuseStrangers(fields: ReadonlyMap<string, StoredField>, given: object): void {
  const stranger = Object.keys(given).find((key) => fields.get(key)?.is_deleted !== false);
  if (stranger === undefined) return;
  const path = `custom_fields.${stranger}`;
  throw new DomainError("invalid", { info: `${path}: Parameter '${path}' is not allowed for this request` });
}

/** What is given for a field, as one value; undefined when it is not written. */
function inputOf(
  field: StoredField,
  { form, given }: CustomInput,
  old: FieldValue | undefined,
): { given: unknown } | undefined {
  if (form === "nested") return Object.hasOwn(given, field.key) ? { given: given[field.key] } : undefined;
  const names = partsOf(field.field_type);
  const parts = ["value", ...names].flatMap((part) => {
    const key = partKey(field.key, part);
    // Official clients 13 to 23 send an object as the name of its key: what it was cannot be known.
    return Object.hasOwn(given, key) && given[key] !== key ? [[part, given[key]] as const] : [];
  });
  const written = Object.fromEntries(parts);
  if ("value" in written) {
    const { value } = written;
    const isWhole = names.length === 0 || value === "" || typeof value === "object";
    return { given: isWhole ? value : { ...kept(field, old, value), ...written } };
  }
  // The currency of no amount, the end of no range: they say nothing.
  return parts.length > 0 && typeof old === "object" ? { given: { ...old, ...written } } : undefined;
}

/** What stays of a value of several parts when `value` is written: of an address only what belongs to the same one. */
function kept(field: StoredField, old: FieldValue | undefined, value: unknown): object {
  if (typeof old !== "object" || Array.isArray(old)) return {};
  return field.field_type === "address" && value !== old.value ? {} : old;
}

type Written = { field: StoredField; form: CustomInput["form"]; input: unknown; old: FieldValue | undefined };

async function read(
  { tx, actor }: Scene,
  { field, form, input, old }: Written,
): Promise<FieldValue | undefined> {
  const loose = form === "flat";
  const isWhole = (part: string) => part === "" || partsOf(field.field_type).length === 0;
  const path = (part: string): string =>
    loose
      ? partKey(field.key, part || "value")
      : `custom_fields.${field.key}${isWhole(part) ? "" : `.${part}`}`;
  const refuse: Refuse = (part, fault) => {
    const at = path(part);
    throw new DomainError("invalid", {
      info: loose ? `"${at}" ${fault}` : `${at}: Parameter '${at}' ${fault}`,
    });
  };
  const value = readValue(input, { field, loose, refuse });
  if (value === undefined || JSON.stringify(value) === JSON.stringify(old)) return value;
  if (typeof value === "object" && "currency" in value) {
    const known = typeof old === "object" && "currency" in old ? old.currency : undefined;
    const currency = value.currency || known || (await defaultCurrency(tx, actor.company_id, actor.user_id));
    requireCurrency(currency, path("currency"));
    return { ...value, currency };
  }
  const require = references[field.field_type as keyof typeof references];
  if (require) await require(tx, actor, Number(value), path(""));
  return value;
}

/** What a value newly points at must exist. */
const references = {
  user: (tx: Tx, { company_id }: Actor, id: number, key: string) =>
    requireActiveUser(tx, company_id, id, key),
  people: requirePerson,
  org: requireOrganization,
};

/** Input of a contact with the values its custom fields shall hold, if it says anything of them. */
export async function withValues<I extends { given?: CustomInput | undefined }>(
  scene: Scene,
  { given, ...input }: I,
  before: CustomValues = {},
): Promise<Omit<I, "given"> & { custom?: CustomValues }> {
  return given ? { ...input, custom: await writtenValues(scene, before, given) } : input;
}
