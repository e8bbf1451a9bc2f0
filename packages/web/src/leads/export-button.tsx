import { ActionIcon } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useEffect } from "react";
import { foyer } from "../api/foyer.ts";
import { type LeadList, me, queries, selectionOf } from "../api/queries.ts";
import { offerCommands } from "../app/commands.ts";
import { say } from "../app/say.ts";
import type { Writing } from "./columns.tsx";
import type { LeadActions } from "./use-lead-actions.tsx";

/** A link that is refused would tell nobody why. */
async function requirePermission(): Promise<void> {
  const { id } = await queries.ensureQueryData(me);
  const { can_export_data_from_lists } = await foyer.users.permissions(id);
  if (!can_export_data_from_lists) throw new Error("permission_missing");
}

type Props = { list: LeadList; writing: Writing; actions: LeadActions };

/** Has the browser save the leads of a list as a table. It shows the progress itself, and can stop. */
export function ExportButton({ list, writing: { t }, actions }: Props) {
  const run = async () => {
    try {
      await requirePermission();
      const link = document.createElement("a");
      link.href = foyer.inbox.exportAddress(selectionOf(list));
      link.download = "";
      link.click();
      say({ message: t.exporting });
    } catch (error) {
      actions.refuse(error);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does changes with every render; it is offered as it stands
  useEffect(
    () => offerCommands("export", [{ id: "export", name: t.exportLeads, run: () => void run() }]),
    [t, list],
  );
  return (
    <ActionIcon
      variant="default"
      size={30}
      aria-label={t.exportLeads}
      title={t.exportLeads}
      visibleFrom="sm"
      onClick={run}
    >
      <IconDownload size={16} />
    </ActionIcon>
  );
}
