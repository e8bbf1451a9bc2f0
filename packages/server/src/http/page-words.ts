import type { FastifyRequest } from "fastify";
import { de } from "./page-words-de.ts";
import { en, type PageWords } from "./page-words-en.ts";

const catalogues: ReadonlyMap<string, PageWords> = new Map(Object.entries({ en, de }));

/** The texts in the language the browser likes best (Accept-Language) of those there are; English where there is none. */
export function wordsFor({ headers }: FastifyRequest): PageWords {
  const liked = (headers["accept-language"] ?? "").split(",").map(toLiking);
  const best = liked
    .filter(({ language, weight }) => weight > 0 && catalogues.has(language))
    .sort((one, other) => other.weight - one.weight)[0];
  return catalogues.get(best?.language ?? "") ?? en;
}

/** `de-AT;q=0.8` as its language and how much it is liked. */
function toLiking(range: string): { language: string; weight: number } {
  const [tag = "", ...parameters] = range.split(";");
  const weight = parameters
    .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
    .find((one) => one !== undefined);
  return { language: (tag.trim().split("-")[0] ?? "").toLowerCase(), weight: Number(weight ?? 1) };
}
