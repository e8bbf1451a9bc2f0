import { Anchor, Button, Code, Stack, Text, Title } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useTexts } from "../texts/texts.tsx";

type Props = { archived: boolean; narrowed: boolean; onAdd: () => void };

/** What an empty list says: what to do next, where there is something to do. */
export function EmptyList({ archived, narrowed, onAdd }: Props) {
  const { t } = useTexts();
  const plain = archived || narrowed;
  return (
    <Stack align="center" justify="center" flex={1} p="xl" gap="sm">
      <IconInbox size={40} stroke={1.2} aria-hidden />
      <Title order={2} size="h4">
        {archived ? t.emptyArchive : narrowed ? t.noLeads : t.emptyInbox}
      </Title>
      {!plain && (
        <>
          <Text size="sm" c="dimmed" maw={420} ta="center">
            {t.emptyInboxHint}{" "}
            <Anchor href="/foyer/docs" underline="always">
              API
            </Anchor>
          </Text>
          <Code>{location.origin}/v1</Code>
          <Button mt="sm" onClick={onAdd}>
            {t.add}
          </Button>
        </>
      )}
    </Stack>
  );
}
