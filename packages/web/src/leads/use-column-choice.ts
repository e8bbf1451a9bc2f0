import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { customFields } from "../api/fields.ts";
import { useSteady } from "../lib/use-steady.ts";
import { type Column, type ColumnId, columns, customColumn } from "./columns.tsx";

type Choice = {
  hidden: ColumnId[];
  /** Custom fields that are shown. */
  added?: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
};

const initial: Choice = { hidden: ["source", "updated"], added: [], widths: {} };

const MIN_WIDTH = 60;
const MAX_WIDTH = 800;

const toggled = (ids: readonly ColumnId[], id: ColumnId): ColumnId[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

/** Which columns are shown and how wide, remembered in this browser. The title always is, custom fields when chosen. */
export function useColumnChoice() {
  const [choice, setChoice] = useLocalStorage<Choice>({ key: "foyer-columns", defaultValue: initial });
  const { data: fields } = useQuery(customFields);
  const { hidden, added = [], widths } = choice;
  const isBuiltIn = (id: ColumnId) => columns.some((column) => column.id === id);
  const isShown = ({ id }: Column) =>
    id === "title" || (isBuiltIn(id) ? !hidden.includes(id) : added.includes(id));
  const all = useMemo(() => [...columns, ...(fields ?? []).map(customColumn)], [fields]);
  // The same columns as long as nothing is chosen otherwise: a row that is scrolled past is not drawn anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows from the choice
  const shown = useMemo(
    () => all.filter(isShown).map((column) => ({ ...column, width: widths[column.id] ?? column.width })),
    [all, choice],
  );
  const { toggle, resize } = useSteady({
    toggle: (id: ColumnId) =>
      setChoice(
        isBuiltIn(id) ? { ...choice, hidden: toggled(hidden, id) } : { ...choice, added: toggled(added, id) },
      ),
    resize(id: ColumnId, width: number) {
      const held = Math.min(Math.max(Math.round(width), MIN_WIDTH), MAX_WIDTH);
      setChoice({ ...choice, widths: { ...widths, [id]: held } });
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changes with the choice
  return useMemo(() => ({ all, shown, isShown, toggle, resize }), [all, shown]);
}
export type ColumnChoice = ReturnType<typeof useColumnChoice>;
