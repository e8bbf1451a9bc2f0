import { settingsDe } from "../texts/settings-de.ts";
import { settingsEn } from "../texts/settings-en.ts";
import { type Language, useTexts } from "../texts/texts.tsx";

const catalogues: Record<Language, typeof settingsEn> = { en: settingsEn, de: settingsDe };

/** The texts of the settings beside those of every page. */
export function useWords() {
  const spoken = useTexts();
  return { ...spoken, s: catalogues[spoken.language] };
}
