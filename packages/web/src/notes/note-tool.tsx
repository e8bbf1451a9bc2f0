import { ActionIcon } from "@mantine/core";
import type { ReactNode, Ref } from "react";

type Props = { label: string; ref?: Ref<HTMLButtonElement>; onClick: () => void; children: ReactNode };

/** A small button of a note or of a comment. */
export function NoteTool({ label, ref, onClick, children }: Props) {
  return (
    <ActionIcon
      {...{ ref, onClick }}
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
    >
      {children}
    </ActionIcon>
  );
}
