import type { Field } from "../api/settings.ts";
import type { User } from "../api/types.ts";
import { decimalSign } from "../lib/numbers.ts";
import type { StartTexts } from "../texts/start-en.ts";
import { isSame, toAmount, toDay, toList } from "./cells.ts";
import type { FixedTarget, Target } from "./targets.ts";

/** What rows are read by. */
export type Reading = {
  targets: readonly (Target | null)[];
  fields: readonly Field[];
  users: readonly User[];
  currency: string;
  locale: string;
  words: StartTexts;
};

/** A lead to be made, and whom it hangs on. Contacts and labels are still names. */
export type Draft = {
  title: string;
  person: { name: string; email?: string | undefined; phone?: string | undefined } | undefined;
  organization: string | undefined;
  labels: string[];
  value: { amount: number; currency: string } | undefined;
  owner_id: number | undefined;
  expected_close_date: string | undefined;
  channel_id: string | undefined;
  custom: Record<string, unknown>;
};

/** A cell that cannot be read, said in words that tell how to mend it. */
class Unreadable extends Error {}

/** Reads a row, or says what is wrong with it. */
export function readRow(row: readonly string[], reading: Reading): { draft: Draft } | { problem: string } {
  try {
    return { draft: toDraft(row, reading) };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message };
    throw error;
  }
}

function toDraft(row: readonly string[], reading: Reading): Draft {
  const { targets, words, users, locale } = reading;
  const cell = (target: FixedTarget): string | undefined => row[targets.indexOf(target)]?.trim() || undefined;
  const [email, phone, organization] = [cell("email"), cell("phone"), cell("organization")];
  const name = cell("person") ?? email ?? phone;
  if (!name && !organization) throw new Unreadable(words.problems.nobody);
  const close = cell("close");
  const owner = cell("owner");
  return {
    title: cell("title") ?? words.titleOf(name ?? organization ?? ""),
    person: name === undefined ? undefined : { name, email, phone },
    organization,
    labels: toList(cell("labels") ?? ""),
    value: moneyOf(cell("value"), cell("currency"), reading),
    owner_id: owner && userOf(owner, users, words),
    expected_close_date: close && dayOf(close, locale, words),
    channel_id: cell("channel"),
    custom: Object.fromEntries(customOf(row, reading)),
  } as Draft;
}

function moneyOf(amount: string | undefined, currency: string | undefined, reading: Reading) {
  if (amount === undefined) return undefined;
  return { amount: amountOf(amount, reading.words), currency: currency?.toUpperCase() ?? reading.currency };
}

/** Of money, which has no three digits of a fraction, the only sign before three digits parts thousands, wherever the file is from. */
function amountOf(text: string, { problems }: StartTexts, decimal?: string): number {
  const amount = toAmount(text, decimal);
  if (amount === undefined) throw new Unreadable(problems.number(text));
  return amount;
}

function dayOf(text: string, locale: string, { problems }: StartTexts): string {
  const day = toDay(text, locale);
  if (day === undefined) throw new Unreadable(problems.day(text));
  return day;
}

function userOf(text: string, users: readonly User[], { problems }: StartTexts): number {
  const user = users.find(({ name, email }) => isSame(name, text) || isSame(email, text));
  if (!user) throw new Unreadable(problems.user(text));
  return user.id;
}

function optionOf(label: string, field: Field, { problems }: StartTexts): number | string {
  const options = field.options ?? [];
  const option = options.find((one) => isSame(one.label, label));
  if (!option)
    throw new Unreadable(problems.option(field.name, label, options.map((one) => one.label).join(", ")));
  return option.id;
}

function* customOf(row: readonly string[], reading: Reading): Generator<[string, unknown]> {
  const { targets, fields, users, words, locale, currency } = reading;
  for (const field of fields) {
    const text = row[targets.indexOf(field.key)]?.trim();
    if (!text) continue;
    switch (field.field_type) {
      case "double":
        yield [field.key, amountOf(text, words, decimalSign(locale))];
        break;
      case "monetary":
        yield [field.key, amountOf(text, words)];
        yield [`${field.key}_currency`, currency];
        break;
      case "date":
        yield [field.key, dayOf(text, locale, words)];
        break;
      case "enum":
        yield [field.key, optionOf(text, field, words)];
        break;
      case "set":
        yield [
          field.key,
          toList(text)
            .map((label) => optionOf(label, field, words))
            .join(","),
        ];
        break;
      case "user":
        yield [field.key, userOf(text, users, words)];
        break;
      default:
        yield [field.key, text];
    }
  }
}
