import { useLocalStorage } from "@mantine/hooks";
import { type Column, type ColumnId, columns } from "./columns.tsx";

type Choice = { hidden: ColumnId[]; widths: Partial<Record<ColumnId, number>> };

const initial: Choice = { hidden: ["source", "updated"], widths: {} };

const MIN_WIDTH = 60;
const MAX_WIDTH = 800;

/** Which columns are shown and how wide, remembered in this browser. The title always is. */
export function useColumnChoice() {
  const [choice, setChoice] = useLocalStorage<Choice>({ key: "foyer-columns", defaultValue: initial });
  const isShown = ({ id }: Column) => id === "title" || !choice.hidden.includes(id);
  const shown = columns
    .filter(isShown)
    .map((column) => ({ ...column, width: choice.widths[column.id] ?? column.width }));
  return {
    shown,
    isShown,
    toggle(id: ColumnId) {
      const hidden = choice.hidden.includes(id)
        ? choice.hidden.filter((one) => one !== id)
        : [...choice.hidden, id];
      setChoice({ ...choice, hidden });
    },
    resize(id: ColumnId, width: number) {
      const held = Math.min(Math.max(Math.round(width), MIN_WIDTH), MAX_WIDTH);
      setChoice({ ...choice, widths: { ...choice.widths, [id]: held } });
    },
  };
}
export type ColumnChoice = ReturnType<typeof useColumnChoice>;
