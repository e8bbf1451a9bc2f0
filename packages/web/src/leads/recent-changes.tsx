import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { customFields } from "../api/fields.ts";
import { MovedOn } from "../api/take-back.ts";
import { Dialog } from "../app/dialog.tsx";
import { reasonOf } from "../app/reason.ts";
import { say } from "../app/say.ts";
import { dateTime } from "../lib/formats.ts";
import { useDeedTexts } from "../texts/deeds.ts";
import { useTexts } from "../texts/texts.tsx";
import { deedWords } from "./deed-words.ts";
import { undoDeeds } from "./deeds.ts";
import { type Deed, recentDeeds } from "./operations.ts";
import classes from "./recent-changes.module.css";
import { useWriting } from "./use-writing.ts";

const recent = { queryKey: ["recent-changes"] };
/** Deeds asked for. */
const WANTED = 50;

/** What one did lately, the latest first, each with a way to undo it. */
export function RecentChanges({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { none } = useDeedTexts();
  const { data, error } = useQuery({
    ...recent,
    queryFn: ({ signal }) => recentDeeds(WANTED, signal),
    gcTime: 0,
  });
  return (
    <Dialog title={t.recent} onClose={onClose} size="lg">
      {error && <Alert color="red">{reasonOf(error)}</Alert>}
      {!data && !error && <Loader size="sm" />}
      {data?.length === 0 && <Text size="sm">{none}</Text>}
      <Stack gap="xs" component="ul" p={0} m={0}>
        {data?.map((deed) => (
          <Change key={`${deed.kind} ${deed.id}`} deed={deed} />
        ))}
      </Stack>
    </Dialog>
  );
}

function Change({ deed }: { deed: Deed }) {
  const writing = useWriting();
  const { t, locale } = writing;
  const deeds = useDeedTexts();
  const { data: fields = [] } = useQuery(customFields);
  const [error, setError] = useState<unknown>();
  const [isUndoing, setUndoing] = useState(false);
  const queries = useQueryClient();
  const what = deedWords(deed, { deeds, fields, writing });
  const action = error instanceof MovedOn ? t.undoAllTheSame : t.undo;
  const state = useRef<HTMLParagraphElement>(null);
  const undo = async () => {
    setUndoing(true);
    const undone = error instanceof MovedOn ? error.force() : undoDeeds([deed.id]);
    await undone.then(() => say({ message: t.undone(what) }), setError);
    setUndoing(false);
    await queries.invalidateQueries(recent);
    state.current?.focus(); // the button is gone
  };
  return (
    <Group component="li" justify="space-between" wrap="nowrap" className={classes.deed}>
      <div className={classes.what}>
        <Text size="sm">{what}</Text>
        <Text size="xs" c="dimmed">
          {dateTime(locale, deed.time)}
        </Text>
        {error !== undefined && (
          <Text size="xs" c="red" role="alert">
            {reasonOf(error)}
          </Text>
        )}
      </div>
      {deed.reason === null ? (
        <Button
          size="compact-sm"
          variant="default"
          flex="none"
          loading={isUndoing}
          aria-label={`${action}: ${what}`}
          onClick={undo}
        >
          {action}
        </Button>
      ) : (
        <Text ref={state} tabIndex={-1} size="xs" c="dimmed" className={classes.state}>
          {deed.reason === "undone" ? deeds.undone : deeds.running}
        </Text>
      )}
    </Group>
  );
}
