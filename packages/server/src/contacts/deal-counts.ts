import type { DealStatus } from "@leadfoyer/contract";
import type { Viewer } from "../lib/actor.ts";
import type { Db } from "../storage/db.ts";
import { type Counted, countDeals } from "./deal-counts.store.ts";

/** Numbers of deals by status. */
type Tally = Record<DealStatus, number>;

const NONE: Tally = { open: 0, won: 0, lost: 0 };

/** Numbers of a contact's deals that are neither deleted nor archived, of those who asks sees. */
export type DealCounts = {
  own: Tally;
  /** Of a person: their organization's other deals. Of an organization: its people's other deals. */
  related: Tally;
  /** Deals in which a person takes part without being their contact. */
  participant: Tally;
};

export const noDeals: DealCounts = { own: NONE, related: NONE, participant: NONE };

function tallies(rows: readonly Counted[]): Map<number, Tally> {
  const sums = new Map<number, Tally>();
  for (const { contact, count, ...row } of rows) {
    const sum = sums.get(contact) ?? NONE;
    const status = row.status as DealStatus; // as deals are stored
    sums.set(contact, { ...sum, [status]: sum[status] + Number(count) });
  }
  return sums;
}

const less = (all: Tally, some: Tally): Tally => ({
  open: all.open - some.open,
  won: all.won - some.won,
  lost: all.lost - some.lost,
});

type PersonAt = { id: number; org_id: number | null };

/** The counts of persons by id: three queries, whatever their number. */
export async function dealCountsOfPersons(
  db: Db,
  viewer: Viewer,
  persons: readonly PersonAt[],
): Promise<Map<number, DealCounts>> {
  const ids = persons.map(({ id }) => id);
  const homes = new Map(persons.map(({ id, org_id }) => [id, org_id ?? 0]));
  const [own, participant, ofHomes] = await Promise.all([
    countDeals(db, viewer, "ofPersons", ids),
    countDeals(db, viewer, "ofParticipants", ids),
    countDeals(db, viewer, "ofOrganizations", [...new Set(homes.values())].filter(Boolean)),
  ]);
  const [all, taking, homely] = [tallies(own), tallies(participant), tallies(ofHomes)];
  const atHome = tallies(own.filter(({ contact, home }) => home === homes.get(contact)));
  return new Map(
    persons.map(({ id, org_id }) => [
      id,
      {
        own: all.get(id) ?? NONE,
        related: org_id === null ? NONE : less(homely.get(org_id) ?? NONE, atHome.get(id) ?? NONE),
        participant: taking.get(id) ?? NONE,
      },
    ]),
  );
}

/** The counts of organizations by id: two queries, whatever their number. */
export async function dealCountsOfOrganizations(
  db: Db,
  viewer: Viewer,
  ids: readonly number[],
): Promise<Map<number, DealCounts>> {
  const [own, related] = await Promise.all([
    countDeals(db, viewer, "ofOrganizations", ids),
    countDeals(db, viewer, "ofPeople", ids),
  ]);
  const [all, indirect] = [tallies(own), tallies(related)];
  return new Map(
    ids.map((id) => [id, { own: all.get(id) ?? NONE, related: indirect.get(id) ?? NONE, participant: NONE }]),
  );
}
