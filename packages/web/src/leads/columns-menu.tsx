import { ActionIcon, Menu } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useRef } from "react";
import type { Writing } from "./columns.tsx";
import type { ColumnChoice } from "./use-column-choice.ts";

type Props = { choice: ColumnChoice; writing: Writing };

/** Chooses which columns are shown. */
export function ColumnsMenu({ choice, writing }: Props) {
  const { t } = writing;
  const target = useRef<HTMLButtonElement>(null);
  return (
    <Menu
      defaultOpened
      closeOnItemClick={false}
      position="bottom-end"
      onChange={(opened) => opened || target.current?.focus()}
    >
      <Menu.Target>
        <ActionIcon
          ref={target}
          variant="default"
          size={30}
          aria-label={t.columns}
          title={t.columns}
          visibleFrom="sm"
        >
          <IconColumns3 size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <ColumnItems {...{ choice, writing }} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Every column but the title, which is always shown. */
export const ColumnItems = ({ choice, writing: { t } }: Props) =>
  choice.all
    .filter(({ id }) => id !== "title")
    .map((column) => (
      <Menu.CheckboxItem
        key={column.id}
        checked={choice.isShown(column)}
        onChange={() => choice.toggle(column.id)}
      >
        {column.name(t)}
      </Menu.CheckboxItem>
    ));
