import { Stack, Title } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import { useTexts } from "../texts/texts.tsx";

const GetStarted = lazy(() =>
  import("../start/get-started.tsx").then(({ GetStarted }) => ({ default: GetStarted })),
);

type Props = { archived: boolean; narrowed: boolean; onAdd: () => void };

/** What an empty list says: what to do next, where there is something to do. */
export function EmptyList({ archived, narrowed, onAdd }: Props) {
  const { t } = useTexts();
  if (!archived && !narrowed)
    return (
      <Suspense>
        <GetStarted onAdd={onAdd} />
      </Suspense>
    );
  return (
    <Stack align="center" justify="center" flex={1} p="xl" gap="sm">
      <IconInbox size={40} stroke={1.2} aria-hidden />
      <Title order={2} size="h4">
        {archived ? t.emptyArchive : t.noLeads}
      </Title>
    </Stack>
  );
}
