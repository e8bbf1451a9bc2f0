import type { TestApp } from "../app.ts";
import type { Ask, Member } from "./scene.ts";

/**
 * A kind of thing that has an owner and is seen by some. Whoever adds a way to read one adds a row here, and the
 * matrix holds it against the rule for every user.
 */
export type Thing = {
  name: string;
  add: (app: TestApp, owner: Member, visible_to: number) => Promise<string>;
  /** Requests about one of them: answered for who sees it, 404 for others. None may change who sees it. */
  ofOne: Record<string, (ask: Ask, id: string) => ReturnType<Ask>>;
  /** Lists and counts: the ids they show. */
  ofAll: Record<string, (ask: Ask) => Promise<string[]>>;
  /** Requests that point at it: done for who sees it, 400 for others. */
  links?: Record<string, (ask: Ask, id: string) => ReturnType<Ask>>;
  /** How many of them something says there are. */
  counts?: Record<string, (ask: Ask) => Promise<number>>;
  /** Tells the users who see it. */
  viewers?: (ask: Ask, id: string) => Promise<number[]>;
  /** Where followers are added: every place that takes them. */
  followers?: (id: string) => string[];
  /** Takes it away. */
  remove: (ask: Ask, id: string) => ReturnType<Ask>;
};

export type Shown = { id: string | number };

const idsOf = (items: readonly Shown[]): string[] => items.map(({ id }) => String(id));

/** All ids of a v1 list, page by page. */
export async function walk(ask: Ask, url: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let start: number | undefined = 0; start !== undefined; ) {
    const answer = await ask("GET", `${url}${url.includes("?") ? "&" : "?"}start=${start}&limit=${limit}`);
    ids.push(...idsOf(answer.body.data));
    start = answer.body.additional_data.pagination.next_start;
  }
  return ids;
}

/** All ids of a v2 list, page by page. */
export async function walkCursor(ask: Ask, url: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string = cursor && `&cursor=${cursor}`;
    const answer = await ask("GET", `${url}${url.includes("?") ? "&" : "?"}limit=${limit}${from}`);
    ids.push(...idsOf(answer.body.data));
    cursor = answer.body.additional_data.next_cursor;
  }
  return ids;
}

/** The ids a search finds, in one page. */
export async function found(ask: Ask, url: string): Promise<string[]> {
  const { body } = await ask("GET", `${url}&limit=100`);
  return idsOf(body.data.items.map(({ item }: { item: Shown }) => item));
}

export const UP_TO_100 = Array.from({ length: 100 }, (_, index) => index + 1).join(",");

/** A filter that asks nothing. */
export async function filterOfAll(ask: Ask, type: "deals" | "leads"): Promise<number> {
  const group = (glue: string) => ({ glue, conditions: [] });
  const conditions = { glue: "and", conditions: [group("and"), group("or")] };
  return (await ask("POST", "/v1/filters", { name: "All", type, conditions })).body.data.id;
}

/** What persons work for and deals are made with, so that they are counted: seen by everyone. */
const employers = new WeakMap<TestApp, Promise<{ id: number }>>();

export function employerOf(app: TestApp): Promise<{ id: number }> {
  const known = employers.get(app) ?? app.add.organization({ name: "Employer", visible_to: 7 });
  employers.set(app, known);
  return known;
}
