import { Checkbox, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import { useDeedTexts } from "../texts/deeds.ts";
import type { Writing } from "./columns.tsx";
import { LabelBadge } from "./label-badges.tsx";
import type { BulkInput } from "./use-bulk.ts";

type How = "add" | "remove" | "set";

const changes: Record<How, (ids: string[]) => NonNullable<BulkInput["change"]>> = {
  add: (ids) => ({ add_label_ids: ids }),
  remove: (ids) => ({ remove_label_ids: ids }),
  set: (ids) => ({ label_ids: ids }),
};

type Props = {
  /** How many leads there are, as they are written. */
  count: string;
  writing: Writing;
  onChosen: (change: NonNullable<BulkInput["change"]>) => void;
  onClose: () => void;
};

/** Asks which labels the leads of a whole list get, lose, or wear alone. */
export function BulkLabels({ count, writing: { t, labels }, onChosen, onClose }: Props) {
  const words = useDeedTexts().labels;
  const [how, setHow] = useState<How>("add");
  const [chosen, setChosen] = useState<string[]>([]);
  const isSaying = chosen.length > 0 || how === "set";
  return (
    <Dialog title={words.title(count)} onClose={onClose}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={words.how}
          data={(["add", "remove", "set"] as const).map((value) => ({ value, label: words[value] }))}
          value={how}
          onChange={(next) => setHow(next as How)}
        />
        <Checkbox.Group aria-label={t.labels} value={chosen} onChange={setChosen}>
          <Stack gap="xs">
            {labels.size === 0 && <Text size="sm">{t.noLabels}</Text>}
            {[...labels.values()].map((label, index) => (
              <Checkbox
                key={label.id}
                value={label.id}
                data-autofocus={index === 0 || undefined}
                label={<LabelBadge label={label} />}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        {how === "set" && (
          <Text size="sm" c="dimmed">
            {words.bare}
          </Text>
        )}
        <DialogFoot
          onCancel={onClose}
          type="button"
          isOff={!isSaying}
          onClick={() => onChosen(changes[how](chosen))}
        >
          {words.goOn}
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}
