import { Group, Radio, SimpleGrid } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { usePermitted } from "../api/permissions.ts";
import { labels } from "../api/queries.ts";
import type { LeadLabel } from "../api/types.ts";
import { undoing } from "../leads/deeds.ts";
import { LabelBadge, labelColors } from "../leads/label-badges.tsx";
import { useTelling } from "../leads/use-lead-actions.tsx";
import { useDeedTexts } from "../texts/deeds.ts";
import { FormDialog, NameInput } from "./form-dialog.tsx";
import { type FormProps, ListSection } from "./list-section.tsx";
import { Row, RowButton } from "./parts.tsx";
import classes from "./settings-page.module.css";
import { useWords } from "./words.ts";

export function Labels() {
  const { s } = useWords();
  const mayChange = usePermitted()("can_modify_labels");
  const tellDeed = useTellDeed();
  return (
    <ListSection
      name="labels"
      query={useQuery(labels)}
      add={mayChange ? s.addLabel : undefined}
      row={(label, { edit, remove }) => (
        <Row
          title={<LabelBadge label={label} />}
          actions={
            mayChange && (
              <>
                <RowButton label={s.edit} of={label.name} onClick={edit} />
                <RowButton danger label={s.delete} of={label.name} onClick={remove} />
              </>
            )
          }
        />
      )}
      form={(props) => <EditLabel {...props} />}
      removal={{
        text: ({ name }) => s.deleteLabel(name),
        remove: ({ id }) => foyer.labels.delete(id),
        tell: tellDeed("delete"),
      }}
    />
  );
}

/** Tells what was done to a label, and keeps how to take it back. */
function useTellDeed() {
  const { lead_label } = useDeedTexts();
  const { tell } = useTelling();
  return (kind: keyof typeof lead_label) =>
    ({ id, name }: Pick<LeadLabel, "id" | "name">) =>
      tell({ what: lead_label[kind](name), undo: undoing([{ object: "lead_label", id }]) });
}

type Color = Parameters<typeof foyer.labels.add>[0]["color"];

function EditLabel({ item, onClose }: FormProps<LeadLabel>) {
  const { s, t } = useWords();
  const tellDeed = useTellDeed();
  const [name, setName] = useState(item?.name ?? "");
  const [color, setColor] = useState(item?.color ?? "blue");
  const label = { name: name.trim(), color: color as Color };
  return (
    <FormDialog
      title={item?.name ?? s.addLabel}
      action={item ? t.save : s.add}
      send={() => (item ? foyer.labels.update(item.id, label) : foyer.labels.add(label))}
      said=""
      onSaved={tellDeed(item ? "change" : "create")}
      onClose={onClose}
    >
      <NameInput value={name} onChange={setName} />
      <ColorChoice value={color} onChange={setColor} />
    </FormDialog>
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
