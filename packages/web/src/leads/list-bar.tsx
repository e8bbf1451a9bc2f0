import { ActionIcon, Button, Group, Menu, Select, Text, Tooltip } from "@mantine/core";
import {
  IconArchive,
  IconArchiveOff,
  IconColumns3,
  IconEye,
  IconPlus,
  IconTag,
  IconTrash,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import { count as formatCount } from "../lib/formats.ts";
import { columns, type Writing } from "./columns.tsx";
import { DeleteConfirm, LabelMenu, OwnerMenu } from "./lead-menus.tsx";
import classes from "./list-bar.module.css";
import type { ColumnChoice } from "./use-column-choice.ts";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";

type Props = {
  archived: boolean;
  rows: LeadRows;
  selection: Selection;
  actions: LeadActions;
  choice: ColumnChoice;
  writing: Writing;
  menus: Menus;
  owner: number | undefined;
  onOwner: (id: number | undefined) => void;
  onAdd: () => void;
};

/** Above the list: what narrows it, or, while leads are chosen, what can be done to them. */
export function ListBar(props: Props) {
  const { selection, actions, menus, writing } = props;
  return (
    <div className={classes.bar}>
      {selection.size > 0 ? <Chosen {...props} /> : <Narrowing {...props} />}
      <DeleteConfirm {...{ actions, menus, writing }} onDeleted={selection.clear} />
    </div>
  );
}

function Narrowing({ rows, choice, writing, owner, onOwner, onAdd }: Props) {
  const { t, locale, users } = writing;
  const people = [...users.values()].filter(({ active_flag }) => active_flag);
  return (
    <>
      <Text size="sm" c="dimmed" className={classes.count} aria-live="polite">
        {rows.count === undefined ? "" : t.leads(formatCount(locale, rows.count))}
      </Text>
      <div className={classes.space} />
      <Select
        size="xs"
        w={150}
        clearable
        aria-label={t.owner}
        placeholder={t.everyone}
        leftSection={<IconUser size={14} aria-hidden />}
        data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={owner === undefined ? null : String(owner)}
        onChange={(id) => onOwner(id === null ? undefined : Number(id))}
      />
      <ColumnsMenu {...{ choice, writing }} />
      <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
        {t.add}
      </Button>
    </>
  );
}

function ColumnsMenu({ choice, writing: { t } }: Pick<Props, "choice" | "writing">) {
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t.columns}>
          <ActionIcon variant="default" size={30} aria-label={t.columns} visibleFrom="sm">
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter(({ id }) => id !== "title")
          .map((column) => (
            <Menu.CheckboxItem
              key={column.id}
              checked={choice.isShown(column)}
              onChange={() => choice.toggle(column.id)}
            >
              {column.name(t)}
            </Menu.CheckboxItem>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Chosen({ archived, selection, actions, menus, writing }: Props) {
  const { t } = writing;
  const leads = selection.leads();
  const archive = async () => {
    if (await actions.archive(leads, !archived)) selection.clear();
  };
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={t.clearSelection} onClick={selection.clear}>
        <IconX size={16} />
      </ActionIcon>
      <Text size="sm" fw={600} aria-live="polite">
        {t.selected(selection.size)}
      </Text>
      <div className={classes.space} />
      <Group gap={6} wrap="nowrap" className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={archived ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
          onClick={archive}
        >
          {archived ? t.unarchiveLead : t.archiveLead}
        </Button>
        <LabelMenu {...{ actions, menus, writing, leads }}>
          <Button size="xs" variant="default" leftSection={<IconTag size={14} />}>
            {t.labels}
          </Button>
        </LabelMenu>
        <OwnerMenu {...{ actions, menus, writing, leads }}>
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
          onClick={() => menus.open("delete")}
        >
          {t.deleteLead}
        </Button>
      </Group>
    </>
  );
}
