import { Alert, Button, Group } from "@mantine/core";
import type { ComponentProps, MouseEvent } from "react";
import { useTexts } from "../texts/texts.tsx";

type Props = ComponentProps<typeof Button<"button">> & {
  /** Why it was refused. */
  problem?: string | undefined;
  /** Whether it cannot be sent yet. Not `disabled`: that could not have the focus a dialog begins with. */
  isOff?: boolean;
  onCancel: () => void;
};

/** Where a dialog ends: why it was refused, how to leave it, and the button that sends the form around it. */
export function DialogFoot({ problem, isOff = false, onCancel, onClick, ...act }: Props) {
  const { t } = useTexts();
  const off = isOff && {
    "data-disabled": true,
    "aria-disabled": true,
    onClick: (event: MouseEvent) => event.preventDefault(),
  };
  return (
    <>
      {problem && (
        <Alert color="red" role="alert" p="xs">
          {problem}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button type="submit" onClick={onClick} {...act} {...off} />
      </Group>
    </>
  );
}
