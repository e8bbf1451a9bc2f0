import { SegmentedControl, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { usePermitted } from "../api/permissions.ts";
import type { Field, FieldEntity } from "../api/settings.ts";
import { EditField, NewField } from "./field-form.tsx";
import { ListSection } from "./list-section.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { Row, RowButton } from "./parts.tsx";
import { useFieldOrder } from "./use-field-order.ts";
import { useWords } from "./words.ts";

export function Fields() {
  const { s } = useWords();
  const [entity, setEntity] = useState<FieldEntity>("deal");
  const { query, fields, moved, move } = useFieldOrder(entity);
  const permitted = usePermitted();
  const place = fields.findIndex(({ id }) => id === moved?.id);
  return (
    <ListSection
      name="fields"
      query={query}
      add={permitted("can_add_custom_fields") ? s.addField : undefined}
      above={
        <SegmentedControl
          aria-label={s.fieldsOf}
          data={Object.entries(s.fieldOf).map(([value, label]) => ({ value, label }))}
          value={entity}
          onChange={(next) => setEntity(next as FieldEntity)}
        />
      }
      below={
        <VisuallyHidden role="status">
          {place >= 0 && s.fieldStands(fields[place]?.name ?? "", place + 1, fields.length)}
        </VisuallyHidden>
      }
      row={(field, { edit, remove }) => (
        <FieldRow
          {...{ field, fields }}
          mayEdit={permitted("can_edit_custom_fields")}
          mayDelete={permitted("can_delete_custom_fields")}
          moved={moved?.id === field.id ? moved.by : undefined}
          onMove={(by) => void move(field, by)}
          onEdit={edit}
          onDelete={remove}
        />
      )}
      form={({ item, onClose }) =>
        item ? <EditField {...{ entity, onClose }} field={item} /> : <NewField {...{ entity, onClose }} />
      }
      removal={{
        text: ({ name }) => s.deleteField(name),
        remove: ({ id }) => foyer.fields[entity].delete(id),
      }}
    />
  );
}

type RowProps = {
  field: Field;
  fields: readonly Field[];
  mayEdit: boolean;
  mayDelete: boolean;
  moved: number | undefined;
  onMove: (by: number) => void;
  onEdit: () => void;
  onDelete: () => void;
};

function FieldRow(props: RowProps) {
  const { field, fields, mayEdit, mayDelete, moved, onMove, onEdit, onDelete } = props;
  const { s } = useWords();
  const type = s.fieldTypes[field.field_type as keyof typeof s.fieldTypes] ?? field.field_type;
  const options = field.options?.map(({ label }) => label).join(", ");
  return (
    <Row
      title={field.name}
      detail={options ? `${type}: ${options}` : type}
      actions={
        <>
          {mayEdit && (
            <>
              <MoveButtons
                name={field.name}
                place={fields.indexOf(field)}
                of={fields.length}
                {...{ moved, onMove }}
              />
              <RowButton label={s.edit} of={field.name} onClick={onEdit} />
            </>
          )}
          {mayDelete && <RowButton danger label={s.delete} of={field.name} onClick={onDelete} />}
        </>
      }
    />
  );
}
