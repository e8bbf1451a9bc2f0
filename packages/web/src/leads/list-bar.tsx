import { Button, Text } from "@mantine/core";
import { IconAdjustments, IconColumns3, IconFilter, IconPlus } from "@tabler/icons-react";
import { memo, type RefObject, Suspense, useEffect } from "react";
import type { LeadList } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { ToolButton } from "../app/tool-button.tsx";
import { SearchBox } from "../find/search-box.tsx";
import { Coming } from "../lib/coming.tsx";
import { count as formatCount } from "../lib/formats.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { OnDemand } from "../lib/on-demand.tsx";
import type { Writing } from "./columns.tsx";
import { ExportButton } from "./export-button.tsx";
import { focusListed } from "./focus-list.ts";
import classes from "./list-bar.module.css";
import type { Search } from "./search.ts";
import type { ColumnChoice } from "./use-column-choice.ts";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";

// Nobody waits for a menu before there is a list.
const ChosenBar = lazyPart(() => import("./chosen-bar.tsx"), "ChosenBar");
const ColumnsMenu = lazyPart(() => import("./columns-menu.tsx"), "ColumnsMenu");
const DeleteConfirm = lazyPart(() => import("./lead-menus.tsx"), "DeleteConfirm");
const PhoneMenu = lazyPart(() => import("./phone-menu.tsx"), "PhoneMenu");
const FilterMenu = lazyPart(() => import("../find/filter-menu.tsx"), "FilterMenu");
const FilterChips = lazyPart(() => import("../find/filter-chips.tsx"), "FilterChips");

const ConvertDialog = lazyPart(() => import("./convert-dialog.tsx"), "ConvertDialog");

export type BarProps = {
  archived: boolean;
  list: LeadList;
  /** How many leads the list has, as far as is known. */
  extent: Pick<LeadRows, "count" | "more">;
  selection: Selection;
  /** The leads chosen one by one, as they are now. */
  chosen: readonly Lead[];
  actions: LeadActions;
  choice: ColumnChoice;
  writing: Writing;
  menus: Menus;
  searchBox: RefObject<HTMLInputElement | null>;
  onNarrow: (change: Partial<Search>) => void;
  onAdd: () => void;
  /** Chooses all of the list, or as far as it has come where a whole list may not be changed. */
  onChooseAll: () => void;
};

/** Above the list: what narrows it, or, while leads are chosen, what can be done to them. */
export const ListBar = memo(function ListBar(props: BarProps) {
  const { list, selection, actions, menus, writing, onNarrow } = props;
  const isChosen = selection.size > 0;
  const { whole } = selection;
  // What was pressed to choose, or not to choose, is gone by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per choice
  useEffect(focusListed, [isChosen, whole]);
  const chipped = [list.owner, list.filter, list.where].some((one) => one !== undefined);
  return (
    <>
      <div className={classes.bar} role="toolbar" aria-label={writing.t.listTools}>
        {isChosen ? (
          <Suspense>
            <ChosenBar {...props} />
          </Suspense>
        ) : (
          <Narrowing {...props} />
        )}
        <Suspense fallback={<Coming />}>
          {menus.opened === "delete" && (
            <DeleteConfirm {...{ actions, menus, writing }} onDeleted={selection.clear} />
          )}
          {menus.opened === "convert" && menus.leads().length > 0 && (
            <ConvertDialog
              leads={menus.leads()}
              actions={actions}
              onClose={menus.close}
              onConverted={selection.clear}
            />
          )}
        </Suspense>
      </div>
      <Suspense fallback={chipped && <div className={classes.chips} />}>
        {chipped && <FilterChips {...{ list, writing, onNarrow }} />}
      </Suspense>
    </>
  );
});

function Narrowing(props: BarProps) {
  const { list, extent, choice, writing, searchBox, onNarrow, onAdd, onChooseAll } = props;
  const { t, locale } = writing;
  const total = `${formatCount(locale, extent.count ?? 0)}${extent.more ? "+" : ""}`;
  return (
    <>
      <SearchBox q={list.q} input={searchBox} onSearch={(q) => onNarrow({ q })} />
      <OnDemand opens="dialog" button={<ToolButton name={t.filters} icon={IconFilter} />}>
        {(button) => <FilterMenu {...{ button, list, writing, onNarrow }} />}
      </OnDemand>
      <Text size="sm" c="dimmed" className={classes.count} aria-live="polite">
        {extent.count === undefined ? "" : t.leads(total)}
      </Text>
      <div className={classes.space} />
      {writing.may.export && <ExportButton {...{ list, writing }} />}
      <OnDemand opens="menu" button={<ToolButton name={t.columns} icon={IconColumns3} visibleFrom="sm" />}>
        {(button) => <ColumnsMenu {...{ button, choice, writing }} />}
      </OnDemand>
      <OnDemand opens="menu" button={<ToolButton name={t.view} icon={IconAdjustments} hiddenFrom="sm" />}>
        {(button) => (
          <PhoneMenu
            {...{ button, choice, writing }}
            sort={list.sort}
            all={
              extent.count
                ? { name: writing.may.bulk ? t.selectWhole(total) : t.selectAll, choose: onChooseAll }
                : undefined
            }
            onSort={(sort) => onNarrow({ sort })}
          />
        )}
      </OnDemand>
      {writing.may.add && (
        <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd} flex="none">
          {t.add}
        </Button>
      )}
    </>
  );
}
