/** An amount with its currency, as a `monetary` field holds it. */
export type Money = { amount: number; currency: string };
/** From and until, as `daterange` and `timerange` fields hold them. */
export type Span = { from: string; until: string };
/** A value by name: text, number, id, the label of an option, the labels of several. */
export type NamedValue = string | number | readonly string[] | Money | Span;
/** Values by the names of their fields. */
export type NamedValues = Record<string, NamedValue>;

/** What is to be known of a field. */
export type KnownField = {
  key: string;
  name: string;
  field_type: string;
  options?: readonly { id: number | string; label: string }[] | null | undefined;
};

type Held = Record<string, unknown>;

/** Members a field takes: beside its own key where leads have them flat, within one object where v2 has them. */
type Parts = { own: string; other: string };
const parts: Record<string, Parts> = {
  monetary: { own: "amount", other: "currency" },
  daterange: { own: "from", other: "until" },
  timerange: { own: "from", other: "until" },
};

/** How a value is sent under its field's key, or keys. */
export function toWire(field: KnownField, value: unknown, flat: boolean): Held {
  const { key, field_type, options } = field;
  const two = parts[field_type];
  if (two && flat) {
    const { [two.own]: own = null, [two.other]: other = null } = (value ?? {}) as Held;
    return { [key]: own, [`${key}_${two.other}`]: other };
  }
  if (value === null || value === undefined) return { [key]: null };
  if (options)
    return {
      [key]: Array.isArray(value) ? value.map((one) => optionId(field, one)) : optionId(field, value),
    };
  return { [key]: flat ? value : nested(field_type, value) };
}

/** v2 wants these as objects. */
function nested(type: string, value: unknown): unknown {
  const two = parts[type];
  if (two) return { value: (value as Held)[two.own], [two.other]: (value as Held)[two.other] };
  return type === "time" || type === "address" ? { value } : value;
}

/** What a thing holds under a field's key, by name; undefined where it holds nothing. */
export function fromWire(field: KnownField, held: Held, flat: boolean): unknown {
  const { key, field_type } = field;
  const value = held[key];
  if (value === null || value === undefined) return undefined;
  if (field_type === "set")
    return (Array.isArray(value) ? value : String(value).split(",")).map((id) => optionLabel(field, id));
  if (field.options) return optionLabel(field, value);
  const two = parts[field_type];
  const inner = typeof value === "object" ? (value as Held) : undefined;
  if (two && flat) return { [two.own]: value, [two.other]: held[`${key}_${two.other}`] };
  if (two) return { [two.own]: inner?.value, [two.other]: inner?.[two.other] };
  return inner && "value" in inner ? inner.value : value;
}

function optionId({ name, options }: KnownField, label: unknown): unknown {
  const found = options?.find((option) => option.label === label);
  if (found) return found.id;
  const known = options?.map((option) => JSON.stringify(option.label)).join(", ");
  throw new RangeError(`The field "${name}" has no option ${JSON.stringify(label)}. It has ${known}.`);
}

/** The label; the id itself where a newer server knows more options than were loaded. */
const optionLabel = ({ options }: KnownField, id: unknown): unknown =>
  options?.find((option) => String(option.id) === String(id))?.label ?? id;
