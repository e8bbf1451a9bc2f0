import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { foyer } from "../api/foyer.ts";
import { count as formatCount } from "../lib/formats.ts";
import { useTexts } from "../texts/texts.tsx";
import { operationById } from "./operations.ts";

/** How far an undo has come, as whoever waits for it has seen last, and a way to stop it. */
export function UndoProgress({ id }: { id: number }) {
  const { t, locale } = useTexts();
  const { data: operation } = useQuery({ ...operationById(id), enabled: false });
  if (!operation) return null;
  const { done, total } = operation;
  const say = (value: number) => formatCount(locale, value);
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t.undoing.far(say(done), total === null ? "…" : say(total))}</Text>
        <Button size="compact-sm" variant="subtle" flex="none" onClick={() => foyer.bulk.stop(id)}>
          {t.bulk.stop}
        </Button>
      </Group>
      <Progress value={total ? (100 * done) / total : 0} animated aria-label={t.bulk.progress} />
    </Stack>
  );
}
