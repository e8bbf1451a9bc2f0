import { Menu } from "@mantine/core";
import { ButtonMenu } from "../app/button-menu.tsx";
import type { OpeningButton } from "../lib/on-demand.tsx";
import type { Writing } from "./columns.tsx";
import type { ColumnChoice } from "./use-column-choice.ts";

type Props = { choice: ColumnChoice; writing: Writing };

/** Chooses which columns are shown. */
export const ColumnsMenu = ({ button, ...items }: Props & { button: OpeningButton }) => (
  <ButtonMenu button={button} closeOnItemClick={false}>
    <ColumnItems {...items} />
  </ButtonMenu>
);

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
