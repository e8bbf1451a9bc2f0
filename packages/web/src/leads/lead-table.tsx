import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type MouseEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import type { LeadList } from "../api/queries.ts";
import type { Column, Writing } from "./columns.tsx";
import { LeadHeader } from "./lead-header.tsx";
import { LeadRowView } from "./lead-row.tsx";
import classes from "./lead-table.module.css";
import type { ColumnChoice } from "./use-column-choice.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";
import { useSteadyScroll } from "./use-steady-scroll.ts";

const ROW_PX = 44;
/** Rows drawn beyond the visible ones. */
const OVERSCAN = 12;

type Props = {
  list: LeadList;
  rows: LeadRows;
  current: number;
  opened: string | undefined;
  selection: Selection;
  choice: ColumnChoice;
  writing: Writing;
  sort: string;
  onVisible: (range: { first: number; last: number }) => void;
  onSort: (sort: string) => void;
  onOpen: (index: number) => void;
  onCurrent: (index: number) => void;
};

const rowId = (index: number): string => `lead-row-${index}`;

/** The widths of a row's cells, as CSS has them: a variable, which a narrow page overrides. */
function gridOf(shown: readonly Column[]): CSSProperties {
  const widths = shown.map(({ id, width }) => (id === "title" ? `minmax(${width}px, 1fr)` : `${width}px`));
  return { "--columns": `44px ${widths.join(" ")}` } as CSSProperties;
}

type Scrolled = {
  scroller: RefObject<HTMLDivElement | null>;
  virtual: { scrollToIndex: (index: number) => void };
};

/** Keeps the lead one is at in sight; another list begins at its top. */
function useScrolling(list: LeadList, current: number, { scroller, virtual }: Scrolled): void {
  useEffect(() => {
    // In the next frame: by then it is known where the list was held when leads came above.
    const frame = requestAnimationFrame(() => virtual.scrollToIndex(current));
    return () => cancelAnimationFrame(frame);
  }, [current, virtual]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what begins anew
  useEffect(() => void scroller.current?.scrollTo({ top: 0 }), [list]);
}

type Acts = { open: (index: number) => void; choose: (index: number, event: MouseEvent) => void };

/** Functions that stay the same however often the list is drawn, so that its rows are not. */
function useSame(acts: Acts): Acts {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () => ({
      open: (index) => latest.current.open(index),
      choose: (index, event) => latest.current.choose(index, event),
    }),
    [],
  );
}

/** The list itself: only the rows in sight exist, whatever the number of leads. */
export function LeadTable(props: Props) {
  const { list, rows, current, opened, selection, choice, writing, sort } = props;
  const { onVisible, onSort, onOpen, onCurrent } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const count = rows.count ?? 0;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  useSteadyScroll(scroller, rows, ROW_PX);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];

  useEffect(() => onVisible({ first, last }), [first, last, onVisible]);
  useScrolling(list, current, { scroller, virtual });

  const choose = (index: number, event: MouseEvent) => {
    const row = rows.at(index);
    if (!row) return;
    if (event.shiftKey) selection.reach(index, rows.at);
    else selection.toggle(row.lead, index);
    onCurrent(index);
  };

  const grid = useMemo(() => gridOf(choice.shown), [choice.shown]);
  const draw = useSame({ open: onOpen, choose });
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={writing.t.inbox}
      aria-rowcount={count + 1}
      aria-multiselectable
      aria-busy={rows.old || undefined}
      tabIndex={0}
      aria-activedescendant={count > 0 ? rowId(current) : undefined}
    >
      <LeadHeader {...{ grid, rows, selection, choice, writing, sort, onSort }} />
      <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <LeadRowView
            key={index}
            id={rowId(index)}
            {...{ index, grid, writing }}
            columns={choice.shown}
            row={rows.at(index)}
            top={start}
            isCurrent={index === current}
            isOpen={rows.at(index)?.lead.id === opened}
            isChosen={selection.has(rows.at(index)?.lead.id ?? "")}
            onOpen={draw.open}
            onChoose={draw.choose}
          />
        ))}
      </div>
    </div>
  );
}
