import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { label: string; onClick: () => void; children: ReactNode };

/** A small button of a note or of a comment. */
export function NoteTool({ label, onClick, children }: Props) {
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
