import Sqlite from "better-sqlite3";
import { startFoyer } from "./foyer.ts";
import type { Latency } from "./load.ts";
import type { Load } from "./measures.ts";
import { searches } from "./requests.ts";
import { createRandom } from "./stats.ts";

const KINDS = [
  "a rare word",
  "a common word",
  "a two-character prefix",
  "two words together",
  "an inner match",
] as const;
type SearchKind = (typeof KINDS)[number];

/** Times of each kind of search, and what share of the file the index takes. */
export type Searching = {
  times: { kind: SearchKind; limit: number; latency: Latency }[];
  index: number;
  file: number;
};

/** Items of a page: as many as programs get that do not say, and as many as a person looks at. */
const LIMITS = [100, 10];

/** Titles looked at for terms. */
const TITLES = 20_000;
/** Different terms of a kind. */
const TERMS = 200;

function termsOf(file: string): Record<SearchKind, string[]> {
  const db = new Sqlite(file, { readonly: true });
  const titles = db
    .prepare("select doc ->> 'title' from leads where seq % 37 = 0 limit ?")
    .pluck()
    .all(TITLES) as string[];
  db.close();
  const wordsOf = (title: string): string[] => title.match(/\p{L}{4,}/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of titles.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const random = createRandom(11);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  const many = (make: () => string): string[] => Array.from({ length: TERMS }, make);
  const common = byCount.slice(0, 20);
  return {
    "a rare word": many(() => pick(byCount.slice(-500))),
    "a common word": many(() => pick(common)),
    "a two-character prefix": many(() => pick(byCount).slice(0, 2)),
    "two words together": many(() => wordsOf(pick(titles)).slice(0, 2).join(" ") || pick(common)),
    "an inner match": many(() => pick(byCount.filter((word) => word.length > 5)).slice(1, 5)),
  };
}

function sizesOf(file: string): { index: number; file: number } {
  const db = new Sqlite(file, { readonly: true });
  const size = db
    .prepare("select coalesce(sum(pgsize), 0) from dbstat where name like ? and aggregate = true")
    .pluck();
  const sizes = { index: size.get("search%") as number, file: size.get("%") as number };
  db.close();
  return sizes;
}

/** Searches of a full database, one at a time. */
export async function measureSearch(load: Load, file: string, samples: number): Promise<Searching> {
  const foyer = await startFoyer(file);
  const terms = termsOf(file);
  const times: Searching["times"] = [];
  for (const limit of LIMITS) {
    for (const kind of KINDS) {
      const servers = [{ port: foyer.port, requests: searches(terms[kind], limit) }];
      await load.ask({ kind: "alternate", samples: Math.ceil(samples / 10), servers }); // warms up
      const [latency] = (await load.ask({ kind: "alternate", samples, servers })) as Latency[];
      if (latency) times.push({ kind, limit, latency });
    }
  }
  await foyer.stop();
  return { times, ...sizesOf(file) };
}
