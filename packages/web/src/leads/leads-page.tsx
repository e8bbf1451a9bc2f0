import { VisuallyHidden } from "@mantine/core";
import { type ComponentProps, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { LeadList } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { useTitle } from "../app/use-title.ts";
import { Coming } from "../lib/coming.tsx";
import { fetchAhead, lazyPart } from "../lib/lazy-part.ts";
import { useSteady } from "../lib/use-steady.ts";
import { whenIdle } from "../lib/when-idle.ts";
import { NewsBar } from "../live/news-bar.tsx";
import type { Writing } from "./columns.tsx";
import { EmptyList } from "./empty-list.tsx";
import { focusList, focusPanel } from "./focus-list.ts";
import { knownLead, refreshLists } from "./lead-cache.ts";
import { rowId } from "./lead-row.tsx";
import { LeadTable } from "./lead-table.tsx";
import classes from "./leads-page.module.css";
import { ListBar } from "./list-bar.tsx";
import { ListProblem } from "./list-problem.tsx";
import { useLookAhead } from "./look-ahead.ts";
import { OpenedStatus } from "./opened-status.tsx";
import type { Search } from "./search.ts";
import { NEWEST_FIRST, useAddress, useList } from "./use-address.ts";
import { useColumnChoice } from "./use-column-choice.ts";
import { useLeadActions } from "./use-lead-actions.tsx";
import { type Menus, useLeadKeys } from "./use-lead-keys.ts";
import { useLeadRights } from "./use-lead-rights.ts";
import { type LeadRows, useLeadRows } from "./use-lead-rows.ts";
import { useSelection } from "./use-selection.ts";
import { useWriting } from "./use-writing.ts";

// Fetched when the list is there already, so that neither is waited for.
const AddLead = lazyPart(() => import("./add-lead.tsx"), "AddLead");
const RecentChanges = lazyPart(() => import("./recent-changes.tsx"), "RecentChanges");
const RowMenus = lazyPart(() => import("./row-menus.tsx"), "RowMenus");
const importPanel = () => import("./lead-panel.tsx");
const LeadPanel = lazyPart(importPanel, "LeadPanel");

/** Milliseconds after the list has come, when nobody waits for it any more: opened, the panel is then there at once. */
const PANEL_AFTER_MS = 1_500;

function usePanelAhead(isListed: boolean): void {
  useEffect(() => {
    if (!isListed) return;
    const timer = setTimeout(() => whenIdle(() => fetchAhead(importPanel)), PANEL_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isListed]);
}

const none: readonly Lead[] = [];

/** What a page of leads shows, and what is done on it. */
function usePage(archived: boolean) {
  const { search, show, open } = useAddress();
  const list = useList(archived, search);
  const [current, setCurrent] = useState(0);
  const [dialog, setDialog] = useState<"add" | "recent">();
  const searchBox = useRef<HTMLInputElement>(null);
  const { rows, see } = useLeadRows(list);
  const selection = useSelection(list);
  const actions = useLeadActions();
  const may = useLeadRights();
  const does = useSteady({
    add: () => setDialog("add"),
    close: () => open(undefined),
    endDialog: () => setDialog(undefined),
    openAt(index: number) {
      setCurrent(index);
      const id = rows.at(index)?.lead.id;
      if (id) open(id);
    },
    async showNews() {
      await refreshLists();
      if (search.lead === undefined) setCurrent(0);
    },
    sort: (sort: string) => show({ sort }),
    chooseAll() {
      if (may.bulk) selection.chooseWhole();
      else selection.all(rows.loaded().map(({ lead }) => lead));
    },
  });
  useFollowLead(rows, current, setCurrent);
  const opened = search.lead;
  useStandAt(rows, opened, setCurrent);
  const beside = besideOf(rows, current, opened);
  const menus = useLeadKeys({
    ...{ archived, may, actions, rows, selection, current, beside, opened },
    move(index) {
      focusList();
      if (opened === undefined) setCurrent(index);
      else does.openAt(index);
    },
    open: () => (rows.at(current)?.lead.id === opened ? focusPanel() : does.openAt(current)),
    close: () => (opened ? does.close() : selection.clear()),
    add: does.add,
    recent: () => setDialog("recent"),
    search: () => searchBox.current?.select(),
  });
  return {
    ...{ list, rows, see, current, setCurrent, beside, opened, selection, actions, menus, dialog, searchBox },
    ...{ does, show, open },
  };
}

/** A list of leads beside the one that is open. The address holds what is shown. */
export function LeadsPage({ archived }: { archived: boolean }) {
  const page = usePage(archived);
  const { list, rows, current, opened, selection, actions, menus, dialog, searchBox, does } = page;
  const writing = useWriting();
  const choice = useColumnChoice();
  usePanelAhead(rows.count !== undefined);
  const lookAt = useLookAhead(rows, current, opened !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is read anew when the leads have changed
  const chosen = useMemo(() => (selection.size > 0 ? selection.leads() : none), [selection, rows]);
  const extent = useMemo(() => ({ count: rows.count, more: rows.more }), [rows.count, rows.more]);
  const narrowing = narrowingOf(list, writing, page.show);
  const name = archived ? writing.t.archive : writing.t.inbox;
  useTitle((opened === undefined ? undefined : knownLead(opened)?.title) ?? name);
  return (
    <div className={classes.page} data-open={opened !== undefined || undefined}>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <section className={classes.list} aria-label={name}>
        <ListBar
          {...{ archived, list, extent, selection, chosen, actions, choice, writing, menus, searchBox }}
          onNarrow={page.show}
          onAdd={does.add}
          onChooseAll={does.chooseAll}
        />
        <NewsBar list={list} onShow={does.showNews} />
        <ListProblem
          error={rows.failed}
          list={list}
          narrowing={[...narrowing, ...orderOf(list, writing, page.show)]}
        />
        {rows.count === 0 ? (
          <EmptyList {...{ archived, narrowing }} onAdd={does.add} />
        ) : (
          <LeadTable
            {...{ list, rows, current, selection, choice, writing, opened }}
            sort={list.sort ?? ""}
            onVisible={page.see}
            onSort={does.sort}
            onOpen={does.openAt}
            onCurrent={page.setCurrent}
            onRest={lookAt}
          />
        )}
      </section>
      <OpenedStatus opened={opened} />
      <Suspense fallback={menus.opened ? <Coming /> : null}>
        {opened && (
          <OpenLead
            id={opened}
            {...{ actions, writing, menus }}
            {...page.beside}
            openAt={does.openAt}
            onClose={does.close}
          />
        )}
      </Suspense>
      {/* Apart, so that the lead stays in sight while one of these is fetched. */}
      <Suspense fallback={<Coming />}>
        {selection.size === 0 && isForRow(menus.opened, opened) && (
          <RowMenus row={rowId(current, rows.at(current))} {...{ actions, menus, writing }} />
        )}
        {dialog === "add" && <AddLead onClose={does.endDialog} onAdded={page.open} />}
        {dialog === "recent" && <RecentChanges onClose={does.endDialog} />}
      </Suspense>
    </div>
  );
}

type Opened = Omit<ComponentProps<typeof LeadPanel>, "onPrevious" | "onNext"> & {
  previous: number | undefined;
  next: number | undefined;
  openAt: (index: number) => void;
};

/** The lead that is open, with the way to its neighbours where there are any. */
function OpenLead({ previous, next, openAt, ...panel }: Opened) {
  const steps = useSteady({ onPrevious: () => openAt(previous ?? 0), onNext: () => openAt(next ?? 0) });
  return (
    <LeadPanel
      {...panel}
      onPrevious={previous !== undefined ? steps.onPrevious : undefined}
      onNext={next !== undefined ? steps.onNext : undefined}
    />
  );
}

/** The places before and after the lead worked on. Where that has left the list, the next stands in its place already. */
function besideOf({ at, count = 0 }: LeadRows, current: number, opened: string | undefined) {
  const here = at(current)?.lead.id;
  const isGone = opened !== undefined && here !== undefined && here !== opened;
  const next = isGone ? current : current + 1;
  return { previous: current > 0 ? current - 1 : undefined, next: next < count ? next : undefined };
}

/** Whether a menu belongs to the row one is at: the panel and the bar of what is chosen have their own. */
const isForRow = (menu: Menus["opened"], opened: string | undefined): boolean =>
  menu === "owner" || (menu === "labels" && opened === undefined);

/** Stays at the lead one is at when leads come or go above it, and in the list when its last lead goes. */
function useFollowLead(rows: LeadRows, current: number, move: (index: number) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is begun at its beginning
  useEffect(() => move(0), [rows.list]);
  const at = useRef<{ list: object; id: string | undefined; index: number }>(undefined);
  useEffect(() => {
    const before = at.current;
    const isSame = before?.list === rows.list && before.index === current && before.id !== undefined;
    const now = isSame ? rows.indexOf(before.id ?? "") : undefined;
    const last = Math.max((rows.count ?? current + 1) - 1, 0);
    const place = now ?? Math.min(current, last);
    if (place !== current) move(place);
    const id = rows.old ? undefined : rows.at(current)?.lead.id;
    at.current = { list: rows.list, id, index: current };
  });
}

/** Stands at the lead that is open, however it was opened: its neighbours are those of its row. */
function useStandAt(rows: LeadRows, opened: string | undefined, move: (index: number) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter stays the same
  useEffect(() => {
    const index = opened === undefined ? undefined : rows.indexOf(opened);
    if (index !== undefined) move(index);
  }, [rows, opened]);
}

/** The order somebody asked for, with how to have the usual one. */
const orderOf = ({ sort }: LeadList, { t }: Writing, show: (change: Partial<Search>) => void) =>
  sort === undefined || sort === NEWEST_FIRST
    ? []
    : [{ name: t.theOrder, isOn: true, onRemove: () => show({ sort: undefined }) }];

/** What narrows a list, with how to take each away. */
function narrowingOf(
  { owner, q, filter, where }: LeadList,
  { t }: Writing,
  show: (change: Partial<Search>) => void,
) {
  const all = [
    { name: t.theSearch, isOn: q !== undefined, onRemove: () => show({ q: undefined }) },
    { name: t.owner, isOn: owner !== undefined, onRemove: () => show({ owner: undefined }) },
    { name: t.theFilter, isOn: filter !== undefined, onRemove: () => show({ filter: undefined }) },
    { name: t.theConditions, isOn: where !== undefined, onRemove: () => show({ where: undefined }) },
  ];
  return all.filter(({ isOn }) => isOn);
}
