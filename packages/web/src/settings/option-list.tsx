import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
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
            isLast={index === value.length - 1}
            onRename={(label) => rename(index, label)}
            onMove={(by) => move(index, index + by)}
            onRemove={() => onChange(value.toSpliced(index, 1))}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange([...value, { key: crypto.randomUUID(), label: "" }])}
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
  isLast: boolean;
  onRename: (label: string) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

function OptionRow({ option, index, isLast, onRename, onMove, onRemove }: Row) {
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
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={s.moveUp(name)}
        disabled={index === 0}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={s.moveDown(name)}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="red" aria-label={s.removeOption(name)} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}
