import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { customFields } from "../api/fields.ts";
import { useSteady } from "../lib/use-steady.ts";
import { type Column, type ColumnId, columns, customColumn } from "./columns.tsx";

type Choice = {
  hidden: ColumnId[];
  /** Custom fields that are shown. */
  added?: ColumnId[];
  /** Shown in the narrow row of a phone, the one chosen last at the end. */
  beside?: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
};

const initial = { hidden: ["source", "updated"], added: [], beside: ["labels", "value"], widths: {} };

/** Where a row is that of a phone, and how many columns it has room for beside the title: see lead-table.module.css. */
const PHONE = "(max-width: 48em)";
const BESIDE = 2;

const MIN_WIDTH = 60;
const MAX_WIDTH = 800;

const toggled = (ids: readonly ColumnId[], id: ColumnId): ColumnId[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

/**
 * Which columns are shown and how wide, remembered in this browser. The title always is, custom fields when chosen. A
 * phone has a choice of its own.
 */
export function useColumnChoice() {
  const [choice, setChoice] = useLocalStorage<Choice>({ key: "foyer-columns", defaultValue: initial });
  const { data: fields } = useQuery(customFields);
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const { hidden, added = [], beside = initial.beside, widths } = choice;
  const isBuiltIn = (id: ColumnId) => columns.some((column) => column.id === id);
  const isChosen = (id: ColumnId) => (isBuiltIn(id) ? !hidden.includes(id) : added.includes(id));
  const isShown = ({ id }: Column) => id === "title" || (isPhone ? beside.includes(id) : isChosen(id));
  const all = useMemo(() => [...columns, ...(fields ?? []).map(customColumn)], [fields]);
  // The same columns as long as nothing is chosen otherwise: a row that is scrolled past is not drawn anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows from the choice
  const shown = useMemo(
    () => all.filter(isShown).map((column) => ({ ...column, width: widths[column.id] ?? column.width })),
    [all, choice, isPhone],
  );
  const { toggle, resize } = useSteady({
    toggle(id: ColumnId) {
      if (isPhone) setChoice({ ...choice, beside: toggled(beside, id).slice(-BESIDE) });
      else if (isBuiltIn(id)) setChoice({ ...choice, hidden: toggled(hidden, id) });
      else setChoice({ ...choice, added: toggled(added, id) });
    },
    resize(id: ColumnId, width: number) {
      const held = Math.min(Math.max(Math.round(width), MIN_WIDTH), MAX_WIDTH);
      setChoice({ ...choice, widths: { ...widths, [id]: held } });
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changes with the choice
  return useMemo(() => ({ all, shown, isShown, toggle, resize }), [all, shown]);
}
export type ColumnChoice = ReturnType<typeof useColumnChoice>;
