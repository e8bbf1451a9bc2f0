import { Group, MultiSelect, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { currencies } from "../api/queries.ts";
import { Editing } from "../app/in-place.tsx";
import type { Writing } from "../leads/columns.tsx";
import { ContactPicker, type PickedContact } from "../leads/contact-picker.tsx";
import { contactId } from "../leads/picked-contact.ts";
import { DayInput } from "../when/day-input.tsx";
import { TimeInput } from "../when/time-input.tsx";
import { useContact } from "./contact-name.tsx";
import type { Draft, Fact } from "./facts.ts";
import { NumberInput } from "./number-input.tsx";

type Props = {
  fact: Fact;
  writing: Writing;
  onSave: (draft: Draft) => void;
  onCancel: () => void;
  refuse: (error: unknown) => void;
};

/** The inputs of a fact, by its type. */
export function FactEditor(props: Props) {
  const { type } = props.fact;
  if (type === "people" || type === "org") return <ContactEditor {...props} />;
  if (type === "enum" || type === "user") return <ChoiceEditor {...props} />;
  return <PartsEditor {...props} />;
}

type Input = { fact: Fact; writing: Writing; draft: Draft; set: (change: Partial<Draft>) => void };

function PartsEditor({ fact, writing, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState(fact.draft);
  const Inputs = inputs[fact.type] ?? TextPart;
  return (
    <Editing onSave={() => onSave(draft)} onCancel={onCancel}>
      <Inputs
        {...{ fact, writing, draft }}
        set={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
    </Editing>
  );
}

const inputs: Record<string, (input: Input) => React.ReactNode> = {
  text: LongText,
  double: NumberPart,
  monetary: MoneyParts,
  set: Choices,
  date: (input) => <SpanParts {...input} type="date" />,
  daterange: (input) => <SpanParts {...input} type="date" hasEnd />,
  time: (input) => <SpanParts {...input} type="time" />,
  timerange: (input) => <SpanParts {...input} type="time" hasEnd />,
};

function TextPart({ fact, draft, set }: Input) {
  return (
    <TextInput
      autoFocus
      size="sm"
      type={fact.type === "phone" ? "tel" : "text"}
      aria-label={fact.name}
      maxLength={255}
      value={draft.value}
      onChange={({ currentTarget }) => set({ value: currentTarget.value })}
    />
  );
}

function LongText({ fact, draft, set }: Input) {
  return (
    <Textarea
      autoFocus
      autosize
      minRows={2}
      maxRows={14}
      aria-label={fact.name}
      maxLength={65_535}
      value={draft.value}
      onChange={({ currentTarget }) => set({ value: currentTarget.value })}
    />
  );
}

function NumberPart({ fact, draft, set }: Input) {
  return (
    <NumberInput
      autoFocus
      flex={1}
      aria-label={fact.name}
      value={draft.value}
      onChange={(value) => set({ value })}
    />
  );
}

function MoneyParts(input: Input) {
  const { draft, set, writing } = input;
  const { data: known = [] } = useQuery(currencies);
  return (
    <Group gap={4} align="start" wrap="nowrap">
      <NumberPart {...input} />
      <Select
        w={84}
        searchable
        allowDeselect={false}
        aria-label={writing.t.currency}
        data={known.map(({ code }) => code)}
        value={draft.currency || null}
        onChange={(code) => set({ currency: code ?? "" })}
      />
    </Group>
  );
}

/** What a date or a time is read in; two of them stand one below the other where there is less room. */
const SPAN_PX = 128;

function SpanParts({
  fact,
  writing: { t },
  draft,
  set,
  type,
  hasEnd,
}: Input & { type: "date" | "time"; hasEnd?: true }) {
  const Part = type === "time" ? TimeInput : DayInput;
  const length = type === "time" ? "HH:MM".length : "YYYY-MM-DD".length;
  const look = { flex: 1, miw: SPAN_PX };
  return (
    <Group gap={4}>
      <Part
        {...look}
        autoFocus
        aria-label={hasEnd ? `${fact.name}: ${t.panel.from}` : fact.name}
        value={draft.value.slice(0, length)}
        onChange={(value) => set({ value })}
      />
      {hasEnd && (
        <Part
          {...look}
          aria-label={`${fact.name}: ${t.panel.until}`}
          value={(draft.until ?? "").slice(0, length)}
          onChange={(until) => set({ until })}
        />
      )}
    </Group>
  );
}

function Choices({ fact, draft, set }: Input) {
  return (
    <MultiSelect
      autoFocus
      searchable
      defaultDropdownOpened
      aria-label={fact.name}
      data={[...(fact.options ?? [])]}
      value={draft.value === "" ? [] : draft.value.split(",")}
      onChange={(ids) => set({ value: ids.join(",") })}
    />
  );
}

/** One choice is made by one press: nothing is left to confirm. */
function ChoiceEditor({ fact, writing: { users }, onSave, onCancel }: Props) {
  const people = [...users.values()]
    .filter(({ id, active_flag }) => active_flag || String(id) === fact.draft.value)
    .map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Editing onSave={onCancel} onCancel={onCancel}>
      <Select
        autoFocus
        searchable
        defaultDropdownOpened
        clearable={!fact.required}
        allowDeselect={false}
        aria-label={fact.name}
        data={fact.type === "user" ? people : [...(fact.options ?? [])]}
        value={fact.draft.value || null}
        onChange={(value) => onSave({ value: value ?? "" })}
      />
    </Editing>
  );
}

function ContactEditor({ fact, onSave, onCancel, refuse }: Props) {
  const kind = fact.type === "people" ? "person" : "organization";
  const held = useContact(kind, fact.draft.value === "" ? undefined : Number(fact.draft.value));
  const [picked, setPicked] = useState<PickedContact | undefined>(held);
  const save = async (contact: PickedContact | undefined) => {
    try {
      onSave({ value: String((await contactId(kind, contact)) ?? "") });
    } catch (error) {
      refuse(error);
      onCancel();
    }
  };
  return (
    <Editing onSave={() => save(picked)} onCancel={onCancel}>
      <ContactPicker
        kind={kind}
        ariaLabel={fact.name}
        value={picked}
        onChange={setPicked}
        onPick={save}
        autoFocus
      />
    </Editing>
  );
}
