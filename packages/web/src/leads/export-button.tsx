import { IconDownload } from "@tabler/icons-react";
import { useEffect } from "react";
import { foyer } from "../api/foyer.ts";
import { type LeadList, selectionOf } from "../api/queries.ts";
import { offerCommands } from "../app/commands.ts";
import { say } from "../app/say.ts";
import { ToolButton } from "../app/tool-button.tsx";
import type { Writing } from "./columns.tsx";

type Props = { list: LeadList; writing: Writing };

/** Has the browser save the leads of a list as a table. It shows the progress itself, and can stop. */
export function ExportButton({ list, writing: { t } }: Props) {
  const run = () => {
    const link = document.createElement("a");
    link.href = foyer.inbox.exportAddress(selectionOf(list));
    link.download = "";
    link.click();
    say({ message: t.exporting });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does changes with every render; it is offered as it stands
  useEffect(() => offerCommands("export", [{ id: "export", name: t.exportLeads, run }]), [t, list]);
  return <ToolButton name={t.exportLeads} icon={IconDownload} visibleFrom="sm" onClick={run} />;
}
