import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { Dialog } from "../app/dialog.tsx";
import { dateTime, count as formatCount } from "../lib/formats.ts";
import { useTexts } from "../texts/texts.tsx";
import { undoOperation } from "./operations.ts";
import { reasonOf } from "./use-lead-actions.tsx";

const recent = { queryKey: ["recent-changes"] };
type Item = Awaited<ReturnType<typeof foyer.undo.list>>["data"][number];

/** What one did lately, the latest first, each with a way to undo it. */
export function RecentChanges({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { data, error } = useQuery({
    ...recent,
    queryFn: async ({ signal }) => (await foyer.undo.list({ limit: 50 }, { signal })).data,
    gcTime: 0,
  });
  return (
    <Dialog title={t.recent} onClose={onClose} size="lg">
      {error && <Alert color="red">{reasonOf(error)}</Alert>}
      {!data && !error && <Loader size="sm" />}
      {data?.length === 0 && <Text size="sm">{t.bulk.none}</Text>}
      <Stack gap="xs" component="ul" p={0} m={0}>
        {data?.map((item) => (
          <Change key={`${item.kind} ${item.id}`} item={item} />
        ))}
      </Stack>
    </Dialog>
  );
}

function Change({ item }: { item: Item }) {
  const { t, locale } = useTexts();
  const [error, setError] = useState<unknown>();
  const queries = useQueryClient();
  const what = item.title ?? t.bulk.leads(formatCount(locale, item.count));
  const kind = t.bulk.kinds[item.kind as keyof typeof t.bulk.kinds] ?? item.kind;
  const undo = () => undoOperation(item.id).then(() => queries.invalidateQueries(recent), setError);
  return (
    <Group component="li" justify="space-between" wrap="nowrap" style={{ listStyle: "none" }}>
      <div>
        <Text size="sm">
          {kind}: {what}
        </Text>
        <Text size="xs" c="dimmed">
          {dateTime(locale, item.time)}
          {error !== undefined && ` · ${reasonOf(error)}`}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!item.can_undo}
        aria-label={item.reason === "undone" ? undefined : `${t.undo}: ${kind}, ${what}`}
        onClick={undo}
      >
        {item.reason === "undone" ? t.bulk.undone : t.undo}
      </Button>
    </Group>
  );
}
