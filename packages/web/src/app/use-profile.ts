import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { profile } from "../api/profile.ts";
import { isLanguage, useTexts } from "../texts/texts.tsx";

const schemes = ["auto", "light", "dark"] as const;

/** Has the pages look and speak as their reader chose, in whichever browser that was. */
export function useProfile(): void {
  const { data } = useQuery(profile);
  const { speak, settle } = useTexts();
  const { setColorScheme } = useMantineColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is followed when it changes, not when the page does
  useEffect(() => {
    if (!data) return;
    if (isLanguage(data.language)) speak(data.language);
    settle({ locale: data.locale?.replace("_", "-"), timeZone: data.timezone_name ?? undefined });
    const scheme = schemes.find((one) => one === data.theme);
    if (scheme) setColorScheme(scheme);
  }, [data]);
}
