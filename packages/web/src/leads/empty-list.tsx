import { Button, Group, Stack, Text } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { Suspense } from "react";
import { lazyPart } from "../lib/lazy-part.ts";
import { useTexts } from "../texts/texts.tsx";
import { EmptyTitle } from "./empty-title.tsx";

const GetStarted = lazyPart(() => import("../start/get-started.tsx"), "GetStarted");

/** Something that narrows a list, with how to take it away. */
export type Narrowing = { name: string; onRemove: () => void };

type Props = {
  archived: boolean;
  /** Empty for the whole of the list. */
  narrowing: readonly Narrowing[];
  onAdd: () => void;
};

/** What an empty list says: what to do next, where there is something to do. */
export function EmptyList({ archived, narrowing, onAdd }: Props) {
  const { t } = useTexts();
  const narrowed = narrowing.length > 0;
  if (!archived && !narrowed)
    return (
      <Suspense>
        <GetStarted onAdd={onAdd} />
      </Suspense>
    );
  return (
    <Stack align="center" justify="center" flex={1} p="xl" gap="sm">
      <IconInbox size={40} stroke={1.2} aria-hidden />
      <EmptyTitle size="h4">{narrowed ? t.noLeads : t.emptyArchive}</EmptyTitle>
      {narrowed && (
        <>
          <Text size="sm" c="dimmed">
            {t.widen}
          </Text>
          <Group justify="center" gap="xs">
            {narrowing.map(({ name, onRemove }) => (
              <Button key={name} size="xs" variant="default" onClick={onRemove}>
                {t.without(name)}
              </Button>
            ))}
          </Group>
        </>
      )}
    </Stack>
  );
}
