import { ActionIcon, Button, Group, Text } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconEye,
  IconTag,
  IconTrash,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import { lazy, Suspense, useEffect } from "react";
import { count as formatCount } from "../lib/formats.ts";
import { LabelMenu, OwnerMenu } from "./lead-menus.tsx";
import classes from "./list-bar.module.css";
import type { BarProps } from "./list-bar.tsx";
import { useBulk } from "./use-bulk.ts";

const BulkDialog = lazy(() =>
  import("./bulk-dialog.tsx").then(({ BulkDialog }) => ({ default: BulkDialog })),
);

/** What can be done to the leads that are chosen: those seen, or all of the list. */
export function ChosenBar(props: BarProps) {
  const { archived, rows, selection, menus, writing } = props;
  const { t, locale } = writing;
  const bulk = useBulk(props);
  const { actions } = bulk;
  const leads = selection.leads();
  // The keys of the list ask for these where all of it is chosen.
  const { opened, close } = menus;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per key
  useEffect(() => {
    if (!selection.whole || (opened !== "archive" && opened !== "seen" && opened !== "delete")) return;
    close();
    if (opened === "archive") void actions.archive([], !archived);
    else if (opened === "seen") void actions.markSeen([]);
    else bulk.remove();
  }, [opened]);
  const over = { actions, menus, writing, leads };
  const total = `${formatCount(locale, rows.count ?? 0)}${rows.more ? "+" : ""}`;
  const isMore = !selection.whole && (rows.more || (rows.count ?? 0) > selection.size);
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={t.clearSelection} onClick={selection.clear}>
        <IconX size={16} />
      </ActionIcon>
      <Text size="sm" fw={600} aria-live="polite" className={classes.count}>
        {selection.whole ? t.wholeList(total) : t.selected(selection.size)}
      </Text>
      {isMore && (
        <Button size="compact-xs" variant="subtle" onClick={selection.chooseWhole}>
          {t.selectWhole(total)}
        </Button>
      )}
      <div className={classes.space} />
      <Group gap={6} wrap="nowrap" className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={archived ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
          onClick={() => actions.archive(leads, !archived)}
        >
          {archived ? t.unarchiveLead : t.archiveLead}
        </Button>
        <LabelMenu {...over}>
          <Button size="xs" variant="default" leftSection={<IconTag size={14} />}>
            {t.labels}
          </Button>
        </LabelMenu>
        <OwnerMenu {...over}>
          <Button size="xs" variant="default" leftSection={<IconUser size={14} />}>
            {t.owner}
          </Button>
        </OwnerMenu>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEye size={14} />}
          onClick={() => actions.markSeen(leads)}
        >
          {t.markSeen}
        </Button>
        <Button
          size="xs"
          variant="light"
          color="red"
          leftSection={<IconTrash size={14} />}
          onClick={() => (selection.whole ? bulk.remove() : menus.open("delete"))}
        >
          {t.deleteLead}
        </Button>
      </Group>
      <Suspense>
        {bulk.plan && (
          <BulkDialog plan={bulk.plan} writing={writing} onClose={bulk.close} onDone={bulk.done} />
        )}
      </Suspense>
    </>
  );
}
