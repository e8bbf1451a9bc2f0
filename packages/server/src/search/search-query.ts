import type { Engine } from "../storage/prepared.ts";

/** Which items are meant: by tokens they have, or that one of theirs begins with. */
export type Query =
  | { token: string }
  /** Tokens that begin so. Costs as much as there are items that have one. */
  | { beginning: string }
  | { all: readonly Query[] }
  | { any: readonly Query[] }
  | { these: Query; not: Query };

/** Items that have one of the queries' tokens. */
export const any = (queries: readonly Query[]): Query =>
  queries.length === 1 && queries[0] ? queries[0] : { any: queries };

export const all = (queries: readonly Query[]): Query =>
  queries.length === 1 && queries[0] ? queries[0] : { all: queries };

type Language = {
  token: (token: string) => string;
  beginning: (token: string) => string;
  and: string;
  or: string;
  not: string;
};

/** Tokens hold letters, digits and marks alone, so that quoting them is enough. */
const languages: Record<Engine, Language> = {
  sqlite: {
    token: (token) => `"${token}"`,
    beginning: (token) => `"${token}"*`,
    and: " AND ",
    or: " OR ",
    not: " NOT ",
  },
  postgres: {
    token: (token) => `'${token}'`,
    beginning: (token) => `'${token}':*`,
    and: "&",
    or: "|",
    not: "&!",
  },
};

/** A query in the language of the engine: FTS5's, or PostgreSQL's `tsquery`. */
export function toMatch(query: Query, engine: Engine): string {
  const language = languages[engine];
  const write = (part: Query): string => {
    if ("token" in part) return language.token(part.token);
    if ("beginning" in part) return language.beginning(part.beginning);
    if ("all" in part) return `(${part.all.map(write).join(language.and)})`;
    if ("any" in part) return `(${part.any.map(write).join(language.or)})`;
    return `(${write(part.these)}${language.not}${write(part.not)})`;
  };
  return write(query);
}
