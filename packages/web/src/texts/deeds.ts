import { deedsDe } from "./deeds-de.ts";
import { deedsEn } from "./deeds-en.ts";
import { type Language, useTexts } from "./texts.tsx";

const catalogues: Record<Language, typeof deedsEn> = { en: deedsEn, de: deedsDe };

export type DeedTexts = typeof deedsEn;

/** Those in a language. */
export const deedTexts = (language: Language): DeedTexts => catalogues[language];

/** The texts of what was done, and of what is done to many at once. They come with what shows them. */
export const useDeedTexts = (): DeedTexts => deedTexts(useTexts().language);
