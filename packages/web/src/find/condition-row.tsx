import { ActionIcon, Group, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { Writing } from "../leads/columns.tsx";
import type { Scene } from "./condition-editor.tsx";
import { fieldName, fieldOf, operatorWord } from "./condition-text.tsx";
import { ConditionValue } from "./condition-value.tsx";
import { type FilterField, kindOf, operatorsOf, takesValue } from "./fields.ts";
import type { Condition } from "./where.ts";
import { useFindWords } from "./words.ts";

type Props = Scene & {
  condition: Condition;
  writing: Writing;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
};

const objects = ["lead", "person", "organization"] as const;
const nameOf = ({ object, id }: FilterField): string => `${object} ${id}`;

/** One condition: whose field, which, how it is compared, and with what. */
export function ConditionRow({ condition, fields, helpers, writing, onChange, onRemove }: Props) {
  const { f } = useFindWords();
  const field = fieldOf(fields, condition);
  const kind = field && kindOf(field);
  const operators = kind === undefined ? [] : operatorsOf(kind, helpers);
  const choose = (name: string | null) => {
    const chosen = fields.find((one) => nameOf(one) === name);
    if (!chosen) return;
    const [operator = "="] = operatorsOf(kindOf(chosen), helpers);
    onChange({ object: chosen.object, field_id: String(chosen.id), operator, value: "" });
  };
  const groups = objects.map((object) => ({
    group: f.objects[object],
    items: fields
      .filter((one) => one.object === object && operatorsOf(kindOf(one), helpers).length > 0)
      .map((one) => ({ value: nameOf(one), label: fieldName(one, f) })),
  }));
  return (
    <Group gap="xs" wrap="wrap" align="center">
      <Select
        size="xs"
        flex="1 1 150px"
        searchable
        allowDeselect={false}
        aria-label={f.field}
        data={groups}
        value={field ? nameOf(field) : null}
        onChange={choose}
      />
      <Select
        size="xs"
        flex="1 1 130px"
        allowDeselect={false}
        aria-label={f.comparison}
        data={operators.map((operator) => ({
          value: operator,
          label: operatorWord(operator, kind ?? "", f),
        }))}
        value={condition.operator}
        onChange={(operator) => operator && onChange({ ...condition, operator })}
      />
      {field && takesValue(condition.operator) && (
        <ConditionValue
          // Another field is another kind of value.
          key={nameOf(field)}
          {...{ field, helpers, writing }}
          value={condition.value ?? ""}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={f.removeCondition} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
