import { findDe } from "../texts/find-de.ts";
import { findEn } from "../texts/find-en.ts";
import { type Language, useTexts } from "../texts/texts.tsx";

const catalogues: Record<Language, typeof findEn> = { en: findEn, de: findDe };

/** The words of filters beside those of every page. */
export function useFindWords() {
  const spoken = useTexts();
  return { ...spoken, f: catalogues[spoken.language] };
}
export type FindWords = typeof findEn;
