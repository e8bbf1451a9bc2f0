import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { usePermitted } from "../api/permissions.ts";
import { focusListed } from "../leads/focus-list.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useTexts } from "../texts/texts.tsx";
import { type Command, offerCommands } from "./commands.ts";

export type PageDialog = "keys" | "palette" | "import";

/** What can be done on every page, by key and in the palette. */
export function usePageCommands(open: (dialog: PageDialog) => void): void {
  const { t } = useTexts();
  const navigate = useNavigate();
  const mayAdd = usePermitted()("can_add_leads");
  /** Goes where the keys go on: not to stay at what belongs to the page one leaves. */
  const goTo = async (to: "/inbox" | "/archive" | "/settings") => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    await navigate({ to });
    focusListed(); // a page that comes later takes it itself
  };
  const commands: Command[] = [
    ...(mayAdd ? [{ id: "import", name: t.importLeads, run: () => open("import") }] : []),
    { id: "go-inbox", key: "g i", name: t.keyNames.goInbox, run: () => void goTo("/inbox") },
    {
      id: "go-archive",
      key: "g a",
      name: t.keyNames.goArchive,
      run: () => void goTo("/archive"),
    },
    {
      id: "go-settings",
      key: "g s",
      name: t.keyNames.goSettings,
      run: () => void goTo("/settings"),
    },
    { id: "keys", key: "?", name: t.keys, run: () => open("keys") },
  ];
  useKeys({
    ...Object.fromEntries(commands.flatMap(({ key, run }) => (key ? [[key, run]] : []))),
    "mod+k": () => open("palette"),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only their words change
  useEffect(() => offerCommands("page", commands), [t, mayAdd]);
}
