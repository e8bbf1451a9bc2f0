import type { Lead } from "@leadfoyer/contract";
import { addDays } from "../../src/lib/days.ts";
import type { Random } from "../../src/lib/random.ts";
import { createUuidV1 } from "../../src/lib/uuid.ts";
import { addLeads } from "../../src/seed/seed.commands.ts";
import type { TestApp } from "../app.ts";
import type { Item, KnownField, World } from "./evaluate.ts";

/** Types of custom fields; two of the chosen ones, so that their options are not the same. */
const types = [
  ...[
    "varchar",
    "varchar_auto",
    "text",
    "phone",
    "double",
    "monetary",
    "enum",
    "set",
    "user",
    "org",
    "people",
  ],
  ...["date", "daterange", "time", "timerange", "address", "enum"],
];

/** Texts that compare in odd ways, and many that are nearly alike. */
export const texts: readonly [string, ...string[]] = [
  ...([
    "Door",
    "door",
    "DOOR",
    "Blue door",
    "Red Door 100%",
    "a_b",
    "aXb",
    "100",
    "%",
    "_",
    "Ärger",
  ] as const),
  ...[
    "ÄRGER",
    "Arger",
    "A\u0308rger",
    "Straße",
    "STRASSE",
    "ẞ",
    "İstanbul",
    "istanbul",
    "ΣΊΣΥΦΟΣ",
    "σίσυφος",
  ],
  ...[
    "ﬁn",
    "Ｆｕｌｌ",
    "full",
    "漢字",
    "漢",
    "🚪 door",
    "🚪",
    "O'Brien",
    'say "hi"',
    "back\\slash",
    "two\nlines",
    " x ",
  ],
  ...["日本語テキスト", `${"long ".repeat(13)}door`, `${"long ".repeat(13)}Tür`, `${"é".repeat(63)}🚪🚪`],
  ...["ＤＯＯＲ", "ǅ", "\u00adsoft", "null", "0"],
];

/** Longer than an index holds. */
const longText = `${"Lang ".repeat(60)}Ende`;

const currencies: readonly [string, ...string[]] = ["EUR", "USD", "JPY"];
const zones = "America/New_York";

/** A company full of random leads, the user who asks, and all there is to know of it. */
export async function randomWorld(app: TestApp, random: Random, count: number) {
  const today = new Date().toISOString().slice(0, 10);
  const day = () => addDays(today, random.below(500) - 250);
  const nearDay = () => (random.chance(0.4) ? addDays(today, random.below(15) - 7) : day());
  for (const [index, field_type] of types.entries()) await addField(app, field_type, index);
  const users = [app.actor.user_id];
  for (const name of ["bob", "cat"]) {
    const user = {
      name,
      email: `${name}@${app.domain}.test`,
      is_admin: true,
      password_hash: null,
      timezone: zones,
    };
    users.push(await app.services.users.add(app.actor, user));
  }
  const asker = { user_id: users[1] ?? 0, name: "asker", scopes: null };
  const { secret: token } = await app.services.tokens.create(app.actor, asker);
  const labels: string[] = (await app.data("GET", "/v1/leadLabels")).map(({ id }: { id: string }) => id);
  const organizations = await addOrganizations(app, random, users);
  const persons = await addPersons(app, { random, users, organizations: [...organizations.keys()], nearDay });
  const fields: Record<string, KnownField[]> = {};
  for (const object of ["lead", "deal", "person", "organization", "activity"]) {
    fields[object] = await app.data("GET", `/v1/${object}Fields?limit=500`);
  }
  const links = { deals: new Map<number, Item>(), leads: new Map<string, Item>() };
  const world: World = { fields, persons, organizations, ...links, timeZone: zones };
  const scene: Scene = { app, random, users, labels, world, nearDay };
  const leads = Array.from({ length: count }, () => randomLead(scene));
  await app.storage.run(
    addLeads,
    app.actor,
    leads.map((lead) => ({ lead, notes: [], activities: [] })),
  );
  for (const lead of await app.data("GET", "/v1/leads?archived_status=all&limit=500"))
    world.leads.set(lead.id, lead);
  for (let index = 0; index < 40; index += 1) {
    const deal = await app.data("POST", "/api/v2/deals", randomDeal(scene));
    world.deals.set(deal.id, deal);
  }
  return { world, token, asker: asker.user_id, labels, users, activities: await addActivities(scene, 60) };
}

function randomDeal({ random, users, world, nearDay }: Scene): object {
  const some = <T extends object>(value: () => T, chance = 0.5): T | object =>
    random.chance(chance) ? value() : {};
  const status = random.pick(["open", "open", "won", "lost"]);
  return {
    title: random.pick(texts),
    owner_id: users[random.below(users.length)],
    status,
    value: random.pick([0, 100, 100.5, 1000]),
    currency: random.pick(currencies),
    stage_id: 1 + random.below(3),
    ...some(() => ({ person_id: [...world.persons.keys()][random.below(10)] })),
    ...some(() => ({ org_id: [...world.organizations.keys()][random.below(5)] })),
    ...some(() => ({ expected_close_date: nearDay(), label_ids: [1, 3] })),
    ...some(() => ({ probability: random.below(100) })),
    ...(status === "lost" && { lost_reason: random.pick(texts) }),
  };
}

async function addActivities({ app, random, users, world, nearDay }: Scene, count: number): Promise<Item[]> {
  const some = <T extends object>(value: () => T): T | object => (random.chance(0.5) ? value() : {});
  const one = <T>(of: Iterable<T>): T | undefined => [...of][random.below([...of].length)];
  const made: Item[] = [];
  for (let index = 0; index < count; index += 1) {
    const body = {
      subject: random.pick(texts),
      type: random.pick(["call", "meeting", "task"]),
      owner_id: users[random.below(users.length)],
      due_date: nearDay(),
      done: random.chance(0.3),
      ...some(() => ({ due_time: random.pick(["08:00", "09:00:00", "17:30"]), duration: "01:00:00" })),
      ...some(() => ({ deal_id: one(world.deals.keys()), priority: 1 + random.below(3) })),
      ...some(() => ({ lead_id: one(world.leads.keys()) })),
      ...some(() => ({ participants: [{ person_id: one(world.persons.keys()), primary: true }] })),
      ...some(() => ({ org_id: one(world.organizations.keys()), note: "Call <b>back</b>" })),
      ...some(() => ({ location: { value: random.pick(texts), locality: "Tallinn" } })),
      ...some(() => ({ public_description: random.pick(texts) })),
    };
    made.push(await app.data("POST", "/api/v2/activities", body));
  }
  return made;
}

async function addField(app: TestApp, field_type: string, index: number): Promise<void> {
  const options = ["enum", "set"].includes(field_type)
    ? { options: ["One", "Two", "Three", "Four"].map((label) => ({ label })) }
    : {};
  const body = { name: `Custom ${index}`, field_type, ...options };
  await app.data("POST", "/v1/dealFields", body);
}

type Scene = {
  app: TestApp;
  random: Random;
  users: number[];
  labels: string[];
  world: World;
  nearDay: () => string;
};

async function addOrganizations(app: TestApp, random: Random, users: number[]): Promise<Map<number, Item>> {
  const made = new Map<number, Item>();
  for (let index = 0; index < 12; index += 1) {
    const body = {
      name: random.pick(texts),
      owner_id: users[random.below(users.length)],
      ...(random.chance(0.6) && {
        address: { value: random.pick(texts), locality: "Tallinn", country: "Eesti" },
      }),
      ...(random.chance(0.5) && { website: random.pick(texts), employee_count: random.below(5) }),
    };
    const { id } = await app.data("POST", "/api/v2/organizations", body);
    made.set(id, await app.data("GET", `/api/v2/organizations/${id}`));
  }
  return made;
}

type PersonScene = { random: Random; users: number[]; organizations: number[]; nearDay: () => string };

async function addPersons(app: TestApp, scene: PersonScene): Promise<Map<number, Item>> {
  const { random, users, organizations, nearDay } = scene;
  const made = new Map<number, Item>();
  for (let index = 0; index < 40; index += 1) {
    const body = {
      name: random.pick(texts),
      owner_id: users[random.below(users.length)],
      visible_to: [1, 3, 5, 7][random.below(4)],
      ...(random.chance(0.5) && { org_id: organizations[random.below(organizations.length)] }),
      ...(random.chance(0.6) && {
        emails: [{ value: "Ann@Example.com" }, { value: `a_${random.below(3)}@x.test` }],
      }),
      ...(random.chance(0.4) && { phones: [{ value: `+372 555 ${random.below(3)}` }] }),
      ...(random.chance(0.4) && { label_ids: [1 + random.below(2), 3] }),
      ...(random.chance(0.4) && { birthday: nearDay(), job_title: random.pick(texts) }),
      ...(random.chance(0.3) && { marketing_status: "subscribed", notes: random.pick(texts) }),
    };
    const { id } = await app.data("POST", "/api/v2/persons", body);
    made.set(id, await app.data("GET", `/api/v2/persons/${id}?include_fields=marketing_status`));
  }
  return made;
}

const toUuid = createUuidV1();

function randomLead(scene: Scene): Lead {
  const { random, users, labels, world, nearDay } = scene;
  const some = <T>(value: () => T, chance = 0.6): T | null => (random.chance(chance) ? value() : null);
  const owner = () => users[random.below(users.length)] ?? 1;
  const time = () =>
    `${nearDay()}T${random.pick(["00", "03", "04", "05", "12", "23"])}:59:30.${100 + random.below(900)}Z`;
  const add_time = time();
  const archive_time = some(time, 0.3);
  const [person_id, organization_id] = links(scene);
  return {
    id: toUuid(Date.parse(add_time)),
    title: random.pick(texts),
    owner_id: owner(),
    creator_id: owner(),
    label_ids: labels.filter(() => random.chance(0.4)),
    value: some(() => ({
      amount: [0, 100, 100.5, -3, 1e9][random.below(5)] ?? 0,
      currency: random.pick(currencies),
    })),
    expected_close_date: some(nearDay),
    person_id,
    organization_id,
    is_archived: archive_time !== null,
    archive_time,
    source_name: random.pick(["API", "Web forms"]),
    source_deal_id: null,
    origin: "API",
    origin_id: some(() => random.pick(texts)),
    channel: null,
    channel_id: some(() => random.pick(texts)),
    was_seen: random.chance(0.5),
    next_activity_id: some(() => random.below(4) + 1, 0.4),
    add_time,
    update_time: time(),
    visible_to: random.pick(["1", "3", "5", "7"]),
    cc_email: "acme@pipedrivemail.com",
    ...Object.assign(
      {},
      ...(world.fields.lead ?? [])
        .filter(({ edit_flag }) => edit_flag)
        .map((field) => some(() => customValue(field, scene)) ?? {}),
    ),
  };
}

/** A person, an organization or both. */
function links({ random, world }: Scene): [number | null, number | null] {
  const one = (ids: Iterable<number>): number => [...ids][random.below([...ids].length)] ?? 1;
  const which = random.below(3);
  return [
    which === 0 ? null : one(world.persons.keys()),
    which === 1 ? null : one(world.organizations.keys()),
  ];
}

/** A value of a custom field as a lead shows it. */
function customValue(
  { key, field_type, options }: KnownField,
  { random, users, world, nearDay }: Scene,
): Item {
  const option = () => (options ?? [])[random.below(options?.length ?? 1)]?.id;
  const clock = () => `${random.pick(["08", "09", "17"])}:${random.pick(["00", "30"])}:00`;
  const values: Record<string, () => Item> = {
    text: () => ({ [key]: random.chance(0.3) ? longText : random.pick(texts) }),
    double: () => ({ [key]: [0, 1.5, -2, 1000, 0.1][random.below(5)] }),
    monetary: () => ({
      [key]: [0, 99.9, 1000][random.below(3)],
      [`${key}_currency`]: random.pick(currencies),
    }),
    enum: () => ({ [key]: String(option()) }),
    set: () => ({ [key]: [...new Set([option(), option()])].join(",") }),
    user: () => ({ [key]: users[random.below(users.length)] }),
    org: () => ({ [key]: [...world.organizations.keys()][random.below(5)] }),
    people: () => ({ [key]: [...world.persons.keys()][random.below(5)] }),
    date: () => ({ [key]: nearDay() }),
    daterange: () => {
      const from = nearDay();
      return { [key]: from, [`${key}_until`]: addDays(from, random.below(20)) };
    },
    time: () => ({ [key]: clock() }),
    timerange: () => ({ [key]: clock(), [`${key}_until`]: "18:00:00" }),
    address: () => {
      const value = random.pick(texts);
      const locality = random.chance(0.5) ? { [`${key}_locality`]: random.pick(texts) } : {};
      return { [key]: value, ...locality, [`${key}_formatted_address`]: value };
    },
  };
  return (values[field_type] ?? (() => ({ [key]: random.pick(texts) })))();
}
