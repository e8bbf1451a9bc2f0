import { Alert, Button, Group, Loader, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { removeFilter, type SavedFilter, savedFilter, saveFilter } from "../api/filters.ts";
import { foyer } from "../api/foyer.ts";
import { Dialog } from "../app/dialog.tsx";
import { reasonOf } from "../app/reason.ts";
import { undoing } from "../leads/deeds.ts";
import { useTelling } from "../leads/use-lead-actions.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { type FilterField, filterFields, filterHelpers } from "./fields.ts";
import type { FilterProps } from "./filter-menu.tsx";
import { type Condition, isEmpty, nowhere, toConditions, type Where, whereOrNothing } from "./where.ts";
import { useFindWords } from "./words.ts";

type Props = FilterProps & { onClose: () => void };

/** Writes the conditions of a list, or of a saved filter, and saves them under a name. */
export function ConditionEditor(props: Props) {
  const { list, onClose } = props;
  const { f } = useFindWords();
  const { data: fields } = useQuery(filterFields);
  const { data: helpers } = useQuery(filterHelpers);
  const saved = useQuery({ ...savedFilter(list.filter ?? 0), enabled: list.filter !== undefined });
  const isReady = fields && helpers && (list.filter === undefined || saved.data || saved.error);
  return (
    <Dialog title={f.conditions} onClose={onClose} size="lg">
      {isReady ? (
        <Editor {...props} fields={fields} helpers={helpers} saved={saved.data} />
      ) : (
        <Loader size="sm" />
      )}
    </Dialog>
  );
}

export type Scene = {
  fields: readonly FilterField[];
  helpers: Awaited<ReturnType<typeof foyer.filters.helpers>>;
};

type EditorProps = Props & Scene & { saved: SavedFilter | undefined };

const joined = (one: Where, other: Where): Where => ({
  and: [...one.and, ...other.and],
  or: [...one.or, ...other.or],
});

function Editor({ list, writing, onNarrow, onClose, fields, helpers, saved }: EditorProps) {
  const { f, t } = useFindWords();
  const { tell } = useTelling();
  const [where, setWhere] = useState(() => joined(saved?.where ?? nowhere, list.where ?? nowhere));
  const [name, setName] = useState(saved?.name ?? "");
  const [error, setError] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);

  /** The server knows best what makes sense. */
  const attempt = (work: () => Promise<void>) => {
    setError(undefined);
    work().then(onClose, setError);
  };
  const apply = () =>
    attempt(async () => {
      if (!isEmpty(where)) await foyer.inbox.count({ conditions: toConditions(where) });
      onNarrow({ where: whereOrNothing(where), filter: undefined });
    });
  const save = (id?: number) =>
    form.current?.reportValidity() &&
    attempt(async () => onNarrow({ filter: await saveFilter(name, where, id), where: undefined }));
  const remove = ({ id, name: of }: SavedFilter) =>
    attempt(async () => {
      await removeFilter(id);
      onNarrow({ filter: undefined });
      tell({ what: f.removed(of), undo: undoing([{ object: "filter", id }]) });
    });

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Stack gap="md">
        {(["and", "or"] as const).map((group) => (
          <ConditionGroup
            key={group}
            name={group === "and" ? f.allOf : f.anyOf}
            conditions={where[group]}
            onChange={(conditions) => setWhere({ ...where, [group]: conditions })}
            {...{ fields, helpers, writing }}
          />
        ))}
        {error !== undefined && (
          <Alert color="red" role="alert">
            {reasonOf(error)}
          </Alert>
        )}
        <Group gap="xs" align="end">
          <TextInput
            size="xs"
            flex={1}
            label={f.name}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {saved?.isEditable && (
            <Button size="xs" variant="default" disabled={name.trim() === ""} onClick={() => save(saved.id)}>
              {f.saveChanges}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            disabled={name.trim() === "" || isEmpty(where)}
            onClick={() => save()}
          >
            {f.saveAs}
          </Button>
        </Group>
        <Group justify="flex-end" gap="xs">
          {saved?.isEditable && (
            <Button size="xs" color="red" variant="light" onClick={() => remove(saved)}>
              {f.remove}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button size="xs" type="submit">
            {f.apply}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type GroupProps = Scene & {
  name: string;
  conditions: readonly Condition[];
  writing: FilterProps["writing"];
  onChange: (conditions: Condition[]) => void;
};

function ConditionGroup({ name, conditions, onChange, ...scene }: GroupProps) {
  const { f } = useFindWords();
  const title = scene.fields.find(({ object, key }) => object === "lead" && key === "title");
  const add = () =>
    onChange([
      ...conditions,
      { object: "lead", field_id: String(title?.id ?? 0), operator: "LIKE '%$%'", value: "" },
    ]);
  return (
    <Stack gap="xs" role="group" aria-label={name}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      {conditions.map((condition, index) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing but its place
          key={index}
          condition={condition}
          onChange={(next) => onChange(conditions.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(conditions.filter((_, at) => at !== index))}
          {...scene}
        />
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={add}
      >
        {f.addCondition}
      </Button>
    </Stack>
  );
}
