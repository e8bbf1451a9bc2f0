import { type Dispatch, type SetStateAction, useEffect, useMemo, useState } from "react";
import type { Lead } from "../api/types.ts";
import { offerCommands } from "../app/commands.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useSteady } from "../lib/use-steady.ts";
import { useTexts } from "../texts/texts.tsx";
import { knownLead } from "./lead-cache.ts";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { LeadRights } from "./use-lead-rights.ts";
import type { LeadRows } from "./use-lead-rows.ts";
import type { Selection } from "./use-selection.ts";

/** Which of the small menus is open over the leads worked on. */
type MenuName = "labels" | "owner" | "note" | "activity" | "convert" | "delete" | "archive" | "seen";
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
  const { archived, may, actions, rows, selection, current, move, open, close, add, search, recent } = place;
  const [menu, setMenu] = useState<MenuName>();
  const last = Math.max((rows.count ?? 1) - 1, 0);
  const row = rows.at(current)?.lead;
  const here = (place.opened === undefined ? undefined : knownLead(place.opened)) ?? row;
  const leads = () => (selection.size > 0 ? selection.leads() : here ? [here] : []);
  const archive = async () => {
    if (selection.whole) setMenu("archive");
    else if (await actions.archive(leads(), !archived)) selection.clear();
  };

  const seen = () => (selection.whole ? setMenu("seen") : actions.markSeen(leads()));

  const inPanel = (name: "note" | "activity") => () => {
    if (place.opened === undefined) open();
    setMenu(name);
  };

  const all = {
    open: { key: "Enter", name: t.keyNames.open, run: open },
    archive: { key: "e", name: archived ? t.unarchiveLead : t.archiveLead, run: archive },
    labels: { key: "l", name: t.labels, off: archived, run: () => setMenu("labels") },
    owner: { key: "o", name: t.owner, off: archived, run: () => setMenu("owner") },
    add: { key: "c", name: t.add, off: !may.add, run: add },
    note: { key: "n", name: t.addNote, run: inPanel("note") },
    activity: { key: "a", name: t.panel.addActivity, off: archived, run: inPanel("activity") },
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
    ...Object.fromEntries(table.map(([, { key, run }]) => [key, () => void run()])),
    ...pressing(["j", "ArrowDown"], () => move(Math.min(current + 1, last))),
    ...pressing(["k", "ArrowUp"], () => move(Math.max(current - 1, 0))),
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
