import { Button, Group, Radio, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { labels } from "../api/queries.ts";
import type { LeadLabel } from "../api/types.ts";
import { Dialog } from "../app/dialog.tsx";
import { useSave } from "../app/use-save.ts";
import { LabelBadge, labelColors } from "../leads/label-badges.tsx";
import { Confirm, FormButtons, Headed, Row, RowButton, Rows } from "./parts.tsx";
import classes from "./settings-page.module.css";
import { useWords } from "./words.ts";

export function Labels() {
  const { s } = useWords();
  const query = useQuery(labels);
  const { save } = useSave();
  const [editing, setEditing] = useState<LeadLabel | "new">();
  const [deleting, setDeleting] = useState<LeadLabel>();
  return (
    <Headed name="labels" action={<Button onClick={() => setEditing("new")}>{s.addLabel}</Button>}>
      <Rows query={query}>
        {(label) => (
          <Row
            key={label.id}
            title={<LabelBadge label={label} />}
            actions={
              <>
                <RowButton label={s.edit} of={label.name} onClick={() => setEditing(label)} />
                <RowButton danger label={s.delete} of={label.name} onClick={() => setDeleting(label)} />
              </>
            }
          />
        )}
      </Rows>
      {editing && (
        <EditLabel before={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
      {deleting && (
        <Confirm
          title={s.delete}
          text={s.deleteLabel(deleting.name)}
          action={s.delete}
          onConfirm={() => save(() => foyer.labels.delete(deleting.id))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Headed>
  );
}

type Color = Parameters<typeof foyer.labels.add>[0]["color"];

function EditLabel({ before, onClose }: { before: LeadLabel | undefined; onClose: () => void }) {
  const { s, t } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState(before?.name ?? "");
  const [color, setColor] = useState(before?.color ?? "blue");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const label = { name: name.trim(), color: color as Color };
    const store = () => (before ? foyer.labels.update(before.id, label) : foyer.labels.add(label));
    if (await save(store)) onClose();
  };
  return (
    <Dialog title={before?.name ?? s.addLabel} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={s.name}
            value={name}
            required
            maxLength={255}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <ColorChoice value={color} onChange={setColor} />
          <FormButtons action={before ? t.save : s.add} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

function ColorChoice({ value, onChange }: { value: string; onChange: (color: string) => void }) {
  const { s } = useWords();
  return (
    <Radio.Group label={s.color} value={value} onChange={onChange}>
      <SimpleGrid cols={2} spacing="xs" mt="xs">
        {Object.entries(s.colors).map(([color, name]) => (
          <Radio
            key={color}
            value={color}
            label={
              <Group gap={6} wrap="nowrap">
                <span
                  className={classes.chip}
                  style={{ background: `var(--mantine-color-${labelColors[color]}-filled)` }}
                />
                {name}
              </Group>
            }
          />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
