import type { ReactNode } from "react";
import { OrganizationName, PersonName } from "../fields/contact-name.tsx";
import type { Writing } from "../leads/columns.tsx";
import { day, number } from "../lib/formats.ts";
import { type FilterField, isDated, isNumeric, kindOf, takesValue } from "./fields.ts";
import type { Condition } from "./where.ts";
import type { FindWords } from "./words.ts";

export const fieldOf = (fields: readonly FilterField[], { object, field_id }: Condition) =>
  fields.find(
    (field) =>
      field.id === Number(field_id) && field.object === ((object as string) === "deal" ? "lead" : object),
  );

/** How a field is called: those of every account in the language of the page. */
export const fieldName = ({ object, key, name }: FilterField, f: FindWords): string =>
  f.fields[`${object} ${key}`] ?? name;

const answers: Record<string, "yes" | "no"> = { Yes: "yes", No: "no" };

/** How a choice is called: the server's own yes and no in the language of the page. */
export function optionName({ key }: FilterField, label: string, f: FindWords): string {
  const answer = key === "was_seen" || key === "is_archived" ? answers[label] : undefined;
  return answer === undefined ? label : f[answer];
}

/** How an operator is called for a field. */
export const operatorWord = (operator: string, kind: string, f: FindWords): string =>
  (isDated(kind) ? f.dateOperators[operator] : undefined) ?? f.operators[operator] ?? operator;

type Scene = {
  fields: readonly FilterField[];
  dates: Record<string, string>;
  writing: Writing;
  f: FindWords;
};

/** A condition in words: `Title contains door`. */
export function ConditionText({ condition, scene }: { condition: Condition; scene: Scene }): ReactNode {
  const { f, writing, fields } = scene;
  const field = fieldOf(fields, condition);
  if (!field) return f.unknownField;
  const own = fieldName(field, f);
  const name = field.object === "lead" ? own : `${f.objects[field.object]}: ${own}`;
  const value = condition.value ?? "";
  if (field.key === "was_seen" && condition.operator === "=" && value === "0") return f.unseenOnly;
  return (
    <>
      {name} {operatorWord(condition.operator, kindOf(field), f)}{" "}
      {takesValue(condition.operator) && <ValueText {...{ field, value, scene, writing }} />}
    </>
  );
}

/** What other programs have saved need not be one. */
const numberText = (locale: string, value: string): string =>
  value === "" || Number.isNaN(Number(value)) ? value : number(locale, Number(value));

const dayText = (locale: string, value: string): string =>
  /^\d{4}-/.test(value) ? day(locale, value) : value;

type ValueProps = { field: FilterField; value: string; scene: Scene };

function ValueText({ field, value, scene: { dates, writing, f } }: ValueProps): ReactNode {
  const { users, labels, locale, t } = writing;
  const kind = kindOf(field);
  const each = (name: (id: string) => string | undefined) =>
    value
      .split(",")
      .map((id) => name(id.trim()) ?? id)
      .join(", ");
  if (kind === "user") return users.get(Number(value))?.name ?? `#${value}`;
  if (kind === "person") return <PersonName id={Number(value)} />;
  if (kind === "organization") return <OrganizationName id={Number(value)} />;
  if (isNumeric(kind)) return numberText(locale, value);
  if (kind === "visible_to") return t.visibleTo[value as "1"] ?? value;
  if (kind === "date") return f.dates[value] ?? dates[value] ?? dayText(locale, value);
  if (field.object === "lead" && field.key === "label_ids") return each((id) => labels.get(id)?.name);
  return each((id) => {
    const option = field.options.find((one) => one.id === id);
    return option && optionName(field, option.label, f);
  });
}
