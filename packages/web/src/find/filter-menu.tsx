import { Button, Divider, Group, Popover, Select, Stack, Switch, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { cloneElement, Suspense, useEffect, useRef, useState } from "react";
import { savedFilters } from "../api/filters.ts";
import { foyer } from "../api/foyer.ts";
import type { LeadList } from "../api/queries.ts";
import { NumberInput } from "../fields/number-input.tsx";
import type { Writing } from "../leads/columns.tsx";
import type { Search } from "../leads/search.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import type { OpeningButton } from "../lib/on-demand.tsx";
import { DayInput } from "../when/day-input.tsx";
import { filterFields, filterHelpers, relativeDates } from "./fields.ts";
import { type Quick, quick, quickValue, withQuick } from "./quick.ts";
import { nowhere, whereOrNothing } from "./where.ts";
import { useFindWords } from "./words.ts";

const ConditionEditor = lazyPart(() => import("./condition-editor.tsx"), "ConditionEditor");

const sources = {
  queryKey: ["sources"],
  queryFn: async () => (await foyer.sources.list().toArray()).map(({ name }) => name),
};

/** The periods a lead is asked to be of, before all others. */
const periods = ["today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_quarter"];

/** No wider nor higher than there is room, however small the page or large the print. */
const inSight = { flip: true, shift: { padding: 4 }, size: { padding: 4 } };

export type FilterProps = {
  list: LeadList;
  writing: Writing;
  onNarrow: (change: Partial<Search>) => void;
};

/** Saved filters, quick filters, and the way to all conditions. */
export function FilterMenu({ button, list, writing, onNarrow }: FilterProps & { button: OpeningButton }) {
  const { f, t } = useFindWords();
  const [opened, setOpened] = useState(true);
  const [editing, setEditing] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  const turn = (open: boolean) => {
    setOpened(open);
    if (!open) target.current?.focus();
  };
  return (
    <>
      <Popover
        opened={opened}
        onChange={turn}
        position="bottom-start"
        width={320}
        middlewares={inSight}
        trapFocus
      >
        <Popover.Target>{cloneElement(button, { ref: target, onClick: () => turn(!opened) })}</Popover.Target>
        <Popover.Dropdown aria-label={t.filters} style={{ overflowY: "auto" }}>
          <Stack gap="xs">
            <SavedList {...{ list, writing, onNarrow }} onPicked={() => turn(false)} />
            <Divider />
            <QuickFilters {...{ list, writing, onNarrow }} />
            <Button
              size="xs"
              variant="light"
              onClick={() => {
                turn(false);
                setEditing(true);
              }}
            >
              {f.editConditions}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Suspense>
        {editing && <ConditionEditor {...{ list, writing, onNarrow }} onClose={() => setEditing(false)} />}
      </Suspense>
    </>
  );
}

function SavedList({ list, onNarrow, onPicked }: FilterProps & { onPicked: () => void }) {
  const { f } = useFindWords();
  const { data: filters = [] } = useQuery(savedFilters);
  const pick = (id: number) => {
    onNarrow({ filter: id === list.filter ? undefined : id });
    onPicked();
  };
  return (
    <Stack gap={2} role="group" aria-label={f.saved}>
      <Text size="xs" fw={600} c="dimmed">
        {f.saved}
      </Text>
      {filters.length === 0 && <Text size="sm">{f.noSaved}</Text>}
      {filters.map(({ id, name }) => (
        <Button
          key={id}
          size="compact-sm"
          variant="subtle"
          justify="flex-start"
          title={name}
          styles={{ label: { display: "block", overflow: "hidden", textOverflow: "ellipsis" } }}
          aria-pressed={id === list.filter}
          leftSection={id === list.filter ? <IconCheck size={14} aria-hidden /> : undefined}
          onClick={() => pick(id)}
        >
          {name}
        </Button>
      ))}
    </Stack>
  );
}

function QuickFilters({ list, writing, onNarrow }: FilterProps) {
  const { f, t } = useFindWords();
  const { users, labels } = writing;
  const { data: fields } = useQuery(filterFields);
  const { data: helpers } = useQuery(filterHelpers);
  const { data: names = [] } = useQuery(sources);
  const where = list.where ?? nowhere;
  if (!fields || !helpers) return null;
  const value = (one: Quick) => quickValue(where, one, fields);
  const set = (one: Quick, to: string | null | undefined) =>
    onNarrow({ where: whereOrNothing(withQuick(where, one, { value: to || undefined, fields })) });
  const people = [...users.values()].filter(({ active_flag }) => active_flag);
  const words = relativeDates(helpers);
  const choice = {
    size: "xs",
    clearable: true,
    searchable: true,
    comboboxProps: { withinPortal: false },
  } as const;
  return (
    <Stack gap="xs">
      <Select
        {...choice}
        label={t.owner}
        placeholder={f.anyone}
        data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={list.owner === undefined ? null : String(list.owner)}
        onChange={(id) => onNarrow({ owner: id === null ? undefined : Number(id) })}
      />
      <Select
        {...choice}
        label={f.label}
        placeholder={f.anyLabel}
        data={[...labels.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={value(quick.label) ?? null}
        onChange={(id) => set(quick.label, id)}
      />
      <Select
        {...choice}
        label={f.source}
        placeholder={f.anySource}
        data={names}
        value={value(quick.source) ?? null}
        onChange={(name) => set(quick.source, name)}
      />
      <Select
        {...choice}
        label={f.created}
        placeholder={f.anyTime}
        data={periods.map((word) => ({ value: word, label: f.dates[word] ?? words[word] ?? word }))}
        value={value(quick.created) ?? null}
        onChange={(word) => set(quick.created, word)}
      />
      <Ranges value={value} set={set} />
      <Switch
        size="sm"
        label={f.unseenOnly}
        checked={value(quick.unseen) === "0"}
        onChange={({ currentTarget }) => set(quick.unseen, currentTarget.checked ? "0" : undefined)}
      />
    </Stack>
  );
}

type RangesProps = {
  value: (one: Quick) => string | undefined;
  set: (one: Quick, to: string | undefined) => void;
};

function Ranges({ value, set }: RangesProps) {
  const { f } = useFindWords();
  return (
    <>
      <Group grow gap="xs">
        {([quick.createdFrom, quick.createdUntil] as const).map((one) => (
          <DayInput
            key={one.operator}
            size="xs"
            label={one.operator === ">=" ? f.createdFrom : f.createdUntil}
            value={value(one) ?? ""}
            onChange={(day) => set(one, day)}
          />
        ))}
      </Group>
      <Group grow gap="xs">
        {([quick.valueFrom, quick.valueUntil] as const).map((one) => (
          <Amount
            key={one.operator}
            label={one.operator === ">=" ? f.valueFrom : f.valueUntil}
            value={value(one)}
            onSet={(to) => set(one, to)}
          />
        ))}
      </Group>
    </>
  );
}

type AmountProps = { label: string; value: string | undefined; onSet: (value: string | undefined) => void };

/** An amount, taken when one is done writing it. */
function Amount({ label, value, onSet }: AmountProps) {
  const [typed, setTyped] = useState(value ?? "");
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value ?? "");
  }, [value]);
  // Leaving the field after Enter says nothing new: by then, one may have gone back.
  const end = () => {
    const now = typed || undefined;
    if (now === told.current) return;
    told.current = now;
    onSet(now);
  };
  return <NumberInput size="xs" label={label} value={typed} onChange={setTyped} onDone={end} />;
}
