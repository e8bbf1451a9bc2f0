import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { showTimesIn } from "../lib/formats.ts";
import { en, type Texts } from "./en.ts";

export const languages = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof languages;

/** What nobody speaks is not fetched. */
const catalogues: Record<Language, () => Promise<Texts>> = {
  en: async () => en,
  de: async () => (await import("./de.ts")).de,
};

/** A language with its texts. */
export type Speech = { language: Language; t: Texts };

const speechIn = async (language: Language): Promise<Speech> => ({
  language,
  t: await catalogues[language](),
});

const KEY = "foyer-language";
const REGION_KEY = "foyer-region";

/** How dates and numbers are written, and in which time zone, where somebody chose: as a tag, `de-DE`, and a name. */
export type Region = { locale?: string | undefined; timeZone?: string | undefined };

export const isLanguage = (text: string | null | undefined): text is Language =>
  text === "en" || text === "de";

/** What was chosen, else the first of the browser's languages there is a catalogue for. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

/** The texts to begin with, fetched before anything is shown. */
export const firstSpeech = (): Promise<Speech> => speechIn(firstLanguage());

/** The locale dates and numbers are written in: the browser's own where it is of the language shown. */
const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => tag.startsWith(language) && isLocale(tag)) ?? language;

/** Browsers pass on what the system calls its language, such as `en-US@posix`, which Intl refuses. */
const isLocale = (tag: string): boolean => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag);

type Spoken = {
  t: Texts;
  language: Language;
  locale: string;
  speak: (language: Language) => void;
  settle: (region: Region) => void;
};

/** What was chosen last, so that the first page is right before the profile has come. */
function initialRegion(): Region {
  const region: Region = JSON.parse(localStorage.getItem(REGION_KEY) ?? "{}");
  showTimesIn(region.timeZone);
  return region;
}

const Context = createContext<Spoken | undefined>(undefined);

let spokenNow: Pick<Spoken, "t" | "language" | "locale"> = { t: en, language: "en", locale: "en" };

/** The texts of the page, their language, and the locale to format with, for what is said outside of what is drawn. */
export const speechNow = () => spokenNow;

/** The texts alone. */
export const textsNow = (): Texts => spokenNow.t;

export function TextsProvider({ first, children }: { first: Speech; children: ReactNode }) {
  const [{ language, t }, setSpeech] = useState(first);
  const [region, setRegion] = useState(initialRegion);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(
    () => ({
      t,
      language,
      locale: region.locale ?? localeOf(language),
      speak(next: Language) {
        localStorage.setItem(KEY, next);
        speechIn(next).then(setSpeech);
      },
      settle(next: Region) {
        localStorage.setItem(REGION_KEY, JSON.stringify(next));
        showTimesIn(next.timeZone);
        setRegion(next);
      },
    }),
    [language, t, region],
  );
  useEffect(() => {
    spokenNow = spoken;
  }, [spoken]);
  return <Context value={spoken}>{children}</Context>;
}

/** The texts in the language spoken, and the locale to format with. */
export function useTexts(): Spoken {
  const spoken = use(Context);
  if (!spoken) throw new Error("Texts are asked for outside of TextsProvider");
  return spoken;
}
