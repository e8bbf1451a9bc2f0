import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ContactKind, contactsByName } from "../api/contacts.ts";
import { NumberInput } from "../fields/number-input.tsx";
import type { Writing } from "../leads/columns.tsx";
import { DayInput } from "../when/day-input.tsx";
import { TimeInput } from "../when/time-input.tsx";
import type { Scene } from "./condition-editor.tsx";
import { optionName } from "./condition-text.tsx";
import { type FilterField, isNumeric, kindOf, relativeDates } from "./fields.ts";
import { useFindWords } from "./words.ts";

type Props = Pick<Scene, "helpers"> & {
  field: FilterField;
  writing: Writing;
  value: string;
  onChange: (value: string) => void;
};

const look = { size: "xs", flex: "1 1 150px" } as const;
const levels = ["1", "3", "5", "7"] as const;

/** What a field is compared with, put in as its type is. */
export function ConditionValue(props: Props) {
  const { field, writing, value, onChange } = props;
  const { f, t } = useFindWords();
  const kind = kindOf(field);
  const named = { ...look, "aria-label": f.wanted };
  const isLabels = field.object === "lead" && field.key === "label_ids";
  const labels = [...writing.labels.values()].map(({ id, name }) => ({ value: id, label: name }));
  const options = isLabels
    ? labels
    : field.options.map(({ id, label }) => ({ value: id, label: optionName(field, label, f) }));
  const pick = (data: { value: string; label: string }[]) => (
    <Select {...named} searchable data={data} value={value || null} onChange={(id) => onChange(id ?? "")} />
  );
  switch (kind) {
    case "set":
      return (
        <MultiSelect
          {...named}
          searchable
          data={options}
          value={value === "" ? [] : value.split(",")}
          onChange={(ids) => onChange(ids.join(","))}
        />
      );
    case "enum":
      return pick(options.length > 0 ? options : yesOrNo(f.yes, f.no));
    case "user":
      return pick([...writing.users.values()].map(({ id, name }) => ({ value: String(id), label: name })));
    case "visible_to":
      return pick(levels.map((level) => ({ value: level, label: t.visibleTo[level] })));
    case "person":
    case "organization":
      return <ContactValue {...props} kind={kind} />;
    case "date":
    case "daterange":
      return <DateValue {...props} />;
    case "time":
    case "timerange":
      return <TimeInput {...named} value={value} onChange={onChange} />;
    default:
      if (isNumeric(kind)) return <NumberInput {...named} value={value} onChange={onChange} />;
      return (
        <TextInput {...named} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      );
  }
}

const yesOrNo = (yes: string, no: string) => [
  { value: "1", label: yes },
  { value: "0", label: no },
];

const EXACT = "exact";

/** A day, or one that moves with today. */
function DateValue({ helpers, value, onChange }: Props) {
  const { f } = useFindWords();
  const words = relativeDates(helpers);
  const isRelative = value in words;
  const data = [
    { value: EXACT, label: f.exactDay },
    ...Object.entries(words).map(([word, label]) => ({ value: word, label: f.dates[word] ?? label })),
  ];
  return (
    <>
      <Select
        {...look}
        searchable
        allowDeselect={false}
        aria-label={f.wanted}
        data={data}
        value={isRelative ? value : EXACT}
        onChange={(word) => onChange(word === EXACT || word === null ? "" : word)}
      />
      {!isRelative && <DayInput {...look} aria-label={f.day} value={value} onChange={onChange} />}
    </>
  );
}

/** A person or an organization, found by name. */
function ContactValue({ kind, value, onChange }: Props & { kind: ContactKind }) {
  const { f } = useFindWords();
  const [typed, setTyped] = useState("");
  const { data: found = [] } = useQuery(contactsByName(kind, typed));
  const listed = found.map(({ id, name }) => ({ value: String(id), label: name }));
  const known = value === "" || listed.some((one) => one.value === value);
  return (
    <Select
      {...look}
      searchable
      aria-label={f.wanted}
      data={known ? listed : [...listed, { value, label: `#${value}` }]}
      filter={({ options }) => options}
      value={value || null}
      onSearchChange={setTyped}
      onChange={(id) => onChange(id ?? "")}
    />
  );
}
