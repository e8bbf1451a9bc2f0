import { type RefObject, useLayoutEffect, useRef } from "react";
import type { LeadRows } from "./use-lead-rows.ts";

/** Keeps the lead at the top of what is seen where it is when leads come or go above it. */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: LeadRows,
  rowPx: number,
): void {
  const anchor = useRef<{ list: object; id: string | undefined; index: number }>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { list, id, index } = anchor.current ?? {};
    const now = id !== undefined && list === rows.list ? rows.indexOf(id) : undefined;
    if (now !== undefined && index !== undefined && now !== index && element.scrollTop > 0)
      element.scrollTop += (now - index) * rowPx;
    const top = Math.ceil(element.scrollTop / rowPx);
    anchor.current = { list: rows.list, id: rows.at(top)?.lead.id, index: top };
  });
}
