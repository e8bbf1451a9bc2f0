import { fromWire, type KnownField, type NamedValues, toWire } from "./field-values.ts";

export type { Money, NamedValue, NamedValues, Span } from "./field-values.ts";

/** Custom fields by name, both ways. */
export type FieldMap<Names extends NamedValues = NamedValues> = {
  /**
   * Values under the keys the API knows them by: to be spread into a lead, or given as a person's or organization's
   * `custom_fields`. null clears.
   * @throws RangeError for a name or an option that is not there, and says which are.
   */
  write(values: { [Name in keyof Names]?: Names[Name] | null }): Record<string, unknown>;
  /** The values that a lead, person or organization holds, by name. */
  read(item: object): { [Name in keyof Names]?: Names[Name] };
  /** The key of a field. */
  keyOf(name: keyof Names & string): string;
  /** The name of a key, if it is one of a custom field. */
  nameOf(key: string): (keyof Names & string) | undefined;
  /** All names, in the order the fields stand in. */
  names(): (keyof Names & string)[];
};

const CUSTOM = /^[0-9a-f]{40}$/;

/**
 * Names for fields: their own, with the key's beginning behind it where several have the same.
 * The program `foyer types` names alike.
 */
function named(fields: readonly KnownField[]): Map<string, KnownField> {
  const custom = fields.filter(({ key }) => CUSTOM.test(key));
  const isShared = (name: string) => custom.filter((field) => field.name === name).length > 1;
  return new Map(
    custom.map((field) => [
      isShared(field.name) ? `${field.name} (${field.key.slice(0, 6)})` : field.name,
      field,
    ]),
  );
}

/** `flat` where values stand among the thing's own members, as leads have them; else they are in `custom_fields`. */
export function createFieldMap<Names extends NamedValues>(
  fields: readonly KnownField[],
  flat: boolean,
): FieldMap<Names> {
  type Name = keyof Names & string;
  const byName = named(fields);
  const byKey = new Map([...byName].map(([name, { key }]) => [key, name as Name]));

  function find(name: string): KnownField {
    const field = byName.get(name);
    if (field) return field;
    const known = [...byName.keys()].map((one) => JSON.stringify(one)).join(", ");
    throw new RangeError(`There is no custom field ${JSON.stringify(name)}. There are ${known || "none"}.`);
  }

  return {
    write: (values) =>
      Object.assign({}, ...Object.entries(values).map(([name, value]) => toWire(find(name), value, flat))),
    read(item) {
      const held = (flat ? item : Object(item).custom_fields) as Record<string, unknown>;
      const values = [...byName].map(([name, field]) => [name, fromWire(field, held ?? {}, flat)] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as ReturnType<
        FieldMap<Names>["read"]
      >;
    },
    keyOf: (name) => find(name).key,
    nameOf: (key) => byKey.get(key),
    names: () => [...byName.keys()] as Name[],
  };
}
