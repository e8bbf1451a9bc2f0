import { Alert, Button, Group, Loader, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { reasonOf } from "../app/reason.ts";
import { count as formatCount } from "../lib/formats.ts";
import { BulkExamples, BulkRefusals } from "./bulk-outcome.tsx";
import type { Writing } from "./columns.tsx";
import { undoDeeds } from "./deeds.ts";
import { refreshLists } from "./lead-cache.ts";
import { type Operation, operationById, POLL_MS } from "./operations.ts";
import type { BulkPlan } from "./use-bulk.ts";
import { useTelling } from "./use-lead-actions.tsx";

type Props = { plan: BulkPlan; writing: Writing; onClose: () => void; onDone: () => void };

/** Shows what a change to many leads would do, then how far it has come. */
export function BulkDialog({ plan, writing, onClose, onDone }: Props) {
  const [started, setStarted] = useState<Operation>();
  return (
    <Dialog title={plan.what} onClose={started ? onDone : onClose}>
      {started ? (
        <Running {...{ plan, writing, onDone }} started={started} />
      ) : (
        <Preview {...{ plan, writing, onClose }} onStarted={setStarted} />
      )}
    </Dialog>
  );
}

type PreviewProps = Omit<Props, "onDone"> & { onStarted: (operation: Operation) => void };

function Preview({ plan, writing, onClose, onStarted }: PreviewProps) {
  const { t, locale } = writing;
  const [error, setError] = useState<unknown>();
  const preview = useQuery({
    queryKey: ["bulk-preview", plan.input],
    queryFn: ({ signal }) => foyer.bulk.preview(plan.input, { signal }),
    gcTime: 0,
  });
  const start = () => foyer.bulk.start(plan.input).then(onStarted, setError);
  const failed = error ?? preview.error;
  const { data } = preview;
  const say = (value: number) => formatCount(locale, value);
  return (
    <Stack gap="sm">
      {!failed && !data && <Loader size="sm" />}
      <Text size="sm" aria-live="polite">
        {data && t.bulk.would(say(data.changed), say(data.examined))}{" "}
        {data && data.examined < data.total && t.bulk.ofAll(say(data.total))}
      </Text>
      {data && (
        <>
          <BulkRefusals {...data} writing={writing} />
          <BulkExamples examples={data.examples} writing={writing} />
        </>
      )}
      <DialogFoot
        problem={failed ? reasonOf(failed) : undefined}
        onCancel={onClose}
        type="button"
        data-autofocus
        color={plan.input.action === "delete" ? "red.9" : undefined}
        isOff={!data || data.total === 0}
        onClick={start}
      >
        {data ? t.bulk.start(say(data.total)) : plan.what}
      </DialogFoot>
    </Stack>
  );
}

type RunningProps = Omit<Props, "onClose"> & { started: Operation };

function Running({ plan, writing, started, onDone }: RunningProps) {
  const { t, locale } = writing;
  const { tell, tellUndone, refuse } = useTelling();
  const { data: operation = started, error } = useQuery({
    ...operationById(started.id),
    refetchInterval: ({ state }) => (!state.data || state.data.state === "running" ? POLL_MS : false),
    gcTime: 0,
  });
  const { state, done, total, changed, refused } = operation;
  const say = (value: number) => formatCount(locale, value);
  const isCut = state === "stopped" || state === "failed";
  const takeBack = async () => {
    onDone();
    await undoDeeds([started.id]).then(() => tellUndone(plan.what), refuse);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has ended
  useEffect(() => {
    if (state === "running") return;
    void refreshLists();
    if (changed > 0 && !isCut)
      tell({ what: t.bulk.done(plan.what, say(changed)), undo: () => undoDeeds([started.id]) });
    if (refused === 0 && state === "done") onDone();
  }, [state]);
  return (
    <Stack gap="sm">
      <Progress
        value={total ? (100 * done) / total : 0}
        animated={state === "running"}
        aria-label={t.bulk.progress}
      />
      <Text size="sm" aria-live="polite">
        {t.bulk.far(say(done), total === null ? "…" : say(total))}
      </Text>
      {isCut && (
        <Text size="sm" fw={600} role="status">
          {(state === "stopped" ? t.bulk.stopped : t.bulk.failed)(say(changed))}
        </Text>
      )}
      <BulkRefusals {...operation} writing={writing} />
      {error && <Alert color="red">{reasonOf(error)}</Alert>}
      <Group justify="flex-end">
        {state === "running" && (
          <Button variant="default" onClick={() => foyer.bulk.stop(started.id)}>
            {t.bulk.stop}
          </Button>
        )}
        {isCut && changed > 0 && (
          <Button variant="default" onClick={takeBack}>
            {t.undo}
          </Button>
        )}
        <Button autoFocus onClick={onDone}>
          {state === "running" ? t.bulk.behind : t.close}
        </Button>
      </Group>
    </Stack>
  );
}
