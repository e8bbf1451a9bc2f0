import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useFocusReturns } from "../app/use-focus-returns.ts";
import type { Writing } from "./columns.tsx";
import { LabelMenu, OwnerMenu } from "./lead-menus.tsx";
import classes from "./lead-table.module.css";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";

/** Pixels from the edges of the page that a menu keeps at least, and where it opens when its row is out of sight. */
const EDGE = 16;
const BELOW_BARS = 104;

/** Where the row is that one is at; below the bars where there is none in sight. */
function placeOfRow(row: string): { top: number; left: number } {
  const { top = 0, left = 0, height = 0 } = document.getElementById(row)?.getBoundingClientRect() ?? {};
  const isSeen = height > 0 && top > 0 && top + height < innerHeight;
  return isSeen ? { top: top + height, left: left + EDGE } : { top: BELOW_BARS, left: EDGE };
}

type Props = { row: string; actions: LeadActions; menus: Menus; writing: Writing };

/** The menus that a key opens over the one lead worked on, at its row. */
export function RowMenus({ row, ...over }: Props) {
  useFocusReturns(); // the list has it again: the button a menu hangs on here is gone with it
  const [place] = useState(() => placeOfRow(row));
  const { t } = over.writing;
  const Menu = over.menus.opened === "owner" ? OwnerMenu : LabelMenu;
  return (
    <Menu {...over} leads={over.menus.leads()}>
      <UnstyledButton className={classes.anchor} style={place} tabIndex={-1}>
        {over.menus.opened === "owner" ? t.owner : t.labels}
      </UnstyledButton>
    </Menu>
  );
}
