import { readWhere, type Where } from "../find/where.ts";

/** What the address says of a list, beside which tab it is. */
export type Search = {
  /** As the inbox is sorted: `add_time DESC`. */
  sort?: string;
  owner?: number;
  /** What is typed into the search box. */
  q?: string;
  /** A saved filter. */
  filter?: number;
  where?: Where;
  /** The lead that is open. */
  lead?: string;
};

const SORT = /^\w+( (ASC|DESC))?$/;
const ID = /^[0-9a-f-]{36}$/i;

/** Shortest and longest text that is searched for. */
export const SHORTEST = 2;
export const LONGEST = 255;

const isId = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

/** The address parses what looks like a number or a word of JSON. */
const toText = (given: unknown): string =>
  ["string", "number", "boolean"].includes(typeof given) ? String(given).trim() : "";

/** Reads the address; what makes no sense in it is left out. */
export function readSearch({ sort, owner, q, filter, where, lead }: Record<string, unknown>): Search {
  const conditions = readWhere(where);
  const term = toText(q).slice(0, LONGEST);
  return {
    ...(typeof sort === "string" && SORT.test(sort) && { sort }),
    ...(isId(owner) && { owner: Number(owner) }),
    ...(term.length >= SHORTEST && { q: term }),
    ...(isId(filter) && { filter: Number(filter) }),
    ...(conditions && { where: conditions }),
    ...(typeof lead === "string" && ID.test(lead) && { lead }),
  };
}
