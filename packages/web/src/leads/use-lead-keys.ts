import { type Dispatch, type SetStateAction, useEffect, useMemo, useState } from "react";
import type { Lead } from "../api/types.ts";
import { offerCommands } from "../app/commands.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useSteady } from "../lib/use-steady.ts";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";
import { knownLead } from "./lead-cache.ts";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { LeadRights } from "./use-lead-rights.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";

/** What is asked for in the lead that is open, and what is asked for over the leads worked on. */
type InPanel = "note" | "activity" | "value" | "expected_close_date";
type MenuName = InPanel | "labels" | "owner" | "convert" | "delete" | "archive" | "seen";
export type Menus = {
  opened: MenuName | undefined;
  open: (name: MenuName) => void;
  close: () => void;
  /** Closes one, unless another is open by now. */
  done: (name: MenuName) => void;
  /** What an action works on: the selection, else the lead that is open, else the one one is at. */
  leads: () => Lead[];
};

type Place = {
  archived: boolean;
  may: LeadRights;
  actions: LeadActions;
  rows: LeadRows;
  selection: Selection;
  current: number;
  /** The places of the leads before and after the one worked on, where there are any. */
  beside: { previous: number | undefined; next: number | undefined };
  /** The id of the lead that is open beside the list. */
  opened: string | undefined;
  move: (index: number) => void;
  open: () => void;
  close: () => void;
  add: () => void;
  search: () => void;
  /** Shows what was done lately. */
  recent: () => void;
};

type Deed = { key: string; name: string; off?: boolean; run: () => unknown };

const pressing = (keys: readonly string[], run: () => void) =>
  Object.fromEntries(keys.map((key) => [key, run]));

/** The keys of a list, and the same as commands of the palette. */
export function useLeadKeys(place: Place): Menus {
  const { t } = useTexts();
  const { archived, may, actions, rows, selection, current, beside } = place;
  const { move, open, close, add, search, recent } = place;
  const [menu, setMenu] = useState<MenuName>();
  const row = rows.at(current)?.lead;
  const here = (place.opened === undefined ? undefined : knownLead(place.opened)) ?? row;
  const leads = () => (selection.size > 0 ? selection.leads() : here ? [here] : []);
  const archive = async () => {
    if (selection.whole) return setMenu("archive");
    const meant = leads();
    // The next press is meant for the next lead, however long the answer to this one takes.
    if (selection.size === 0 && place.opened === undefined) move(beside.next ?? current);
    if (await actions.archive(meant, !archived)) selection.clear();
  };

  const seen = () => (selection.whole ? setMenu("seen") : actions.markSeen(leads()));

  const inPanel = (name: InPanel) => () => {
    if (place.opened === undefined) open();
    setMenu(name);
  };

  const all = {
    open: { key: "Enter", name: t.keyNames.open, run: open },
    archive: { key: "e", name: archived ? t.unarchiveLead : t.archiveLead, run: archive },
    labels: { key: "l", name: t.labels, off: archived, run: () => setMenu("labels") },
    owner: { key: "o", name: t.owner, off: archived, run: () => setMenu("owner") },
    add: { key: "c", name: t.add, off: !may.add, run: add },
    ...deedsInPanel(t, archived, inPanel),
    convert: {
      key: "d",
      name: t.panel.convert,
      off: archived || !may.convert,
      run: () => setMenu("convert"),
    },
    seen: { key: "s", name: t.markSeen, off: archived, run: seen },
    delete: { key: "#", name: t.deleteLead, off: !may.remove, run: () => setMenu("delete") },
    search: { key: "/", name: t.search, run: search },
    recent: { key: "g u", name: t.recent, run: recent },
    undo: { key: "z", name: t.undo, run: () => actions.undo() },
  };

  // What would be refused is not offered.
  const table = Object.entries<Deed>(all).filter(([, { off }]) => !off);

  useKeys({
    // A key that is held down moves on, but does what it does to a lead once.
    ...Object.fromEntries(table.map(([, { key, run }]) => [key, ({ repeat }) => void (repeat || run())])),
    ...pressing(["j", "ArrowDown"], () => move(beside.next ?? current)),
    ...pressing(["k", "ArrowUp"], () => move(beside.previous ?? current)),
    ...pressing(["x"], () => row && selection.toggle(row, current)),
    ...pressing(["Escape"], () => (menu ? setMenu(undefined) : close())),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what commands do changes with every render; they are offered as they stand
  useEffect(
    () =>
      offerCommands(
        "leads",
        table.map(([id, { key, name, run }]) => ({ id, key, name, run })),
      ),
    [t, archived, may, current, selection, rows, place.opened],
  );

  return useMenus({ menu, setMenu, leads });
}

/** What is written in the lead itself. */
const deedsInPanel = (t: Texts, off: boolean, run: (name: InPanel) => () => void) => ({
  note: { key: "n", name: t.addNote, run: run("note") },
  activity: { key: "a", name: t.panel.addActivity, off, run: run("activity") },
  value: { key: "v", name: t.keyNames.value, off, run: run("value") },
  closeDate: { key: "w", name: t.keyNames.closeDate, off, run: run("expected_close_date") },
});

type State = {
  menu: MenuName | undefined;
  setMenu: Dispatch<SetStateAction<MenuName | undefined>>;
  leads: () => Lead[];
};

function useMenus({ menu, setMenu, leads }: State): Menus {
  const steady = useSteady({
    close: () => setMenu(undefined),
    done: (name: MenuName) => setMenu((now) => (now === name ? undefined : now)),
    leads,
  });
  return useMemo(() => ({ opened: menu, open: setMenu, ...steady }), [menu, setMenu, steady]);
}
