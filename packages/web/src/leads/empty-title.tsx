import { Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { EMPTY_ID, focusListed } from "./focus-list.ts";

/** What an empty list says, in its place: who has begun nothing else is there. */
export function EmptyTitle({ size, children }: { size: "h3" | "h4"; children: ReactNode }) {
  useEffect(focusListed, []);
  return (
    <Title id={EMPTY_ID} tabIndex={-1} className="mantine-focus-auto" order={2} size={size}>
      {children}
    </Title>
  );
}
