import { Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import type { Field, FieldEntity } from "../api/settings.ts";
import { FormDialog, NameInput } from "./form-dialog.tsx";
import { type Option, OptionList } from "./option-list.tsx";
import { useWords } from "./words.ts";

type FieldType = Parameters<typeof foyer.fields.deal.add>[0]["field_type"];

const hasOptions = (type: string): boolean => type === "enum" || type === "set";

/** Options as they are sent: those that were there by their id, and none without a label. */
const toOptions = (options: readonly Option[]) =>
  options
    .map(({ id, label }) => ({ ...(id !== undefined && { id }), label: label.trim() }))
    .filter(({ label }) => label !== "");

export function NewField({ entity, onClose }: { entity: FieldEntity; onClose: () => void }) {
  const { s } = useWords();
  const [name, setName] = useState("");
  const [type, setType] = useState<FieldType>("varchar");
  const [options, setOptions] = useState<readonly Option[]>([{ key: "first", label: "" }]);
  const field = {
    name: name.trim(),
    field_type: type,
    ...(hasOptions(type) && { options: toOptions(options) }),
  };
  return (
    <FormDialog
      title={`${s.addField}: ${s.fieldOf[entity]}`}
      action={s.add}
      send={() => foyer.fields[entity].add(field)}
      onClose={onClose}
    >
      <NameInput value={name} onChange={setName} />
      <Select
        label={s.fieldType}
        allowDeselect={false}
        searchable
        data={Object.entries(s.fieldTypes).map(([value, label]) => ({ value, label }))}
        value={type}
        onChange={(next) => next && setType(next as FieldType)}
      />
      {hasOptions(type) && <OptionList value={options} onChange={setOptions} />}
    </FormDialog>
  );
}

type Editing = { entity: FieldEntity; field: Field; onClose: () => void };

export function EditField({ entity, field, onClose }: Editing) {
  const { s, t } = useWords();
  const [name, setName] = useState(field.name);
  const [options, setOptions] = useState<readonly Option[]>(
    (field.options ?? []).map(({ id, label }) => ({ id: Number(id), key: String(id), label })),
  );
  const withOptions = hasOptions(field.field_type);
  const change = { name: name.trim(), ...(withOptions && { options: toOptions(options) }) };
  return (
    <FormDialog
      title={field.name}
      action={t.save}
      send={() => foyer.fields[entity].update(field.id, change)}
      onClose={onClose}
    >
      <NameInput value={name} onChange={setName} />
      {withOptions && (
        <>
          <OptionList value={options} onChange={setOptions} />
          <Text size="sm" c="dimmed">
            {s.optionsGo}
          </Text>
        </>
      )}
      <TextInput label={s.fieldKey} value={field.key} readOnly variant="filled" />
    </FormDialog>
  );
}
