import { ActionIcon, Button, Group, Text } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconEye,
  IconTag,
  IconTransform,
  IconTrash,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import { type ComponentProps, type ReactNode, Suspense, useEffect } from "react";
import { count as formatCount } from "../lib/formats.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { LabelMenu, OwnerMenu } from "./lead-menus.tsx";
import classes from "./list-bar.module.css";
import type { BarProps } from "./list-bar.tsx";
import { useBulk } from "./use-bulk.ts";

const BulkDialog = lazyPart(() => import("./bulk-dialog.tsx"), "BulkDialog");

const BulkLabels = lazyPart(() => import("./bulk-labels.tsx"), "BulkLabels");
const StageDialog = lazyPart(() => import("./stage-dialog.tsx"), "StageDialog");

/** What can be done to the leads that are chosen: those seen, or all of the list. */
export function ChosenBar(props: BarProps) {
  const { archived, extent, selection, menus, writing } = props;
  const { t, locale } = writing;
  const bulk = useBulk(props);
  const { actions } = bulk;
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
  const total = `${formatCount(locale, extent.count ?? 0)}${extent.more ? "+" : ""}`;
  const isMore =
    !selection.whole && writing.may.bulk && (extent.more || (extent.count ?? 0) > selection.size);
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
      <ChosenTools {...props} bulk={bulk} />
      <Suspense>
        {selection.whole && <WholeDialogs {...props} {...{ bulk, total }} />}
        {bulk.plan && (
          <BulkDialog plan={bulk.plan} writing={writing} onClose={bulk.close} onDone={bulk.done} />
        )}
      </Suspense>
    </>
  );
}

type Bulk = ReturnType<typeof useBulk>;

function ChosenTools({
  archived,
  selection,
  chosen: leads,
  menus,
  writing,
  bulk,
}: BarProps & { bulk: Bulk }) {
  const { t, may } = writing;
  const { actions } = bulk;
  const over = { actions, menus, writing, leads };
  const labels = (
    <Tool icon={<IconTag size={14} />} onClick={selection.whole ? () => menus.open("labels") : undefined}>
      {t.labels}
    </Tool>
  );
  return (
    <Group gap={6} wrap="nowrap" className={classes.actions}>
      <Tool
        icon={archived ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
        onClick={() => actions.archive(leads, !archived)}
      >
        {archived ? t.unarchiveLead : t.archiveLead}
      </Tool>
      {!archived && (
        <>
          {selection.whole ? labels : <LabelMenu {...over}>{labels}</LabelMenu>}
          <OwnerMenu {...over}>
            <Tool icon={<IconUser size={14} />}>{t.owner}</Tool>
          </OwnerMenu>
          <Tool icon={<IconEye size={14} />} onClick={() => actions.markSeen(leads)}>
            {t.markSeen}
          </Tool>
        </>
      )}
      {!archived && may.convert && (
        <Tool icon={<IconTransform size={14} />} onClick={() => menus.open("convert")}>
          {t.panel.convertButton}
        </Tool>
      )}
      {may.remove && (
        <Tool
          danger
          icon={<IconTrash size={14} />}
          onClick={() => (selection.whole ? bulk.remove() : menus.open("delete"))}
        >
          {t.deleteLead}
        </Tool>
      )}
    </Group>
  );
}

type ToolProps = Omit<ComponentProps<typeof Button<"button">>, "children"> & {
  icon: ReactNode;
  danger?: boolean;
  children: string;
};

/** A button of which there is only the picture where room is scarce. */
const Tool = ({ icon, danger, children, ...rest }: ToolProps) => (
  <Button
    size="xs"
    flex="none"
    px="xs"
    aria-label={children}
    title={children}
    classNames={{ section: classes.toolIcon }}
    leftSection={icon}
    variant={danger ? "light" : "default"}
    {...(danger && { color: "red" })}
    {...rest}
  >
    <span className={classes.toolName}>{children}</span>
  </Button>
);

/** Ask what is to be done to all of a list, before a look at what would change. */
function WholeDialogs({ menus, writing, bulk, total }: BarProps & { bulk: Bulk; total: string }) {
  const { opened, close } = menus;
  /** Closes what asked, and goes on with what was answered. */
  const then =
    <T,>(goOn: (answer: T) => void) =>
    (answer: T) => {
      close();
      goOn(answer);
    };
  if (opened === "labels")
    return <BulkLabels count={total} writing={writing} onClose={close} onChosen={then(bulk.label)} />;
  if (opened === "convert")
    return <StageDialog what={writing.t.wholeList(total)} onClose={close} onChosen={then(bulk.convert)} />;
  return null;
}
