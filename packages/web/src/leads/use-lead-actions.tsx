import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { foyer } from "../api/foyer.ts";
import type { ChangesOf } from "../api/lead-versions.ts";
import type { Lead, LeadChange } from "../api/types.ts";
import { say } from "../app/say.ts";
import { randomKey } from "../lib/random-key.ts";
import { undisturbed } from "../live/undisturbed.ts";
import type { Texts } from "../texts/en.ts";
import { useTexts } from "../texts/texts.tsx";
import { changeLead } from "./change-lead.ts";
import { type Thing, undoDeeds, undoing } from "./deeds.ts";
import { refreshLists } from "./lead-cache.ts";
import { ended, recentDeeds } from "./operations.ts";
import { refuse, type Written } from "./refuse.tsx";
import { type Done, doing, remember, undoLast, undoStep } from "./undo.ts";

/** Changes sent at once; a browser holds about six connections to one server. */
const AT_ONCE = 5;

/** Runs `work` over all, a few at a time, and answers what was refused. */
async function overAll<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<unknown[]> {
  const waiting = [...all];
  const refused: unknown[] = [];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
      await work(one).catch((error) => refused.push(error));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return refused;
}

function tell(t: Texts, step: Done): void {
  const id = randomKey();
  const takeBack = () => {
    notifications.hide(id);
    undoStep(step).then(
      () => tellUndone(t, step.what),
      (error) => refuse(t, error),
    );
  };
  say({
    id,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{step.what}</Text>
        <Button size="compact-sm" variant="subtle" onClick={takeBack}>
          {t.undo}
        </Button>
      </Group>
    ),
  });
}

const tellUndone = (t: Texts, what: string): void => say({ message: t.undone(what) });

type Plan = {
  what: string;
  moves?: boolean;
  quiet?: boolean;
  /** Whether to ask where somebody else changed the same: such a change cannot be worked out anew. */
  asks?: boolean;
  written?: Written | undefined;
  changes: ChangesOf;
};

function createActions(t: Texts) {
  /** Changes leads, tells of it, and remembers how to take it back. Answers whether anything was changed. */
  const changeAll = (leads: readonly Lead[], plan: Plan): Promise<boolean> => doing(carryOut(leads, plan));

  async function carryOut(
    leads: readonly Lead[],
    { what, changes, moves, quiet, written, asks = false }: Plan,
  ): Promise<boolean> {
    const done: Thing[] = [];
    const refused = await overAll(leads, async (lead) => {
      const changed = await changeLead(lead, changes, { asks });
      const fields = changed && Object.keys(changes(changed.before));
      if (fields) done.push({ object: "lead", id: lead.id, fields });
    });
    const undo = !quiet && done.length > 0 ? undoing(done) : undefined;
    if (moves) await refreshLists();
    if (refused.length > 0 && !quiet) refuse(t, refused[0], written);
    if (undo) did({ what, undo });
    return done.length > 0;
  }

  /** Tells of something done, and keeps how to take it back. */
  function did(step: Done): void {
    remember(step);
    tell(t, step);
  }

  const archive = (leads: readonly Lead[], archived: boolean) =>
    changeAll(leads, {
      what: archived ? t.done.archived(leads.length) : t.done.unarchived(leads.length),
      changes: () => ({ is_archived: archived }),
      moves: true,
    });

  return {
    change: (lead: Lead, changes: LeadChange, written?: Written) =>
      changeAll([lead], { what: t.done.changed, changes: () => changes, asks: true, written }),

    archive,

    /** Puts a label on all that lack it; takes it off where all wear it. */
    toggleLabel(leads: readonly Lead[], label: string) {
      const all = leads.every(({ label_ids }) => label_ids.includes(label));
      const changes = ({ label_ids }: Lead) => ({
        label_ids: all ? label_ids.filter((id) => id !== label) : [...new Set([...label_ids, label])],
      });
      return changeAll(leads, { what: t.done.labelled(leads.length), changes });
    },

    giveTo: (leads: readonly Lead[], owner_id: number) =>
      changeAll(leads, { what: t.done.owned(leads.length), changes: () => ({ owner_id }) }),

    /** Opening a lead is seeing it: nothing to tell, nothing to take back. */
    see: (lead: Lead) => changeAll([lead], { what: "", changes: () => ({ was_seen: true }), quiet: true }),

    markSeen: (leads: readonly Lead[]) =>
      changeAll(
        leads.filter(({ was_seen }) => !was_seen),
        { what: t.done.seen(leads.length), changes: () => ({ was_seen: true }) },
      ),

    did,
    /** `leave` leaves what is gone by that, before anything is read anew. */
    remove: (leads: readonly Lead[], leave: () => Promise<void>) => doing(remove(t, leads, leave)),
    undo: () => undo(t),
    refuse: (error: unknown, written?: Written) => refuse(t, error, written),
  };
}

/** Deletes leads, which can be undone as a change can. */
async function remove(t: Texts, leads: readonly Lead[], leave: () => Promise<void>): Promise<void> {
  try {
    const ids = leads.map(({ id }) => id);
    const { id, changed, refused, refusals } = await undisturbed(async () => {
      const deletion = await ended(await foyer.bulk.start({ ids, action: "delete" }));
      if (deletion.changed > 0) await leave();
      return deletion;
    });
    await refreshLists();
    if (refused > 0) refuse(t, new Error(refusals[0]?.reason));
    if (changed === 0) return;
    const step = { what: t.done.deleted(changed), undo: () => undoDeeds([id]) };
    remember(step);
    tell(t, step);
  } catch (error) {
    refuse(t, error);
  }
}

/** Takes back what was done last on this page; after it was loaded anew, what the server knows was done last. */
async function undo(t: Texts): Promise<void> {
  try {
    const what = (await undoLast()) ?? (await undoLatest());
    say({ message: what === undefined ? t.nothingToUndo : t.undone(what || t.done.changed) });
  } catch (error) {
    refuse(t, error);
  }
}

async function undoLatest(): Promise<string | undefined> {
  const latest = (await recentDeeds(1)).find(({ can_undo }) => can_undo);
  if (!latest) return undefined;
  const words = import("./told-deed.ts").then(({ wordsOf }) => wordsOf(latest));
  await undoDeeds([latest.id]);
  return words.catch(() => latest.title ?? "");
}

/** Tells of something that can be taken back, and remembers it. */
export function useTelling() {
  const { t } = useTexts();
  return {
    tell(step: Done) {
      remember(step);
      tell(t, step);
    },
    tellUndone: (what: string) => tellUndone(t, what),
    refuse: (error: unknown) => refuse(t, error),
  };
}

export type LeadActions = ReturnType<typeof createActions>;

/** Everything that can be done to leads, with its words and its undo. */
export function useLeadActions(): LeadActions {
  const { t } = useTexts();
  return useMemo(() => createActions(t), [t]);
}
