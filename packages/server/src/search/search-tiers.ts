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

/** A search of one kind of items. */
export type Tiers = {
  /** All that meets the term. */
  everything: Query;
  /** The same in tiers, best first. Empty for a term without anything to look for. */
  tiers: readonly Tier[];
  /** The same without the tiers that are looked for everywhere. */
  older: Query;
  /** All that is in the tiers that are looked for everywhere. */
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
  const met = new Map<Way, Query>(); // the last rank of a way takes in the others
  const tiers: Tier[] = [];
  const seen = new Set<string>();
  for (const [order, { way, rank, score }] of grades.entries()) {
    const meeting = queryFor({ way, words, fields: fieldsUpTo(rank, asked), asked, tokens, engine });
    if (!meeting || seen.has(JSON.stringify(meeting))) continue; // no better than what came before
    seen.add(JSON.stringify(meeting));
    const these = all([...narrow, meeting]);
    const not = [...met.values()];
    const everywhere = way === "exact";
    const query = not.length > 0 ? { these, not: any(not) } : these;
    tiers.push({ order, score, query, loose: these, everywhere, inside: way === "inner" });
    met.set(way, meeting);
  }
  // The last way takes in the ways before it, but for values, which may hold no word.
  const [values, ...ways] = [...met.values()];
  const either = (way: Query | undefined) =>
    all([...narrow, any([values, way].filter((query) => query !== undefined))]);
  const everything = either(ways.at(-1));
  const last = fieldsUpTo(ranks.length, asked);
  const begun = queryFor({ way: "prefix", words, fields: last, asked, tokens, engine, roughly: true });
  return {
    everything,
    tiers,
    older: values ? { these: everything, not: values } : everything,
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

type Meeting = {
  way: Way;
  words: readonly Word[];
  fields: readonly SearchField[];
  asked: Asked;
  tokens: Tokens;
  engine: Engine;
  /** Whether a word may stand for all that begin with as much of it as is kept. */
  roughly?: boolean;
};

function queryFor(meeting: Meeting): Query | undefined {
  const { way, words, fields, asked } = meeting;
  if (fields.length === 0 || (asked.exact && way !== "exact")) return undefined;
  if (way === "exact") return any(fields.flatMap((field) => exactly(meeting, field)));
  const numbers = way === "whole" ? [] : fields.flatMap((field) => numbersIn(meeting, field));
  const worded = words.length > 0 ? [all(words.map((word) => meets(meeting, word)))] : [];
  const either = [...worded, ...numbers];
  return either.length > 0 ? any(either) : undefined;
}

function exactly({ asked: { term, exact }, tokens }: Meeting, field: SearchField): Query[] {
  const same = [{ token: tokens.exact(field, term) }];
  const numbers = numbersOf(field, term).map(([where, digits]) => ({
    token: tokens.wholeNumber(where, digits),
  }));
  return exact ? [...same, ...numbers] : [...same, { token: tokens.alike(field, term) }, ...numbers];
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
