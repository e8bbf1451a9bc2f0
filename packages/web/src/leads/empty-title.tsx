import { Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { EMPTY_ID, focusListed, UNFRAMED } from "./focus-list.ts";

/** What an empty list says, in its place: who has begun nothing else is there. Unframed, as it is the first that newcomers see. */
export function EmptyTitle({ size, children }: { size: "h3" | "h4"; children: ReactNode }) {
  useEffect(focusListed, []);
  return (
    <Title id={EMPTY_ID} tabIndex={-1} style={UNFRAMED} order={2} size={size}>
      {children}
    </Title>
  );
}
