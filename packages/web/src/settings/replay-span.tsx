import { Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { Dialog } from "../app/dialog.tsx";
import { useSave } from "../app/use-save.ts";
import { FormButtons } from "./parts.tsx";
import { useWords } from "./words.ts";

/** Sends every event of a span of time again. Times are those of the browser's clock. */
export function ReplaySpan({ webhook, onClose }: { webhook: number; onClose: () => void }) {
  const { s } = useWords();
  const { save, isSaving } = useSave();
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const span = {
      from: new Date(from).toISOString(),
      ...(until !== "" && { until: new Date(until).toISOString() }),
    };
    const replay = () => foyer.webhooks.replay(webhook, span);
    if (await save(replay, { said: ({ count }) => s.replayedSpan(count) })) onClose();
  };
  return (
    <Dialog title={s.replaySpan} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={s.from}
            type="datetime-local"
            required
            data-autofocus
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            label={s.until}
            description={s.untilNow}
            type="datetime-local"
            value={until}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
          <FormButtons action={s.replay} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
