import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { randomKey } from "../lib/random-key.ts";
import { MoveButtons } from "./move-buttons.tsx";
import { useWords } from "./words.ts";

/** An option under way; `id` where it is kept already. */
export type Option = { id?: number; key: string; label: string };

type Props = { value: readonly Option[]; onChange: (options: readonly Option[]) => void };

/** The options of a field, in the order they are offered. */
export function OptionList({ value, onChange }: Props) {
  const { s } = useWords();
  const rename = (at: number, label: string) =>
    onChange(value.map((option, index) => (index === at ? { ...option, label } : option)));
  const move = (from: number, to: number) => {
    const next = value.toSpliced(from, 1);
    const moved = value[from];
    if (moved && to >= 0 && to < value.length) onChange(next.toSpliced(to, 0, moved));
  };
  return (
    <Fieldset legend={s.options} variant="unstyled">
      <Stack gap={6}>
        {value.map((option, index) => (
          <OptionRow
            key={option.key}
            {...{ option, index }}
            of={value.length}
            onRename={(label) => rename(index, label)}
            onMove={(by) => move(index, index + by)}
            onRemove={() => onChange(value.toSpliced(index, 1))}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange([...value, { key: randomKey(), label: "" }])}
          >
            {s.addOption}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

type Row = {
  option: Option;
  index: number;
  of: number;
  onRename: (label: string) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

function OptionRow({ option, index, of, onRename, onMove, onRemove }: Row) {
  const { s } = useWords();
  const name = option.label || s.option(index + 1);
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        flex={1}
        size="sm"
        aria-label={s.option(index + 1)}
        value={option.label}
        maxLength={255}
        onChange={({ currentTarget }) => onRename(currentTarget.value)}
      />
      <MoveButtons {...{ name, of, onMove }} place={index} />
      <ActionIcon variant="subtle" color="red" aria-label={s.removeOption(name)} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}
