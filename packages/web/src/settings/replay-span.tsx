import { Group } from "@mantine/core";
import { useState } from "react";
import { useZone } from "../activities/use-zone.ts";
import { foyer } from "../api/foyer.ts";
import { momentOf } from "../lib/zoned.ts";
import { DayInput } from "../when/day-input.tsx";
import { TimeInput } from "../when/time-input.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { useWords } from "./words.ts";

type Moment = { date: string; time: string };
const never: Moment = { date: "", time: "" };

/** Sends every event of a span of time again. Times are those of the reader's zone; a day without one begins it. */
export function ReplaySpan({ webhook, onClose }: { webhook: number; onClose: () => void }) {
  const { s } = useWords();
  const zone = useZone();
  const [from, setFrom] = useState(never);
  const [until, setUntil] = useState(never);
  const told = ({ date, time }: Moment) =>
    new Date(momentOf({ date, time: time || null }, zone)).toISOString();
  const span = () => ({ from: told(from), ...(until.date !== "" && { until: told(until) }) });
  return (
    <FormDialog
      title={s.replaySpan}
      action={s.replay}
      send={() => foyer.webhooks.replay(webhook, span())}
      said={({ count }) => s.replayedSpan(count)}
      onClose={onClose}
    >
      <MomentInput label={s.from} required value={from} onChange={setFrom} />
      <MomentInput label={s.until} description={s.untilNow} value={until} onChange={setUntil} />
    </FormDialog>
  );
}

type Props = {
  label: string;
  description?: string;
  required?: true;
  value: Moment;
  onChange: (moment: Moment) => void;
};

function MomentInput({ label, description, required, value, onChange }: Props) {
  const { t } = useWords();
  return (
    <Group gap="xs" grow align="end">
      <DayInput
        label={label}
        {...(description && { description })}
        {...(required && { required, "data-autofocus": true })}
        value={value.date}
        onChange={(date) => onChange({ ...value, date })}
      />
      <TimeInput
        label={t.when.time}
        aria-label={`${label}: ${t.when.time}`}
        value={value.time}
        onChange={(time) => onChange({ ...value, time })}
      />
    </Group>
  );
}
