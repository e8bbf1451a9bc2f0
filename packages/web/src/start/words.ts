import { startDe } from "../texts/start-de.ts";
import { startEn } from "../texts/start-en.ts";
import { type Language, useTexts } from "../texts/texts.tsx";

const catalogues: Record<Language, typeof startEn> = { en: startEn, de: startDe };

/** The texts of first steps and the import beside those of every page. */
export function useStartWords() {
  const spoken = useTexts();
  return { ...spoken, s: catalogues[spoken.language] };
}
