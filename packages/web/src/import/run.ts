import { foyer } from "../api/foyer.ts";
import type { NewLead } from "../api/types.ts";
import { reasonOf } from "../app/reason.ts";
import { randomKey } from "../lib/random-key.ts";
import { isSame } from "./cells.ts";
import { type Draft, type Reading, readRow } from "./draft.ts";

/** Rows on their way at once; a browser holds about six connections to one server. */
const AT_ONCE = 4;

export type Failure = { row: readonly string[]; line: number; problem: string };
export type Progress = { done: number; made: number; failures: readonly Failure[] };

type Options = {
  reading: Reading;
  /** Of the import all of it is a part of. */
  id: number;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
};

/** Every row with its line in the file, which the heading is the first of. */
export type NumberedRow = { row: readonly string[]; line: number };

/**
 * Makes a lead of every row, a few at a time. Contacts that are known are found by e-mail or name, others made, each
 * once. Every write has an idempotency key, so that a lost answer makes nothing twice.
 */
export async function runImport(
  rows: readonly NumberedRow[],
  { reading, id, signal, onProgress }: Options,
): Promise<void> {
  const sender = createSender(randomKey(), id);
  const waiting = [...rows];
  const failures: Failure[] = [];
  let made = 0;

  async function take({ row, line }: NumberedRow): Promise<void> {
    const read = readRow(row, reading);
    if ("problem" in read) failures.push({ row, line, problem: read.problem });
    else
      await sender.send(read.draft, `${line}`).then(
        () => {
          made += 1;
        },
        (error) => failures.push({ row, line, problem: reasonOf(error) }),
      );
    onProgress({ done: made + failures.length, made, failures: [...failures] });
  }

  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one && !signal.aborted; one = waiting.shift()) await take(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Sends drafts, and remembers whom and what it found or made for them. */
function createSender(run: string, id: number) {
  const ids = new Map<string, Promise<unknown>>();

  /** What `find` gives, asked once per name; a failure is asked again for the next row. */
  function once<T>(name: string, find: () => Promise<T>): Promise<T> {
    const known = ids.get(name) as Promise<T> | undefined;
    if (known) return known;
    const found = find();
    ids.set(name, found);
    found.catch(() => ids.delete(name));
    return found;
  }

  const keyed = (name: string) => ({
    idempotencyKey: keyOf(run, name),
    headers: { "foyer-import": `${id}` },
  });

  const organization = (name: string) =>
    once(`organization ${name.toLowerCase()}`, async () => {
      const found = await searchable(name, () =>
        foyer.organizations.search({ term: name, fields: "name", exact_match: true, limit: 1 }),
      );
      return found ?? (await foyer.organizations.add({ name }, keyed(`organization ${name}`))).id;
    });

  const person = ({ name, email, phone }: NonNullable<Draft["person"]>, org_id: number | undefined) =>
    once(`person ${(email ?? name).toLowerCase()}`, async () => {
      const term = email ?? name;
      const fields = email ? "email" : "name";
      const found = await searchable(term, () =>
        foyer.persons.search({ term, fields, exact_match: true, limit: 1 }),
      );
      if (found !== undefined) return found;
      const point = (value: string) => [{ value, primary: true, label: "work" }];
      const made = {
        name,
        ...(org_id !== undefined && { org_id }),
        ...(email && { emails: point(email) }),
        ...(phone && { phones: point(phone) }),
      };
      return (await foyer.persons.add(made, keyed(`person ${email ?? ""} ${name}`))).id;
    });

  const label = (name: string) =>
    once(`label ${name.toLowerCase()}`, async () => {
      const known = await once("labels", async () => (await foyer.labels.list()).data);
      const found = known.find((one) => isSame(one.name, name));
      return found?.id ?? (await foyer.labels.add({ name, color: "gray" }, keyed(`label ${name}`))).id;
    });

  return {
    async send({ person: whom, organization: where, labels, custom, ...draft }: Draft, line: string) {
      const organization_id = where === undefined ? undefined : await organization(where);
      const person_id = whom && (await person(whom, organization_id));
      const label_ids = await Promise.all(labels.map(label));
      const lead = { ...draft, ...custom, person_id, organization_id, label_ids } as NewLead;
      await foyer.leads.add(lead, keyed(`lead ${line}`));
    },
  };
}

/** The id of the first thing found. Search takes two characters at least. */
async function searchable(
  term: string,
  search: () => PromiseLike<{ data: readonly { item: { id: number } }[] }>,
): Promise<number | undefined> {
  if (term.length < 2) return undefined;
  return (await search()).data[0]?.item.id;
}

/** An idempotency key: printable ASCII, at most 255 characters, another for another name. */
const keyOf = (run: string, name: string): string => `${run}-${encodeURIComponent(name).slice(0, 150)}`;
