import { Alert, Button, Text } from "@mantine/core";
import { reasonOf } from "../leads/use-lead-actions.tsx";
import { useTexts } from "../texts/texts.tsx";

/** What stands where a page could not be shown: the program was made anew, or it has a fault. */
export function FailedPage({ error }: { error: unknown }) {
  const { t } = useTexts();
  return (
    <Alert color="red" m="md" role="alert" title={t.failed}>
      <Text size="sm">{reasonOf(error)}</Text>
      <Button mt="xs" size="compact-sm" variant="default" onClick={() => location.reload()}>
        {t.loadAnew}
      </Button>
    </Alert>
  );
}
