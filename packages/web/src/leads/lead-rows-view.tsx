import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, memo, type PointerEvent, useEffect, useRef } from "react";
import type { Column, Writing } from "./columns.tsx";
import { LeadRowView, rowId } from "./lead-row.tsx";
import classes from "./lead-table.module.css";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";

export const ROW_PX = 44;
/** Rows drawn beyond the visible ones. */
const OVERSCAN = 12;
/** Milliseconds after which a pointer rests. */
const REST_MS = 80;

type Props = {
  scroller: HTMLDivElement | null;
  rows: LeadRows;
  columns: readonly Column[];
  selection: Selection;
  writing: Writing;
  current: number;
  /** The id of the lead that is open. */
  opened: string | undefined;
  onVisible: (first: number, last: number) => void;
  onOpen: (index: number) => void;
  onChoose: (index: number, isReaching: boolean) => void;
  /** The pointer rests on a lead. */
  onRest: (index: number) => void;
};

/** The row an event is about. */
function indexOf({ target }: { target: EventTarget }): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return row ? Number(row.dataset.index) : undefined;
}

/** Tells of a lead that the pointer stays on, not of those it goes over. */
function useResting(onRest: (index: number) => void) {
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (event: PointerEvent) => {
    clearTimeout(timer.current);
    const index = indexOf(event);
    if (index !== undefined) timer.current = window.setTimeout(onRest, REST_MS, index);
  };
}

/** The ids of rows, but for a lead that is shown twice while pages of before and after a change meet. */
const keysOf = (ids: readonly string[]): string[] =>
  ids.map((id, place) => (ids.indexOf(id) < place ? `${id}-${place}` : id));

/** The rows in sight: all that is drawn anew while the list is scrolled. */
export const LeadRowsView = memo(function LeadRowsView(props: Props) {
  const { scroller, rows, columns, selection, writing, current, opened } = props;
  const { onVisible, onOpen, onChoose, onRest } = props;
  const virtual = useVirtualizer({
    count: rows.count ?? 0,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onVisible(first, last), [first, last, onVisible]);
  useEffect(() => {
    // In the next frame: by then it is known where the list was held when leads came above.
    const frame = requestAnimationFrame(() => virtual.scrollToIndex(current));
    return () => cancelAnimationFrame(frame);
  }, [current, virtual]);

  const keys = keysOf(items.map(({ index }) => rowId(index, rows.at(index))));
  const rest = useResting(onRest);
  const press = (event: MouseEvent) => {
    const index = indexOf(event);
    if (index === undefined) return;
    if (event.target instanceof Element && event.target.closest("[data-choose]"))
      onChoose(index, event.shiftKey);
    else onOpen(index);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list do the same, for the row one is at
    <div
      role="rowgroup"
      className={classes.body}
      style={{ height: virtual.getTotalSize() }}
      onClick={press}
      onPointerOver={rest}
    >
      {items.map(({ index, start }, place) => {
        const row = rows.at(index);
        return (
          <LeadRowView
            key={keys[place]}
            {...{ index, row, columns, writing }}
            top={start}
            isCurrent={index === current}
            isOpen={row !== undefined && row.lead.id === opened}
            isChosen={row !== undefined && selection.has(row.lead.id)}
          />
        );
      })}
    </div>
  );
});
