import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type Language, languages, useTexts } from "../texts/texts.tsx";

const check = (isChosen: boolean) => (isChosen ? <IconCheck size={16} aria-hidden /> : <span />);

const schemes: readonly MantineColorScheme[] = ["auto", "light", "dark"];

export function AppearanceMenu() {
  const { t } = useTexts();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t.appearance}</Menu.Label>
      {schemes.map((scheme) => (
        <Menu.Item
          key={scheme}
          role="menuitemradio"
          aria-checked={scheme === colorScheme}
          rightSection={check(scheme === colorScheme)}
          onClick={() => setColorScheme(scheme)}
        >
          {t.theme[scheme]}
        </Menu.Item>
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
        <Menu.Item
          key={one}
          lang={one}
          role="menuitemradio"
          aria-checked={one === language}
          rightSection={check(one === language)}
          onClick={() => speak(one)}
        >
          {languages[one]}
        </Menu.Item>
      ))}
    </>
  );
}
