import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { ButtonMenu } from "../app/button-menu.tsx";
import type { OpeningButton } from "../lib/on-demand.tsx";
import type { Writing } from "./columns.tsx";
import { ColumnItems } from "./columns-menu.tsx";
import type { ColumnChoice } from "./use-column-choice.ts";

type Props = {
  button: OpeningButton;
  sort: string | undefined;
  choice: ColumnChoice;
  writing: Writing;
  /** What it is called to choose all leads, and how that is done; undefined where there are none. */
  all: { name: string; choose: () => void } | undefined;
  onSort: (sort: string) => void;
};

const directions = ["ASC", "DESC"] as const;

/** What the headers of columns are for, where there is no room for them: sorts, chooses all, says what a row shows. */
export function PhoneMenu({ button, sort = "", choice, writing, all, onSort }: Props) {
  const { t } = writing;
  const [sorted, direction = "ASC"] = sort.split(" ");
  return (
    <ButtonMenu button={button} closeOnItemClick={false}>
      {all && (
        <Menu.Item closeMenuOnClick onClick={all.choose}>
          {all.name}
        </Menu.Item>
      )}
      <Part name={t.sorting}>
        {choice.all.map(({ id, name, sort: field }) => (
          <Menu.RadioItem
            key={id}
            value={field}
            checked={field === sorted}
            onChange={() => onSort(`${field} ${direction}`)}
          >
            {name(t)}
          </Menu.RadioItem>
        ))}
      </Part>
      {sorted && (
        <Part name={t.order}>
          {directions.map((one) => (
            <Menu.RadioItem
              key={one}
              value={one}
              checked={one === direction}
              onChange={() => onSort(`${sorted} ${one}`)}
            >
              {t.direction[one]}
            </Menu.RadioItem>
          ))}
        </Part>
      )}
      <Part name={t.besideTitle}>
        <ColumnItems {...{ choice, writing }} />
      </Part>
    </ButtonMenu>
  );
}

/** Choices that belong together, under the name of what they choose. */
const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is none of what a menu may hold
  <div role="group" aria-label={name}>
    <Menu.Label aria-hidden>{name}</Menu.Label>
    {children}
  </div>
);
