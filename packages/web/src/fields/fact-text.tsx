import type { Writing } from "../leads/columns.tsx";
import { clock, day, money, number } from "../lib/formats.ts";
import { OrganizationName, PersonName } from "./contact-name.tsx";
import { type Fact, isUnset } from "./facts.ts";
import { Nothing } from "./nothing.tsx";

/** What a fact holds, in words. */
export function FactText({ fact, writing }: { fact: Fact; writing: Writing }) {
  if (isUnset(fact)) return <Nothing t={writing.t} />;
  if (fact.type === "people") return <PersonName id={Number(fact.draft.value)} />;
  if (fact.type === "org") return <OrganizationName id={Number(fact.draft.value)} />;
  return factWords(fact, writing);
}

const chosen = new Set(["enum", "set", "user", "people", "org"]);

/** What somebody wrote for a fact, in words; "" for what was chosen or taken out. */
export function writtenWords(fact: Fact, writing: Writing): string {
  if (isUnset(fact) || chosen.has(fact.type)) return "";
  const { value, until } = fact.draft;
  return factWords({ ...fact, draft: { ...fact.draft, until: until || value } }, writing);
}

/** The same for what needs nothing asked for. */
function factWords(
  { type, draft: { value, until = "", currency = "" }, options }: Fact,
  writing: Writing,
): string {
  const { locale, users } = writing;
  const labelOf = (id: string) => options?.find((option) => option.value === id)?.label ?? id;
  switch (type) {
    case "monetary":
      return money(locale, { amount: Number(value), currency });
    case "double":
      return number(locale, Number(value));
    case "date":
      return day(locale, value);
    case "daterange":
      return `${day(locale, value)} – ${day(locale, until)}`;
    case "time":
      return clock(locale, value);
    case "timerange":
      return `${clock(locale, value)} – ${clock(locale, until)}`;
    case "user":
      return users.get(Number(value))?.name ?? `#${value}`;
    case "enum":
    case "set":
      return value.split(",").map(labelOf).join(", ");
    default:
      return value;
  }
}
