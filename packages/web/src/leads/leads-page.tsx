import { Alert, Button, Text, VisuallyHidden } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { LeadList } from "../api/queries.ts";
import { NewsBar } from "../live/news-bar.tsx";
import { useTexts } from "../texts/texts.tsx";
import type { Writing } from "./columns.tsx";
import { EmptyList } from "./empty-list.tsx";
import { refreshLists } from "./lead-cache.ts";
import { LeadTable } from "./lead-table.tsx";
import classes from "./leads-page.module.css";
import { ListBar } from "./list-bar.tsx";
import type { Search } from "./search.ts";
import { useColumnChoice } from "./use-column-choice.ts";
import { reasonOf, useLeadActions } from "./use-lead-actions.tsx";
import { useLeadKeys } from "./use-lead-keys.ts";
import { type LeadRows, useLeadRows } from "./use-lead-rows.ts";
import { useSelection } from "./use-selection.ts";
import { useWriting } from "./use-writing.ts";

// Fetched when the list is there already, so that neither is waited for.
const AddLead = lazy(() => import("./add-lead.tsx").then(({ AddLead }) => ({ default: AddLead })));
const RecentChanges = lazy(() =>
  import("./recent-changes.tsx").then(({ RecentChanges }) => ({ default: RecentChanges })),
);
const importPanel = () => import("./lead-panel.tsx").then(({ LeadPanel }) => ({ default: LeadPanel }));
const LeadPanel = lazy(importPanel);

/** Milliseconds after which nobody waits for the list any more: opened, the panel is then there at once. */
const PANEL_AFTER_MS = 2_000;
setTimeout(importPanel, PANEL_AFTER_MS);

const NEWEST_FIRST = "add_time DESC";

/** A list of leads beside the one that is open. The address holds what is shown. */
export function LeadsPage({ archived }: { archived: boolean }) {
  const { search, show, open } = useAddress();
  const writing = useWriting();
  const list = useList(archived, search);
  const [visible, setVisible] = useState({ first: 0, last: 30 });
  const [current, setCurrent] = useState(0);
  const [dialog, setDialog] = useState<"add" | "recent">();
  const searchBox = useRef<HTMLInputElement>(null);
  const rows = useLeadRows(list, visible);
  const selection = useSelection(list);
  const choice = useColumnChoice();
  const actions = useLeadActions();

  const openAt = (index: number) => {
    setCurrent(index);
    const id = rows.at(index)?.lead.id;
    if (id) open(id);
  };

  useFollowLead(rows, current, setCurrent);
  const showNews = async () => {
    await refreshLists();
    if (search.lead === undefined) setCurrent(0);
  };

  const menus = useLeadKeys({
    archived,
    actions,
    rows,
    selection,
    current,
    opened: search.lead,
    move: (index) => (search.lead === undefined ? setCurrent(index) : openAt(index)),
    open: () => openAt(current),
    close: () => (search.lead ? open(undefined) : selection.clear()),
    add: () => setDialog("add"),
    recent: () => setDialog("recent"),
    search: () => searchBox.current?.select(),
  });

  const steps = {
    onClose: () => open(undefined),
    onPrevious: current > 0 ? () => openAt(current - 1) : undefined,
    onNext: current < (rows.count ?? 0) - 1 ? () => openAt(current + 1) : undefined,
  };
  const add = () => setDialog("add");
  return (
    <div className={classes.page} data-open={search.lead !== undefined || undefined}>
      <VisuallyHidden component="h1">{archived ? writing.t.archive : writing.t.inbox}</VisuallyHidden>
      <section className={classes.list} aria-label={archived ? writing.t.archive : writing.t.inbox}>
        <ListBar
          {...{ archived, list, rows, selection, actions, choice, writing, menus, searchBox }}
          onNarrow={show}
          onAdd={add}
        />
        <NewsBar list={list} onShow={showNews} />
        <ListProblem error={rows.failed} />
        {rows.count === 0 ? (
          <EmptyList archived={archived} narrowing={narrowingOf(list, writing, show)} onAdd={add} />
        ) : (
          <LeadTable
            {...{ list, rows, current, selection, choice, writing }}
            sort={list.sort ?? ""}
            opened={search.lead}
            onVisible={setVisible}
            onSort={(next) => show({ sort: next })}
            onOpen={openAt}
            onCurrent={setCurrent}
          />
        )}
      </section>
      <Suspense fallback={null}>
        {search.lead && (
          <LeadPanel key={search.lead} id={search.lead} {...{ actions, writing, menus }} {...steps} />
        )}
        {dialog === "add" && <AddLead onClose={() => setDialog(undefined)} onAdded={open} />}
        {dialog === "recent" && <RecentChanges onClose={() => setDialog(undefined)} />}
      </Suspense>
    </div>
  );
}

/** Stays at the lead one is at when leads come or go above it. */
function useFollowLead(rows: LeadRows, current: number, move: (index: number) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is begun at its beginning
  useEffect(() => move(0), [rows.list]);
  const at = useRef<{ list: object; id: string | undefined; index: number }>(undefined);
  useEffect(() => {
    const before = at.current;
    const isSame = before?.list === rows.list && before.index === current && before.id !== undefined;
    const now = isSame ? rows.indexOf(before.id ?? "") : undefined;
    if (now !== undefined && now !== current) move(now);
    at.current = { list: rows.list, id: rows.at(current)?.lead.id, index: current };
  });
}

/** What the address says of the page, and how to have it say something else. */
function useAddress() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  return useMemo(() => {
    const show = (change: Partial<Search>) =>
      navigate({
        to: ".",
        search: (before: Search) => ({ ...before, ...change }),
        // What is still being typed is one step for the button that goes back.
        replace: "sort" in change || ("q" in change && search.q !== undefined && change.q !== undefined),
      });
    return { search, show, open: (id: string | undefined) => show({ lead: id }) };
  }, [search, navigate]);
}

/** The list that tab and address ask for: the same object as long as they stay the same. */
function useList(archived: boolean, { sort, owner, q, filter, where }: Search): LeadList {
  const asked = JSON.stringify(where);
  return useMemo(
    () => ({
      archived,
      sort: sort ?? (q === undefined ? NEWEST_FIRST : undefined),
      ...{ owner, q, filter, where: asked === undefined ? undefined : JSON.parse(asked) },
    }),
    [archived, sort, owner, q, filter, asked],
  );
}

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

/** Says that the list could not be read, and why. */
function ListProblem({ error }: { error: unknown }) {
  const { t } = useTexts();
  if (error === undefined || error === null) return null;
  return (
    <Alert color="red" m="sm" role="alert" title={t.offline}>
      <Text size="sm">{reasonOf(error)}</Text>
      <Button mt="xs" size="compact-sm" variant="default" onClick={() => location.reload()}>
        {t.tryAgain}
      </Button>
    </Alert>
  );
}
