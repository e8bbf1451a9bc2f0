import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "../../test/app.ts";
import { isPromised, type Written } from "../../test/search-scan.ts";
import { engines } from "../../test/storage.ts";
import { createRandom, type Random } from "../lib/random.ts";
import type { StoredPerson } from "../persons/person-changes.ts";
import { addPersons } from "../seed/seed.commands.ts";

useOwnDatabase();

const PEOPLE = 2_000;
const TERMS = 120;

type List<T> = [T, ...T[]];
const words = (text: string) => text.split(" ") as List<string>;
const first = words(
  "Ann Zoë Łukasz Jürgen Françoise Søren İbrahim Ольга Ёлка Νίκος 山田 田中さくら 서연 王小明 محمد Ｗｉｄｅ O'Brien D’Arcy Ngô Ørsted",
);
const last = words(
  "Example Kitchenette Müller Groß Żółć Ålesund Иванов Papadopoulos 漢字 株式会社 김철수 北京大学 Smith-Jones McDonald الأحمد iPhone手机",
);
const said = words(
  "kitchen windows door flooring Küche fenêtre puerta ventana 窓 キッチン ドア 주방 call back tomorrow offer n°42 b2b 3D ROI дверь окно",
);
const hosts = words("acme.test example.com müller.de post.co.uk mail-box.org");

function makePhone({ pick, below }: Random): string {
  const tail = String(1_000_000 + below(9_000_000));
  return pick([
    `+49 (0)30 ${tail}`,
    `+49 30 ${tail.slice(0, 3)} ${tail.slice(3)}`,
    `030/${tail}`,
    `0044 20-${tail}`,
    `(555) ${tail.slice(0, 3)}-${tail.slice(3)}`,
    `555.${tail}`,
  ]);
}

function makePerson(random: Random): Written {
  const { pick, below, chance } = random;
  const name = `${pick(first)} ${pick(last)}${chance(0.3) ? ` ${below(500)}` : ""}`;
  return {
    name,
    emails: chance(0.5) ? [`${pick(first)}.${pick(last)}${below(99)}@${pick(hosts)}`.toLowerCase()] : [],
    phones: chance(0.6) ? [makePhone(random)] : [],
    notes: Array.from({ length: below(8) }, () => pick(said)).join(" "),
  };
}

const cut = (text: string, from: number, length: number) => [...text].slice(from, from + length).join("");

/** A term as someone might type it who looks for this person. */
function makeTerm({ name, emails, phones, notes }: Written, { pick, below }: Random): string {
  const [email = name] = emails;
  const [phone = name] = phones;
  const word = pick(words(`${name} ${notes}`.trim()));
  const typed = pick([
    word,
    cut(word, 0, 2 + below(4)),
    cut(word, 1, 3 + below(4)),
    `${cut(word, 0, 3)} ${pick(words(name))}`,
    email,
    cut(email, 0, 4 + below(12)),
    email.split("@").at(-1) ?? email,
    phone,
    phone.replaceAll(/[^\d+]/g, ""),
    cut(phone.replaceAll(/\D/g, ""), below(5), 3 + below(5)),
    phone.replace("+49 (0)", "0").replace("+49 ", "0"),
  ]);
  return pick([typed, typed.toUpperCase(), typed.normalize("NFD").replaceAll(/[\u0300-\u036f]/g, "")]);
}

const stored = (written: Written, id: number, owner_id: number): StoredPerson => {
  const points = (values: string[]) => values.map((value) => ({ value, label: "work", primary: true }));
  return {
    ...{ id, name: written.name, owner_id, org_id: null, label_ids: [], custom: {}, visible_to: 3 },
    ...{ emails: points(written.emails), phones: points(written.phones), notes: written.notes || null },
    ...{ is_deleted: false, marketing_status: "no_consent", im: [], birthday: null, job_title: null },
    ...{ postal_address: null, add_time: 1_700_000_000_000, update_time: null },
  };
};

async function found(app: TestApp, term: string): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const url: string = `/api/v2/persons/search?limit=500&term=${encodeURIComponent(term)}${cursor && `&cursor=${cursor}`}`;
    const { body, text } = await app.request("GET", url);
    expect(body.success, text).toBe(true);
    ids.push(...body.data.items.map(({ item }: { item: { id: number } }) => item.id));
    cursor = body.additional_data.next_cursor;
  }
  return ids;
}

function makeTerms(people: readonly Written[], random: Random): string[] {
  const terms = Array.from({ length: TERMS }, () =>
    makeTerm(random.pick(people as List<Written>), random).trim(),
  );
  return terms.filter((term) => [...term].length >= 2);
}

function faultsOf(term: string, people: readonly Written[], wanted: number[], got: number[]): string[] {
  const tell = (ids: readonly number[], fault: string) =>
    ids.length > 0 ? [`${term} ${fault} ${ids.length}: ${JSON.stringify(people[(ids[0] ?? 0) - 1])}`] : [];
  return [
    ...tell(
      wanted.filter((id) => !got.includes(id)),
      "misses",
    ),
    ...tell(
      got.filter((id) => !wanted.includes(id)),
      "finds more",
    ),
    ...tell(
      got.filter((id, index) => got.indexOf(id) < index),
      "finds twice",
    ),
  ];
}

describe.each(engines)("search on %s", (engine) => {
  test(`finds what a scan of ${PEOPLE} people finds, each once`, { timeout: 120_000 }, async () => {
    const app = await startTestApp(engine);
    const random = createRandom(7);
    const people = Array.from({ length: PEOPLE }, () => makePerson(random));
    const rows = people.map((person, index) => stored(person, index + 1, app.actor.user_id));
    await app.storage.run(addPersons, app.actor, rows);
    const faults: string[] = [];
    let promised = 0;
    for (const term of makeTerms(people, random)) {
      const wanted = people.flatMap((person, index) => (isPromised(person, term) ? [index + 1] : []));
      promised += wanted.length;
      faults.push(...faultsOf(term, people, wanted, await found(app, term)));
    }
    expect(faults).toEqual([]);
    expect(promised).toBeGreaterThan(TERMS * 10);
  });
});
