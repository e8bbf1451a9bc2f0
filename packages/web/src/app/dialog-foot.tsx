import { Alert, Button, Group } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTexts } from "../texts/texts.tsx";

type Props = ComponentProps<typeof Button<"button">> & {
  /** Why it was refused. */
  problem?: string | undefined;
  onCancel: () => void;
};

/** Where a dialog ends: why it was refused, how to leave it, and the button that sends the form around it. */
export function DialogFoot({ problem, onCancel, ...act }: Props) {
  const { t } = useTexts();
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
        <Button type="submit" {...act} />
      </Group>
    </>
  );
}
