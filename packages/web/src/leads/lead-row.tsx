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

/** A row keeps its id where leads come or go above it: what is at another place is not read out anew. */
export const rowId = (index: number, row: LeadRow | undefined): string =>
  `lead-row-${row === undefined ? index : row.lead.id}`;

/**
 * One lead of the list. Some five of them are drawn in every frame that is scrolled: plain elements, and no handlers
 * of their own. What is pressed is found by `data-index`.
 */
export const LeadRowView = memo(function LeadRowView(props: Props) {
  const { index, row, columns, writing, top, isCurrent, isOpen, isChosen } = props;
  const place = { transform: `translateY(${top}px)` };
  const id = rowId(index, row);
  if (!row)
    return (
      <div id={id} role="row" aria-rowindex={index + 2} aria-busy className={classes.row} style={place}>
        <span role="gridcell" />
        <span role="gridcell" className={classes.coming} />
      </div>
    );
  const { lead } = row;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-labelledby={`${id}-told`} // not by the box that chooses it, which is called after the lead too
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
      <span id={`${id}-told`} role="presentation" className={classes.told}>
        {columns.map((column) => (
          <span key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
            {column.id === "title" && !lead.was_seen && (
              <span className={classes.unseen}>{writing.t.unseen}</span>
            )}
            {column.cell(row, writing)}
          </span>
        ))}
      </span>
    </div>
  );
});
