import type { Kysely } from "kysely";
import { findCompany } from "../../src/companies/companies.store.ts";
import { createDealService } from "../../src/deals/deals.service.ts";
import { type FieldRow, fromFieldRow } from "../../src/fields/field-set.ts";
import { createFilterService } from "../../src/filters/filters.service.ts";
import { createOrganizationService } from "../../src/organizations/organizations.service.ts";
import { createPersonService } from "../../src/persons/persons.service.ts";
import { listPipelines } from "../../src/pipelines/pipelines.store.ts";
import { listStages } from "../../src/pipelines/stages.store.ts";
import { prepareByShape } from "../../src/storage/prepared.ts";
import type { Database } from "../../src/storage/schema.ts";
import { createWebhookThings } from "../../src/webhooks/webhook-things.ts";
import type { TestApp } from "../app.ts";

/** The tables of what webhooks tell of. */
const told = {
  lead: "leads",
  person: "persons",
  organization: "organizations",
  deal: "deals",
  activity: "activities",
  note: "notes",
  user: "users",
} as const;
const kept = {
  filter: "filters",
  role: "roles",
  activity_type: "activity_types",
  follower: "followers",
  deal_participant: "deal_participants",
} as const;

export const kinds = [
  ...(Object.keys(told) as (keyof typeof told)[]),
  ...(Object.keys(kept) as (keyof typeof kept)[]),
  ...(["lead_label", "note_comment", "field", "pipeline", "stage", "permission_set", "company"] as const),
];
export type Kind = (typeof kinds)[number];

export type State = Record<string, unknown>;
/** Everything of a company by kind and id, its members named as events name them. */
export type States = Record<Kind, Map<string, State>> & {
  /** The numbers of what can be undone. */
  undoable: string[];
  /** The ids of all conversions. */
  conversions: string[];
};

type Table = keyof Database &
  ("fields" | "conversions" | (typeof told)[keyof typeof told] | (typeof kept)[keyof typeof kept]);

const rowsOf = prepareByShape(
  (table: Table) => (q: Kysely<Database>, p: { company: number }) =>
    q
      .selectFrom(table as "roles")
      .selectAll()
      .where("company_id", "=", p.company),
);

const byId = (things: readonly { id: number }[]) =>
  new Map(things.map((thing) => [String(thing.id), thing as State]));

/** Reads all there is: what webhooks tell of as they read it, the rest as it is stored or answered. */
export function createStateReader(app: TestApp) {
  const { db } = app.storage;
  const company = app.actor.company_id;
  const deps = {
    storage: app.storage,
    filters: createFilterService({ storage: app.storage, clock: Date.now }),
  };
  const things = createWebhookThings({
    persons: createPersonService(deps),
    organizations: createOrganizationService(deps),
    deals: createDealService({ ...deps, clock: Date.now }),
  });

  async function rows(table: Table): Promise<Map<string, State>> {
    const found = (await db.all(rowsOf(table), { company })) as unknown as (State & { company_id: number })[];
    return new Map(found.map(({ company_id: _, ...row }) => [String(row.id), row]));
  }

  async function thingsOf(kind: keyof typeof told): Promise<Map<string, State>> {
    const ids = [...(await rows(told[kind])).keys()];
    const read = async (id: string) => [id, await things[kind]?.present(db, company, id)] as const;
    return new Map((await Promise.all(ids.map(read))) as [string, State][]);
  }

  const answered = async (url: string, key = "id") =>
    new Map(((await app.data("GET", url)) as State[]).map((state) => [String(state[key]), state]));

  async function comments(notes: Iterable<string>): Promise<Map<string, State>> {
    const all = await Promise.all([...notes].map((id) => answered(`/v1/notes/${id}/comments`, "uuid")));
    return new Map(all.flatMap((some) => [...some]));
  }

  async function permissionSets(): Promise<Map<string, State>> {
    const ids = [...(await answered("/v1/permissionSets")).keys()];
    const read = async (id: string) => {
      const [{ contents }] = await app.data("GET", `/v1/permissionSets/${id}`);
      return [id, { contents }] as const;
    };
    return new Map(await Promise.all(ids.map(read)));
  }

  return async function read(): Promise<States> {
    const all = async <K extends string>(
      names: readonly K[],
      each: (name: K) => Promise<Map<string, State>>,
    ) =>
      Object.fromEntries(await Promise.all(names.map(async (name) => [name, await each(name)]))) as Record<
        K,
        Map<string, State>
      >;
    const known = await all(Object.keys(told) as (keyof typeof told)[], thingsOf);
    const fields = [...(await rows("fields"))] as unknown as [string, FieldRow][];
    const done = (await app.data("GET", "/foyer/undo")) as { id: number; can_undo: boolean }[];
    return {
      undoable: done.filter(({ can_undo }) => can_undo).map(({ id }) => String(id)),
      ...known,
      ...(await all(Object.keys(kept) as (keyof typeof kept)[], (kind) => rows(kept[kind]))),
      lead_label: await answered("/v1/leadLabels"),
      note_comment: await comments(known.note.keys()),
      conversions: [...(await rows("conversions")).keys()],
      pipeline: byId(await listPipelines(db, company)),
      stage: byId(await listStages(db, company)),
      field: new Map(fields.map(([id, row]) => [id, fromFieldRow(row)])),
      permission_set: await permissionSets(),
      company: new Map([[String(company), (await findCompany(db, company)) as State]]),
    };
  };
}
