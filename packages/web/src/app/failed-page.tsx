import { Alert, Button, Text, Title } from "@mantine/core";
import { inWords, UNFETCHED } from "../texts/refusals.ts";
import { useTexts } from "../texts/texts.tsx";
import { reasonOf } from "./reason.ts";

/** How browsers say that a part of the page did not come: Chromium, Firefox, Safari. */
const UNLOADED = /dynamically imported module|importing a module script failed/i;

const isUnloaded = (error: unknown): boolean => error instanceof TypeError && UNLOADED.test(error.message);

/** What stands where a page could not be shown: the program was made anew, or it has a fault. */
export function FailedPage({ error }: { error: unknown }) {
  const { t } = useTexts();
  return (
    <Alert color="red" m="md" role="alert" style={{ alignSelf: "start" }}>
      <Title order={1} size="h5">
        {t.failed}
      </Title>
      <Text size="sm" mt={4}>
        {isUnloaded(error) ? inWords(t, UNFETCHED) : reasonOf(error)}
      </Text>
      <Button mt="xs" size="compact-sm" variant="default" onClick={() => location.reload()}>
        {t.loadAnew}
      </Button>
    </Alert>
  );
}
