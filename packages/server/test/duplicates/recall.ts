import type { SimilarLead } from "@leadfoyer/contract";
import type { Labelled } from "./labelled-leads.ts";

/** Makes things and asks for them; `post` answers the id. */
export type Account = {
  post: (path: string, body: object) => Promise<string | number>;
  similar: (id: string) => Promise<SimilarLead[]>;
};

export type Quality = {
  /** Of the pairs called duplicates, the share that are. */
  precision: number;
  /** Of the duplicates there are, the share that were called so. */
  recall: number;
  /** Rules of the pairs that were missed, and of those that were wrongly called, with their number. */
  missed: Record<string, number>;
  wrong: Record<string, number>;
};

/**
 * Enters a labelled set and asks of every lead what it is a duplicate of: what scores `likely` or more. A pair counts
 * once.
 */
export async function measureQuality(
  account: Account,
  labelled: readonly Labelled[],
  likely: number,
): Promise<Quality> {
  const ids = await enter(account, labelled);
  const places = new Map(ids.map((id, place) => [id, place]));
  const called = new Set<string>();
  const answers = await inTurn(ids, (id) => account.similar(id));
  for (const [place, similar] of answers.entries()) {
    for (const { lead, score } of similar) {
      const other = places.get(lead.id) ?? -1;
      if (score >= likely) called.add([place, other].sort((a, b) => a - b).join(" "));
    }
  }
  return compare(labelled, called);
}

function compare(labelled: readonly Labelled[], called: ReadonlySet<string>): Quality {
  const pairs = [...Map.groupBy(labelled.keys(), (place) => labelled[place]?.enquiry).values()]
    .filter((places) => places.length > 1)
    .map((places) => places.join(" "));
  const missed = pairs.filter((pair) => !called.has(pair));
  const wrong = [...called].filter((pair) => !pairs.includes(pair));
  const ruleOf = (pair: string): string =>
    pair
      .split(" ")
      .map((place) => labelled[Number(place)]?.rule)
      .filter(Boolean)
      .join(", ") || "two originals";
  const found = called.size - wrong.length;
  return {
    precision: found / called.size,
    recall: found / pairs.length,
    missed: counted(missed.map(ruleOf)),
    wrong: counted(wrong.map(ruleOf)),
  };
}

const counted = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

const AT_ONCE = 40;

/** Does something with every item, a few at once, and answers in order. */
async function inTurn<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    answers.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(run))));
  return answers;
}

/** Makes the leads, and what they hang on once for each record. */
function enter({ post }: Account, labelled: readonly Labelled[]): Promise<string[]> {
  const records = new Map<object, Promise<string | number>>();
  const once = (path: string, record: object | undefined, body: object) => {
    if (!record) return undefined;
    const known = records.get(record) ?? post(path, body);
    records.set(record, known);
    return known;
  };
  const points = (values: readonly string[] = []) => values.map((value) => ({ value }));
  return inTurn(labelled, async ({ title, person, organization }) => {
    const { name, emails, phones } = person ?? {};
    const body = { name, emails: points(emails), phones: points(phones) };
    const person_id = await once("/api/v2/persons", person, body);
    const organization_id = await once("/api/v2/organizations", organization, organization ?? {});
    return (await post("/v1/leads", { title, person_id, organization_id })) as string;
  });
}
