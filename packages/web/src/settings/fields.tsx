import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { customFields, type Field, type FieldEntity } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { EditField, NewField } from "./field-form.tsx";
import { Confirm, Headed, Row, RowButton, Rows } from "./parts.tsx";
import { useWords } from "./words.ts";

export function Fields() {
  const { s } = useWords();
  const [entity, setEntity] = useState<FieldEntity>("deal");
  const query = useQuery(customFields(entity));
  const [editing, setEditing] = useState<Field | "new">();
  const [deleting, setDeleting] = useState<Field>();
  const { save } = useSave();
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
            field={field}
            onEdit={() => setEditing(field)}
            onDelete={() => setDeleting(field)}
          />
        )}
      </Rows>
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

function FieldRow({ field, onEdit, onDelete }: { field: Field; onEdit: () => void; onDelete: () => void }) {
  const { s } = useWords();
  const type = s.fieldTypes[field.field_type as keyof typeof s.fieldTypes] ?? field.field_type;
  const options = field.options?.map(({ label }) => label).join(", ");
  return (
    <Row
      title={field.name}
      detail={options ? `${type}: ${options}` : type}
      actions={
        <>
          <RowButton label={s.edit} of={field.name} onClick={onEdit} />
          <RowButton danger label={s.delete} of={field.name} onClick={onDelete} />
        </>
      }
    />
  );
}
