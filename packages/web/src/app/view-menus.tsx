import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { signInAgain } from "../api/foyer.ts";
import { changeProfile } from "../api/profile.ts";
import { type Language, languages, useTexts } from "../texts/texts.tsx";

const schemes: readonly MantineColorScheme[] = ["auto", "light", "dark"];

export function AppearanceMenu() {
  const { t } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t.appearance}</Menu.Label>
      {schemes.map((scheme) => (
        <Menu.RadioItem
          key={scheme}
          value={scheme}
          checked={scheme === colorScheme}
          onChange={() => {
            setColorScheme(scheme);
            changeProfile({ theme: scheme }).catch(signInAgain);
          }}
        >
          {t.theme[scheme]}
        </Menu.RadioItem>
      ))}
    </>
  );
}

export function LanguageMenu() {
  const { t, language, speak } = useTexts();
  return (
    <>
      <Menu.Label>{t.language}</Menu.Label>
      {(Object.keys(languages) as Language[]).map((one) => (
        <Menu.RadioItem
          key={one}
          lang={one}
          value={one}
          checked={one === language}
          onChange={() => {
            speak(one);
            changeProfile({ language: one }).catch(signInAgain);
          }}
        >
          {languages[one]}
        </Menu.RadioItem>
      ))}
    </>
  );
}
