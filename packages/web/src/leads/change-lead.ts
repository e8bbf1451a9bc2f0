import { isApiError, isNotFound } from "@leadfoyer/client";
import { foyer } from "../api/foyer.ts";
import type { ChangesOf } from "../api/lead-versions.ts";
import { leadById, queries } from "../api/queries.ts";
import { untilSignedIn } from "../api/signed-out.ts";
import type { Lead, LeadChange } from "../api/types.ts";
import { askWhich } from "./conflicts.ts";
import { showLead, showOnItsWay } from "./lead-cache.ts";
import { LeadGone } from "./lead-gone.ts";

/** A lead as it was just before a change, and after. */
export type Changed = { before: Lead; after: Lead };

/** The last change of one's own, by lead: each is made to what the one before it has left, and never meets that. */
const turns = new Map<string, Promise<Changed | undefined>>();

type Options = {
  /** Whether to ask when somebody else changed the same meanwhile; else the change is worked out anew. */
  asks: boolean;
};

/**
 * Shows a change at once, sends it for the version one has seen, and shows what the server made of it. Refused, the
 * lead is shown as it was. Undefined: somebody else's version was chosen to stand.
 * @throws what the server refused it with
 */
export function changeLead(seen: Lead, changesOf: ChangesOf, options: Options): Promise<Changed | undefined> {
  const arrive = showOnItsWay(seen, changesOf);
  const turn = send(seen, changesOf, options, turns.get(seen.id)).finally(arrive);
  turns.set(seen.id, turn);
  return turn;
}

async function send(
  seen: Lead,
  changesOf: ChangesOf,
  { asks }: Options,
  previous: Promise<Changed | undefined> | undefined,
): Promise<Changed | undefined> {
  let before = await begin(seen, changesOf, asks, await previous?.catch(() => undefined));
  while (before) {
    const changes = changesOf(before);
    const { after, theirs } = await attempt(before, changes);
    if (after) return { before, after };
    showLead(theirs);
    if (asks && touches(changes, before, theirs) && (await askWhich(changes, theirs)) === "theirs")
      return undefined;
    before = theirs;
  }
  return undefined;
}

/** The version to begin with: what one saw, or what one's own change just before has made of it. Undefined as in {@link changeLead}. */
async function begin(
  seen: Lead,
  changesOf: ChangesOf,
  asks: boolean,
  own: Changed | undefined,
): Promise<Lead | undefined> {
  if (!own || own.after.update_time <= seen.update_time) return seen;
  if (!asks) return own.after;
  const changes = leftBy(own, changesOf(own.after));
  const isMet = touches(changes, seen, own.after);
  return isMet && (await askWhich(changes, own.after)) === "theirs" ? undefined : own.after;
}

type Outcome = { after: Lead; theirs?: undefined } | { after?: undefined; theirs: Lead };

/** Changes the version `before`, and no other: the lead afterwards, or as somebody else has left it. */
async function attempt(before: Lead, changes: LeadChange): Promise<Outcome> {
  try {
    const headers = { "if-match": `"${before.update_time}"` };
    const after = (await foyer.leads.update(before.id, changes, { headers })) as Lead;
    showLead(after);
    return { after };
  } catch (error) {
    const theirs = isApiError(error, 412) ? (error.body as { data?: Lead }).data : undefined;
    if (isApiError(error, 401)) {
      await untilSignedIn();
      return attempt(before, changes);
    }
    if (theirs) return { theirs };
    if (!isNotFound(error)) throw error;
    void queries.invalidateQueries(leadById(before.id)); // whoever has it open is told, and still is
    throw new LeadGone(before.title, error);
  }
}

/** Of some changes those to what one's own change has left as it was. */
const leftBy = ({ before, after }: Changed, changes: LeadChange): LeadChange =>
  Object.fromEntries(
    Object.entries(changes).filter(
      ([key]) => text(before[key as keyof Lead]) === text(after[key as keyof Lead]),
    ),
  );

/** Whether somebody else changed what these changes change, to something else. */
const touches = (changes: LeadChange, before: Lead, theirs: Lead): boolean =>
  Object.entries(changes).some(([key, mine]) => {
    const [was, is] = [before, theirs].map((lead) => text(lead[key as keyof Lead]));
    return was !== is && is !== text(mine);
  });

const text = (value: unknown): string => JSON.stringify(value ?? null);
