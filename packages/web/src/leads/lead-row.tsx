import { Checkbox, Skeleton } from "@mantine/core";
import { type CSSProperties, type MouseEvent, memo } from "react";
import type { Column, Writing } from "./columns.tsx";
import classes from "./lead-table.module.css";
import type { LeadRow } from "./use-lead-rows.ts";

type Props = {
  id: string;
  index: number;
  row: LeadRow | undefined;
  columns: readonly Column[];
  grid: CSSProperties;
  writing: Writing;
  /** Pixels from the top of the list. */
  top: number;
  isCurrent: boolean;
  isOpen: boolean;
  isChosen: boolean;
  onOpen: (index: number) => void;
  onChoose: (index: number, event: MouseEvent) => void;
};

export const LeadRowView = memo(function LeadRowView(props: Props) {
  const { id, index, row, columns, grid, writing, top, isCurrent, isOpen, isChosen, onOpen, onChoose } =
    props;
  const place = { ...grid, transform: `translateY(${top}px)` };
  if (!row) {
    return (
      <div id={id} role="row" aria-rowindex={index + 2} aria-busy className={classes.row} style={place}>
        <span role="gridcell" />
        <span role="gridcell">
          <Skeleton h={12} w="60%" />
        </span>
      </div>
    );
  }
  const { lead } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list do the same, for the row one is at
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      aria-current={isOpen || undefined}
      className={classes.row}
      data-current={isCurrent || undefined}
      data-unseen={!lead.was_seen || undefined}
      style={place}
      onClick={() => onOpen(index)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click on the box from opening the lead */}
      <span role="gridcell" className={classes.choose} onClick={(event) => event.stopPropagation()}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={isChosen}
          aria-label={writing.t.select(lead.title)}
          onChange={() => {}}
          onClick={(event) => onChoose(index, event)}
        />
      </span>
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {column.id === "title" && !lead.was_seen && (
            <span className={classes.unseen}>{writing.t.unseen}</span>
          )}
          {column.cell(row, writing)}
        </span>
      ))}
    </div>
  );
});
