import type { Engine } from "../storage/prepared.ts";
import { partsAskedFor } from "./parts.ts";
import { nationalDigits, phoneDigits } from "./phone-digits.ts";
import { all, any, type Query } from "./search-query.ts";
import { type Inside, LONGEST_BEGINNING, type SearchField, type Tokens } from "./search-tokens.ts";
import { pairsAskedFor, type Word, wordsAskedFor } from "./words.ts";

/** Words of a term that count: more would only tell apart what nobody types. */
const MOST_WORDS = 16;

/** Fields of one worth, the worthiest first. */
const ranks: readonly (readonly SearchField[])[] = [
  ["title"],
  ["custom_fields", "email", "phone", "address"],
  ["notes"],
];

/** How a term can be met. Each way takes in what the ways before it take. */
type Way = "exact" | "whole" | "prefix" | "inner";

/** What is told apart, the best first: how a term is met weighs more than the rank of the field it is met in. */
const grades: readonly { way: Way; rank: number; score: number }[] = [
  { way: "exact", rank: 0, score: 1.2 },
  { way: "exact", rank: 2, score: 1 },
  { way: "whole", rank: 0, score: 0.9 },
  { way: "whole", rank: 1, score: 0.8 },
  { way: "whole", rank: 2, score: 0.7 },
  { way: "prefix", rank: 0, score: 0.6 },
  { way: "prefix", rank: 1, score: 0.5 },
  { way: "prefix", rank: 2, score: 0.4 },
  { way: "inner", rank: 2, score: 0.3 }, // words of titles alone have an inside
];

/** Items that meet a term in one way, at best in fields of one rank. No item is in two tiers. */
type Tier = {
  order: number;
  score: number;
  query: Query;
  /** The same with what the tiers before it hold, for who knows that already: it is found sooner. */
  loose: Query;
  /** Whether it is worth looking for however old the item: for a value that is the term itself. */
  everywhere: boolean;
  /** Whether the term may stand inside of words. */
  inside: boolean;
};

export type Asked = {
  term: string;
  exact: boolean;
  fields: readonly SearchField[];
  links: {
    person_id?: number | undefined;
    organization_id?: number | undefined;
    status?: string | undefined;
  };
};

/** A search of one kind of items. What is seldom needed is made when it is asked for. */
export type Tiers = {
  /** All that meets the term. */
  everything: () => Query;
  /** The same in tiers, best first. None for a term without anything to look for. */
  tiers: () => Iterable<Tier>;
  /** The same without the tiers that are looked for everywhere. */
  older: () => Query;
  /** All that is in the tiers that are looked for everywhere; undefined for a term without anything to look for. */
  values: Query | undefined;
  /**
   * All that is in the others but the one that looks inside of words: what people mean, and sooner found. Of long
   * words it has some that only begin alike.
   */
  begun: Query | undefined;
  severalWords: boolean;
};

/**
 * The tiers of a search. Each takes in the fields of the better ranks, so that words of a term may stand in different
 * fields, and leaves out what the tiers before it hold.
 */
export function tiersOf(asked: Asked, tokens: Tokens, engine: Engine): Tiers {
  const words = wordsAskedFor(asked.term).slice(0, MOST_WORDS);
  const narrow = linksOf(asked, tokens);
  const search = { words, asked, tokens, engine, whole: wholeValue(asked, tokens) };
  const fields = ranks.map((_fields, rank) => fieldsUpTo(rank, asked));
  const last = fields.at(-1) ?? [];
  const values = queryFor({ ...search, way: "exact", fields: last });
  const begun = queryFor({ ...search, way: "prefix", fields: last, roughly: true });

  function* tiers(): Generator<Tier> {
    const met = new Map<Way, Query>(); // the last rank of a way takes in the others
    const seen = new Set<string>();
    for (const [order, { way, rank, score }] of grades.entries()) {
      const meeting = queryFor({ ...search, way, fields: fields[rank] ?? [] });
      const key = JSON.stringify(meeting);
      if (!meeting || seen.has(key)) continue; // no better than what came before
      seen.add(key);
      const these = all([...narrow, meeting]);
      const not = [...met.values()];
      met.set(way, meeting);
      const query = not.length > 0 ? { these, not: any(not) } : these;
      yield { order, score, query, loose: these, everywhere: way === "exact", inside: way === "inner" };
    }
  }

  /** The last way takes in the ways before it, but for values, which may hold no word. */
  function everything(): Query {
    const inner = queryFor({ ...search, way: "inner", fields: last });
    return all([...narrow, any([values, inner].filter((query) => query !== undefined))]);
  }

  return {
    everything,
    tiers,
    older: () => (values ? { these: everything(), not: values } : everything()),
    values: values && all([...narrow, values]),
    begun: begun && all([...narrow, begun]),
    severalWords: words.length > 1 || words.some(isSeveralPairs),
  };
}

const isSeveralPairs = ({ text, dense }: Word): boolean => dense && pairsAskedFor(text).length > 1;

const fieldsUpTo = (rank: number, { fields }: Asked): SearchField[] =>
  ranks
    .slice(0, rank + 1)
    .flat()
    .filter((field) => fields.includes(field));

function linksOf({ links }: Asked, tokens: Tokens): Query[] {
  return [
    ...(links.person_id === undefined ? [] : [{ token: tokens.person(links.person_id) }]),
    ...(links.organization_id === undefined ? [] : [{ token: tokens.organization(links.organization_id) }]),
    ...(links.status === undefined ? [] : [{ token: tokens.status(links.status) }]),
  ];
}

type WholeValue = (field: SearchField) => Query[];

type Meeting = {
  way: Way;
  words: readonly Word[];
  /** What a field has whose value is the term. */
  whole: WholeValue;
  fields: readonly SearchField[];
  asked: Asked;
  tokens: Tokens;
  engine: Engine;
  /** Whether a word may stand for all that begin with as much of it as is kept. */
  roughly?: boolean;
};

function queryFor(meeting: Meeting): Query | undefined {
  const { way, words, fields, asked, whole } = meeting;
  if (fields.length === 0 || (asked.exact && way !== "exact")) return undefined;
  if (way === "exact") return any(fields.flatMap(whole));
  const numbers = way === "whole" ? [] : fields.flatMap((field) => numbersIn(meeting, field));
  const worded = words.length > 0 ? [all(words.map((word) => meets(meeting, word)))] : [];
  const either = [...worded, ...numbers];
  return either.length > 0 ? any(either) : undefined;
}

function wholeValue({ term, exact }: Asked, tokens: Tokens): WholeValue {
  const ways = exact ? [tokens.exact(term)] : [tokens.exact(term), tokens.alike(term)];
  return (field) => [
    ...ways.map((way) => ({ token: way(field) })),
    ...numbersOf(field, term).map(([where, digits]) => ({ token: tokens.wholeNumber(where, digits) })),
  ];
}

function numbersOf(field: SearchField, term: string): [Inside, string][] {
  if (field !== "phone" && field !== "custom_fields") return [];
  const digits = phoneDigits(term);
  return digits === undefined ? [] : [digits, ...nationalDigits(term)].map((one) => [field, one]);
}

function numbersIn({ asked: { term }, tokens }: Meeting, field: SearchField): Query[] {
  const digits = phoneDigits(term);
  if (digits === undefined || (field !== "phone" && field !== "custom_fields")) return [];
  return [all(partsAskedFor(digits).map((part) => ({ token: tokens.inside(field, part) })))];
}

function meets({ way, fields, tokens, engine, roughly }: Meeting, { text, dense }: Word): Query {
  if (dense) {
    const pairs = pairsAskedFor(text);
    return any(fields.map((field) => all(pairs.map((pair) => ({ token: tokens.word(field, pair) })))));
  }
  const parts = way === "inner" && fields.includes("title") ? partsAskedFor(text) : [];
  const inside = parts.map((part) => ({ token: tokens.inside("title", part) }));
  const ways = fields.flatMap((field): Query[] => {
    if (field === "title" && inside.length > 0) return [all(inside)]; // a whole word and a beginning have them too
    return [{ token: tokens.word(field, text) }, ...(way === "whole" ? [] : [beginning(field)])];
  });
  return any(ways);

  function beginning(field: SearchField): Query {
    const isKept = engine === "sqlite" && (roughly || text.length <= LONGEST_BEGINNING);
    if (!isKept) return { beginning: tokens.word(field, text) };
    return { token: tokens.beginning(field, text.slice(0, LONGEST_BEGINNING)) };
  }
}
