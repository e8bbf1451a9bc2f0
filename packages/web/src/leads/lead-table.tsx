import { type CSSProperties, memo, useEffect, useMemo, useState } from "react";
import type { LeadList } from "../api/queries.ts";
import { useSteady } from "../lib/use-steady.ts";
import type { Column, Writing } from "./columns.tsx";
import { focusListed, LIST_ID } from "./focus-list.ts";
import { LeadHeader } from "./lead-header.tsx";
import { rowId } from "./lead-row.tsx";
import { LeadRowsView, ROW_PX } from "./lead-rows-view.tsx";
import classes from "./lead-table.module.css";
import type { ColumnChoice } from "./use-column-choice.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";
import { useSteadyScroll } from "./use-steady-scroll.ts";

type Props = {
  list: LeadList;
  rows: LeadRows;
  current: number;
  opened: string | undefined;
  selection: Selection;
  choice: ColumnChoice;
  writing: Writing;
  sort: string;
  onVisible: (first: number, last: number) => void;
  onSort: (sort: string) => void;
  onOpen: (index: number) => void;
  onCurrent: (index: number) => void;
  onRest: (index: number) => void;
};

const CHOOSE_PX = 44;

/** The widths of a row's cells, as CSS has them: variables of the list. In the row of a phone numbers stay whole. */
function gridOf(shown: readonly Column[]): CSSProperties {
  const widths = shown.map(({ id, width }) => (id === "title" ? `minmax(${width}px, 1fr)` : `${width}px`));
  const least = shown.reduce((sum, { width }) => sum + width, CHOOSE_PX);
  const beside = shown.slice(1).map(({ align }) => (align === "end" ? "max-content" : "minmax(0, auto)"));
  return {
    "--columns": `${CHOOSE_PX}px ${widths.join(" ")}`,
    "--least": `${least}px`,
    "--phone": `${CHOOSE_PX}px minmax(9rem, 1fr) ${beside.join(" ")}`,
  } as CSSProperties;
}

/** The list itself: only the rows in sight exist, whatever the number of leads. */
export const LeadTable = memo(function LeadTable(props: Props) {
  const { list, rows, current, opened, selection, choice, writing, sort } = props;
  const { onVisible, onSort, onOpen, onCurrent, onRest } = props;
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const count = rows.count ?? 0;
  const grid = useMemo(() => gridOf(choice.shown), [choice.shown]);
  const { choose } = useSteady({
    choose(index: number, isReaching: boolean) {
      const row = rows.at(index);
      if (!row) return;
      if (isReaching) selection.reach(index, rows.at);
      else selection.toggle(row.lead, index);
      onCurrent(index);
    },
  });
  useSteadyScroll(scroller, rows, ROW_PX);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what begins at its top
  useEffect(() => void scroller?.scrollTo({ top: 0 }), [list]);
  // Whoever has begun nothing else is at the list, whose keys then work in a screen reader too.
  const isThere = scroller !== null && count > 0;
  useEffect(() => {
    if (isThere) focusListed();
  }, [isThere]);

  return (
    <div
      ref={setScroller}
      id={LIST_ID}
      className={classes.scroller}
      style={grid}
      role="grid"
      aria-label={list.archived ? writing.t.archive : writing.t.inbox}
      aria-rowcount={count + 1}
      aria-multiselectable
      aria-busy={rows.old || undefined}
      tabIndex={0}
      aria-activedescendant={count > 0 ? rowId(current, rows.at(current)) : undefined}
    >
      <LeadHeader {...{ rows, selection, choice, writing, sort, onSort }} />
      <LeadRowsView
        {...{ scroller, rows, selection, writing, current, opened, onVisible, onOpen, onRest }}
        columns={choice.shown}
        onChoose={choose}
      />
    </div>
  );
});
