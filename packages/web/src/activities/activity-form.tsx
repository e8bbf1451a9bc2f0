import { Button, Card, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { type Activity, type ActivityInput, activityTypes } from "../api/activities.ts";
import { me } from "../api/queries.ts";
import type { Writing } from "../leads/columns.tsx";
import { inZone } from "../lib/zoned.ts";
import { DayInput } from "../when/day-input.tsx";
import { TimeInput } from "../when/time-input.tsx";
import classes from "./activities.module.css";
import { ActivityIcon } from "./activity-icon.tsx";
import { toDue, toWallTime } from "./due.ts";
import { useZone } from "./use-zone.ts";

type Props = {
  /** The one that is edited; without it another is planned. */
  activity?: Activity;
  writing: Writing;
  onSave: (input: ActivityInput) => Promise<void>;
  onCancel: () => void;
};

/** What is to be done, when and by whom. Enter saves, Escape leaves it. */
export function ActivityForm({ activity, writing, onSave, onCancel }: Props) {
  const { t } = writing;
  const zone = useZone();
  const { data: user } = useQuery(me);
  const [draft, setDraft] = useState(() => draftOf(activity, zone));
  const [isSending, setSending] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    await onSave(inputOf(draft, zone, activity));
    setSending(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) onCancel();
  };

  return (
    <Card
      withBorder
      padding="sm"
      component="form"
      className={classes.form}
      onSubmit={submit}
      onKeyDown={press}
      aria-label={t.panel.activity}
    >
      <Stack gap="xs">
        <TextInput
          autoFocus
          aria-label={t.panel.subject}
          placeholder={t.panel.subjectHint}
          maxLength={255}
          value={draft.subject}
          onChange={({ currentTarget }) => set({ subject: currentTarget.value })}
        />
        <Group gap="xs" grow preventGrowOverflow={false} wrap="nowrap">
          <TypeSelect label={t.panel.type} value={draft.type} onChange={(type) => set({ type })} />
          <OwnerSelect
            writing={writing}
            value={draft.owner ?? (user ? String(user.id) : null)}
            onChange={(owner) => set({ owner })}
          />
        </Group>
        <Group gap="xs" grow preventGrowOverflow={false} wrap="nowrap">
          <DayInput
            required
            aria-label={t.panel.dueDate}
            value={draft.date}
            onChange={(date) => set({ date })}
          />
          <TimeInput aria-label={t.panel.dueTime} value={draft.time} onChange={(time) => set({ time })} />
        </Group>
        <Textarea
          autosize
          maxRows={8}
          aria-label={t.panel.activityNote}
          placeholder={t.panel.activityNote}
          value={draft.note}
          onChange={({ currentTarget }) => set({ note: currentTarget.value })}
        />
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
          <Button size="xs" type="submit" loading={isSending}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

type Draft = {
  subject: string;
  type: string | undefined;
  owner: string | undefined;
  date: string;
  time: string;
  note: string;
};

function draftOf(activity: Activity | undefined, zone: string): Draft {
  const due = activity ? toWallTime(activity, zone) : { ...inZone(Date.now(), zone), time: null };
  return {
    subject: activity?.subject ?? "",
    type: activity?.type,
    owner: activity && String(activity.owner_id),
    date: due.date,
    time: due.time ?? "",
    note: plain(activity?.note),
  };
}

/** A note of an activity is HTML to the API, and lines to who plans one. */
const plain = (html: string | null | undefined): string =>
  new DOMParser()
    .parseFromString((html ?? "").replaceAll(/<br\s*\/?>|<\/p>/gi, "\n"), "text/html")
    .body.textContent.trim();

function inputOf(draft: Draft, zone: string, before: Activity | undefined): ActivityInput {
  const escaped = draft.note.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
  const isNoteKept = draft.note.trim() === plain(before?.note);
  return {
    ...(draft.subject.trim() !== "" && { subject: draft.subject.trim() }),
    ...(draft.type !== undefined && { type: draft.type }),
    ...(draft.owner !== undefined && { owner_id: Number(draft.owner) }),
    ...toDue({ date: draft.date, time: draft.time || null }, zone),
    ...(!isNoteKept && { note: draft.note.trim() === "" ? null : escaped }),
  };
}

type Choice = { value: string | undefined; onChange: (value: string) => void };

function TypeSelect({ label, value, onChange }: Choice & { label: string }) {
  const { data: types = [] } = useQuery(activityTypes);
  const offered = types.filter(({ active_flag, key_string }) => active_flag || key_string === value);
  const chosen = value ?? offered[0]?.key_string;
  const iconOf = (key: string | undefined) => types.find(({ key_string }) => key_string === key)?.icon_key;
  return (
    <Select
      aria-label={label}
      allowDeselect={false}
      leftSection={<ActivityIcon icon={iconOf(chosen)} />}
      data={offered.map(({ key_string, name }) => ({ value: key_string, label: name }))}
      value={chosen ?? null}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <ActivityIcon icon={iconOf(option.value)} />
          {option.label}
        </Group>
      )}
      onChange={(key) => key && onChange(key)}
    />
  );
}

function OwnerSelect({
  writing: { t, users },
  value,
  onChange,
}: { writing: Writing; value: string | null } & Pick<Choice, "onChange">) {
  const people = [...users.values()].filter(({ id, active_flag }) => active_flag || String(id) === value);
  return (
    <Select
      aria-label={t.panel.assignee}
      allowDeselect={false}
      searchable
      data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value}
      onChange={(id) => id && onChange(id)}
    />
  );
}
