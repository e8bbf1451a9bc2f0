import { TextInput } from "@mantine/core";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useWords } from "./words.ts";

/** Sends every event of a span of time again. Times are those of the browser's clock. */
export function ReplaySpan({ webhook, onClose }: { webhook: number; onClose: () => void }) {
  const { s } = useWords();
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const span = () => ({
    from: new Date(from).toISOString(),
    ...(until !== "" && { until: new Date(until).toISOString() }),
  });
  return (
    <FormDialog
      title={s.replaySpan}
      action={s.replay}
      send={() => foyer.webhooks.replay(webhook, span())}
      said={({ count }) => s.replayedSpan(count)}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
