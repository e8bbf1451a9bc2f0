import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type KeyboardEvent, memo, type PointerEvent } from "react";
import type { Column, Writing } from "./columns.tsx";
import classes from "./lead-table.module.css";
import type { ColumnChoice } from "./use-column-choice.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";

type Props = {
  rows: LeadRows;
  selection: Selection;
  choice: ColumnChoice;
  writing: Writing;
  sort: string;
  onSort: (sort: string) => void;
};

const KEY_STEP_PX = 16;

export const LeadHeader = memo(function LeadHeader(props: Props) {
  const { rows, selection, choice, writing, sort, onSort } = props;
  const { t } = writing;
  const loaded = rows.loaded().map(({ lead }) => lead);
  const all = loaded.length > 0 && loaded.every(({ id }) => selection.has(id));
  return (
    <div role="row" aria-rowindex={1} className={classes.header}>
      <span role="columnheader" className={classes.choose}>
        <Checkbox
          size="xs"
          aria-label={t.selectAll}
          disabled={loaded.length === 0}
          checked={all}
          indeterminate={!all && selection.size > 0}
          onChange={() => (all ? selection.clear() : selection.all(loaded))}
        />
      </span>
      {choice.shown.map((column) => (
        <HeaderCell key={column.id} {...{ column, choice, writing, sort, onSort }} />
      ))}
    </div>
  );
});

type CellProps = Pick<Props, "choice" | "writing" | "sort" | "onSort"> & { column: Column };

function HeaderCell({ column, choice, writing: { t }, sort, onSort }: CellProps) {
  const [field, direction = "ASC"] = sort.split(" ");
  const sorted = column.sort === field;
  const order = !sorted ? "none" : direction === "ASC" ? "ascending" : "descending";
  const name = column.name(t);
  const Arrow = direction === "ASC" ? IconArrowUp : IconArrowDown;
  return (
    <span
      role="columnheader"
      aria-label={name}
      aria-sort={order}
      className={classes.headerCell}
      data-align={column.align}
    >
      <UnstyledButton
        className={classes.sort}
        aria-label={t.sortBy(name)}
        onClick={() => onSort(`${column.sort} ${sorted && direction === "ASC" ? "DESC" : "ASC"}`)}
      >
        <span className={classes.name}>{name}</span>
        {sorted && <Arrow size={14} aria-hidden />}
      </UnstyledButton>
      <Resizer {...{ column, choice }} name={t.columnWidth(name)} />
    </span>
  );
}

function Resizer({ column, choice, name }: { column: Column; choice: ColumnChoice; name: string }) {
  const begin = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }: globalThis.PointerEvent) =>
      choice.resize(column.id, column.width + clientX - from);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? KEY_STEP_PX : event.key === "ArrowLeft" ? -KEY_STEP_PX : 0;
    if (step === 0) return;
    event.stopPropagation();
    choice.resize(column.id, column.width + step);
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={name}
      aria-valuenow={column.width}
      tabIndex={0}
      className={classes.resizer}
      onPointerDown={begin}
      onKeyDown={press}
    />
  );
}
