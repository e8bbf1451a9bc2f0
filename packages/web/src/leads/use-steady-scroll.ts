import { useLayoutEffect, useRef } from "react";
import type { LeadRows } from "./use-lead-rows.ts";

/** Keeps the lead at the top of what is seen where it is when leads come or go above it. */
export function useSteadyScroll(scroller: HTMLElement | null, rows: LeadRows, rowPx: number): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    if (!scroller || old === rows || old.list !== rows.list) return;
    const { scrollTop } = scroller;
    if (scrollTop <= 0) return;
    const top = Math.ceil(scrollTop / rowPx);
    const id = old.at(top)?.lead.id;
    const now = id === undefined ? undefined : rows.indexOf(id);
    if (now !== undefined && now !== top) scroller.scrollTop = scrollTop + (now - top) * rowPx;
  }, [scroller, rows, rowPx]);
}
