import { Button, SegmentedControl, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import type { Field, FieldEntity } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { EditField, NewField } from "./field-form.tsx";
import { FieldPlace } from "./field-place.tsx";
import { Confirm, Headed, Row, RowButton, Rows } from "./parts.tsx";
import { useFieldOrder } from "./use-field-order.ts";
import { useWords } from "./words.ts";

export function Fields() {
  const { s } = useWords();
  const [entity, setEntity] = useState<FieldEntity>("deal");
  const { query, fields, moved, move } = useFieldOrder(entity);
  const [editing, setEditing] = useState<Field | "new">();
  const [deleting, setDeleting] = useState<Field>();
  const { save } = useSave();
  const place = fields.findIndex(({ id }) => id === moved?.id);
  const entities = Object.entries(s.fieldOf).map(([value, label]) => ({ value, label }));
  return (
    <Headed name="fields" action={<Button onClick={() => setEditing("new")}>{s.addField}</Button>}>
      <SegmentedControl
        aria-label={s.fieldsOf}
        data={entities}
        value={entity}
        onChange={(next) => setEntity(next as FieldEntity)}
      />
      <Rows query={query}>
        {(field) => (
          <FieldRow
            key={field.id}
            {...{ field, fields }}
            moved={moved?.id === field.id ? moved.by : undefined}
            onMove={(by) => void move(field, by)}
            onEdit={() => setEditing(field)}
            onDelete={() => setDeleting(field)}
          />
        )}
      </Rows>
      <VisuallyHidden role="status">
        {place >= 0 && s.fieldStands(fields[place]?.name ?? "", place + 1, fields.length)}
      </VisuallyHidden>
      {editing === "new" && <NewField entity={entity} onClose={() => setEditing(undefined)} />}
      {editing && editing !== "new" && (
        <EditField {...{ entity }} field={editing} onClose={() => setEditing(undefined)} />
      )}
      {deleting && (
        <Confirm
          title={s.delete}
          text={s.deleteField(deleting.name)}
          action={s.delete}
          onConfirm={() => save(() => foyer.fields[entity].delete(deleting.id))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Headed>
  );
}

type RowProps = {
  field: Field;
  fields: readonly Field[];
  moved: number | undefined;
  onMove: (by: number) => void;
  onEdit: () => void;
  onDelete: () => void;
};

function FieldRow({ field, fields, moved, onMove, onEdit, onDelete }: RowProps) {
  const { s } = useWords();
  const type = s.fieldTypes[field.field_type as keyof typeof s.fieldTypes] ?? field.field_type;
  const options = field.options?.map(({ label }) => label).join(", ");
  return (
    <Row
      title={field.name}
      detail={options ? `${type}: ${options}` : type}
      actions={
        <>
          <FieldPlace
            name={field.name}
            place={fields.indexOf(field)}
            of={fields.length}
            {...{ moved, onMove }}
          />
          <RowButton label={s.edit} of={field.name} onClick={onEdit} />
          <RowButton danger label={s.delete} of={field.name} onClick={onDelete} />
        </>
      }
    />
  );
}
