import { memo } from "react";
import type { Column, Writing } from "./columns.tsx";
import classes from "./lead-table.module.css";
import type { LeadRow } from "./use-lead-rows.ts";

type Props = {
  index: number;
  row: LeadRow | undefined;
  columns: readonly Column[];
  writing: Writing;
  /** Pixels from the top of the list. */
  top: number;
  isCurrent: boolean;
  isOpen: boolean;
  isChosen: boolean;
};

export const rowId = (index: number): string => `lead-row-${index}`;

/**
 * One lead of the list. Some five of them are drawn in every frame that is scrolled: plain elements, and no handlers
 * of their own. What is pressed is found by `data-index`.
 */
export const LeadRowView = memo(function LeadRowView(props: Props) {
  const { index, row, columns, writing, top, isCurrent, isOpen, isChosen } = props;
  const place = { transform: `translateY(${top}px)` };
  if (!row)
    return (
      <div
        id={rowId(index)}
        role="row"
        aria-rowindex={index + 2}
        aria-busy
        className={classes.row}
        style={place}
      >
        <span role="gridcell" />
        <span role="gridcell" className={classes.coming} />
      </div>
    );
  const { lead } = row;
  return (
    <div
      id={rowId(index)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      aria-current={isOpen || undefined}
      className={classes.row}
      data-index={index}
      data-current={isCurrent || undefined}
      data-unseen={!lead.was_seen || undefined}
      style={place}
    >
      <span role="gridcell" className={classes.choose} data-choose>
        <span
          role="checkbox"
          className={classes.box}
          aria-checked={isChosen}
          aria-label={writing.t.select(lead.title)}
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
