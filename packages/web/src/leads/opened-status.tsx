import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/texts.tsx";
import { focusListed, isListFocused } from "./focus-list.ts";
import { knownLead } from "./lead-cache.ts";

/**
 * Tells who does not see it that a lead was opened beside the list, though not where the list tells which one it is at,
 * and goes back to the list from one that is closed.
 */
export function OpenedStatus({ opened }: { opened: string | undefined }) {
  const { t } = useTexts();
  const [title, setTitle] = useState<string>();
  const before = useRef<string>(undefined);
  useEffect(() => {
    const isTold = before.current !== undefined && isListFocused();
    const isLeft = before.current !== undefined && opened === undefined;
    before.current = opened;
    if (isLeft) focusListed();
    setTitle(opened === undefined || isTold ? undefined : knownLead(opened)?.title);
  }, [opened]);
  return <VisuallyHidden role="status">{title !== undefined && t.isOpen(title)}</VisuallyHidden>;
}
