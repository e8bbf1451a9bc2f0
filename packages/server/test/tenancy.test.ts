import { endpoints } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp, useOwnDatabase } from "./app.ts";
import { conditionsOf } from "./filters/conditions.ts";
import { engines } from "./storage.ts";

useOwnDatabase();

const hook = { subscription_url: "http://127.0.0.1:9/", event_action: "*", event_object: "*", name: "x" };

/** Something of every kind, owned by one company, as path parameters and bodies. */
async function belongings(app: TestApp) {
  const organization = await app.add.organization({ name: "Secret Ltd" });
  const person = await app.add.person({ name: "Secret Person", org_id: organization.id });
  const label = await app.add.label({ name: "Secret label" });
  const lead = await app.add.lead({ title: "Secret lead", person_id: person.id, label_ids: [label.id] });
  const activity = await app.add.activity({ lead_id: lead.id, subject: "Secret call" });
  const icon = { name: "Secret type", icon_key: "task" };
  const activityType = await app.data("POST", "/v1/activityTypes", icon);
  const fieldOf = (kind: string): Promise<{ id: number; key: string }> =>
    app.data("POST", `/v1/${kind}Fields`, { name: "Secret field", field_type: "varchar" });
  const fields = {
    dealFields: await fieldOf("deal"),
    personFields: await fieldOf("person"),
    organizationFields: await fieldOf("organization"),
  };
  const note = await app.add.note({ lead_id: lead.id, content: "Secret note" });
  const comment = await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "Secret comment" });
  const deal = await app.add.deal({ title: "Secret deal", person_id: person.id });
  const pipeline = await app.data("POST", "/api/v2/pipelines", { name: "Secret pipeline" });
  const stage = await app.data("POST", "/api/v2/stages", { name: "Secret stage", pipeline_id: pipeline.id });
  const filter = { name: "Secret filter", type: "leads", visible_to: 7, conditions: conditionsOf([]) };
  const filterId: number = (await app.data("POST", "/v1/filters", filter)).id;
  const webhook = await app.data("POST", "/v1/webhooks", { ...hook, name: "Secret webhook" });
  const [, permissionSet] = await app.data("GET", "/v1/permissionSets");
  const role = await app.data("POST", "/v1/roles", { name: "Secret role" });
  return {
    organization,
    person,
    label,
    lead,
    note,
    comment,
    activity,
    activityType,
    deal,
    pipeline,
    stage,
    fields,
    filterId,
    webhook,
    role,
    permissionSet,
  };
}
type Belongings = Awaited<ReturnType<typeof belongings>>;

/** Integer ids begin at 1 in every company, so the other's are made to lie beyond our own. */
async function shiftIds(app: TestApp): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    await app.add.person();
    await app.add.organization();
    const user = {
      name: "Colleague",
      email: `c${count}@${app.domain}.test`,
      is_admin: false,
      password_hash: null,
    };
    await app.services.users.add(app.actor, user);
    await app.add.note();
    await app.data("POST", "/v1/webhooks", hook);
    await app.data("POST", "/v1/roles", { name: "Secret role" });
    await app.add.activity();
    await app.data("POST", "/v1/activityTypes", { name: "Another", icon_key: "task" });
    await app.add.deal();
    const { id: pipeline_id } = await app.data("POST", "/api/v2/pipelines", { name: "Another" });
    await app.data("POST", "/api/v2/stages", { name: "Another", pipeline_id });
  }
}

function pathOf(path: string, theirs: Belongings, user: number): string {
  const [, field] = Object.entries(theirs.fields).find(([kind]) => path.includes(`/${kind}/`)) ?? [];
  if (field) return path.replace("{id}", String(field.id)).replace("{field_code}", field.key);
  const ids = {
    leadLabels: theirs.label.id,
    leads: theirs.lead.id,
    persons: theirs.person.id,
    organizations: theirs.organization.id,
    notes: theirs.note.id,
    filters: theirs.filterId,
    webhooks: theirs.webhook.id,
    roles: theirs.role.id,
    activities: theirs.activity.id,
    activityTypes: theirs.activityType.id,
    deals: theirs.deal.id,
    pipelines: theirs.pipeline.id,
    stages: theirs.stage.id,
    permissionSets: theirs.permissionSet.id,
    "permission-sets": theirs.permissionSet.id,
  };
  const [, id = user] = Object.entries(ids).find(([kind]) => path.includes(`/${kind}/`)) ?? [];
  return path
    .replace("{id}", String(id))
    .replace("{commentId}", theirs.comment.uuid)
    .replace("{conversion_id}", theirs.comment.uuid)
    .replace("{deal_id}", String(theirs.deal.id))
    .replace("{delivery_id}", "1")
    .replace("{follower_id}", "1")
    .replace("{deal_participant_id}", "1");
}

const bodies: Record<string, object> = {
  leads: { title: "Taken" },
  leadLabels: { name: "Taken" },
  persons: { name: "Taken" },
  organizations: { name: "Taken" },
  dealFields: { name: "Taken" },
  personFields: { name: "Taken" },
  organizationFields: { name: "Taken" },
  notes: { content: "Taken" },
  filters: { name: "Taken" },
  webhooks: { from: "2020-01-01" },
  "permission-sets": { contents: [] },
  roles: { name: "Taken", user_id: 1, setting_key: "lead_default_visibility", value: 1 },
  activities: { subject: "Taken" },
  activityTypes: { name: "Taken" },
  deals: { title: "Taken" },
  pipelines: { name: "Taken" },
  stages: { name: "Taken" },
  users: { active_flag: false },
};

/** What lists need to be asked, by the end of their path: for a search, what the other company has. */
const spans = "?start_date=2026-01-01&interval=month&amount=100&field_key=add_time";
const queries: readonly [end: string, query: string][] = [
  ["/deals/timeline", spans],
  ["/deals/timeline/archived", spans],
  ["/find", "?term=a"],
  ["/search", "?term=secret"],
  ["/itemSearch", "?term=secret"],
  ["/v1/itemSearch/field", "?term=Secret&field_type=personField&field_key=name"],
  ["/v2/itemSearch/field", "?term=Secret&entity_type=person&field=name&match=beginning"],
];

const options: Record<string, object> = {
  POST: { label: "x" },
  PATCH: { id: 1, label: "x" },
  DELETE: { id: 1 },
};

function bodyOf({ method, path }: { method: string; path: string }): unknown {
  if (/\/(convert|undo|bulk)\//.test(path)) return {};
  if (path.endsWith("/options")) return [options[method]];
  if (path.endsWith("/followers")) return { user_id: 1 };
  if (path.endsWith("/deals/{id}/merge")) return { merge_with_id: 1 };
  if (path.includes("/merge")) return { loser_ids: ["6f1ed002-ab5d-4a1f-9d3c-2c9b1a8f7e60"] };
  if (path.endsWith("/participants")) return { person_id: 1 };
  return path.endsWith("{field_code}") ? { field_name: "Taken" } : known(path);
}

const known = (path: string) =>
  Object.entries(bodies).find(([thing]) => path.includes(`/${thing}/`))?.[1] ?? {};

describe.each(engines)("two companies in one %s database", (engine) => {
  // It asks every endpoint there is, one after the other.
  test("no endpoint with an id finds the other company's", { timeout: 120_000 }, async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await shiftIds(theirs);
    const secret = await belongings(theirs);
    const user = theirs.actor.user_id + 3;
    const before = await snapshot(theirs, secret);
    const withId = endpoints.filter(({ path }) => path.includes("{id}"));
    expect(withId.length).toBeGreaterThan(15);
    for (const { method, path } of withId) {
      const url = pathOf(path, secret, user);
      const body = bodyOf({ method, path });
      const answer = await ours.request(method, url, method === "GET" ? {} : { body });
      expect(answer.status, `${method} ${url}`).toBe(404);
    }
    expect(await snapshot(theirs, secret)).toEqual(before);
  });

  test("no list shows anything of the other company", { timeout: 120_000 }, async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await belongings(theirs);
    const lists = endpoints.filter(({ method, path }) => method === "GET" && !path.includes("{"));
    for (const { path } of lists) {
      const url = `${path}${queries.find(([end]) => path.endsWith(end))?.[1] ?? ""}`;
      const answer = await ours.request("GET", url);
      expect(answer.status, url).toBe(200);
      expect(answer.text, url).not.toMatch(/Secret/);
      expect(answer.text, url).not.toContain(theirs.domain);
    }
  });

  test("nothing of one company can be linked to a lead of another", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await shiftIds(theirs);
    const { person, organization, label } = await belongings(theirs);
    const mine = await ours.add.lead();
    const links = [
      { person_id: person.id },
      { organization_id: organization.id },
      { label_ids: [label.id] },
      { owner_id: theirs.actor.user_id + 3 },
    ];
    for (const link of links) {
      const created = await ours.request("POST", "/v1/leads", {
        body: { title: "x", person_id: mine.person_id, ...link },
      });
      expect(created.status, JSON.stringify(link)).toBe(400);
      expect((await ours.request("PATCH", `/v1/leads/${mine.id}`, { body: link })).status).toBe(400);
    }
    expect(await ours.data("GET", "/v1/leads")).toEqual([mine]);
  });

  test("nothing of one company can be linked to a note of another", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await shiftIds(theirs);
    const { person, organization, lead } = await belongings(theirs);
    const mine = await ours.add.note();
    const links = [
      { lead_id: lead.id },
      { person_id: person.id },
      { org_id: organization.id },
      { user_id: theirs.actor.user_id + 3 },
    ];
    for (const link of links) {
      const body = { content: "x", lead_id: mine.lead_id, ...link };
      expect((await ours.request("POST", "/v1/notes", { body })).status, JSON.stringify(link)).toBe(400);
      expect((await ours.request("PUT", `/v1/notes/${mine.id}`, { body: link })).status).toBe(400);
    }
    expect(await ours.data("GET", "/v1/notes")).toEqual([mine]);
    expect(await ours.data("GET", `/v1/notes?lead_id=${lead.id}`)).toEqual([]);
  });

  test("nothing of one company can be linked to an activity of another", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await shiftIds(theirs);
    const { person, organization, lead, activityType, activity } = await belongings(theirs);
    const user = theirs.actor.user_id + 3;
    const mine = await ours.add.activity();
    const links = [
      { lead_id: lead.id },
      { participants: [{ person_id: person.id }] },
      { attendees: [{ person_id: person.id }] },
      { attendees: [{ user_id: user }] },
      { org_id: organization.id },
      { owner_id: user },
      { type: activityType.key_string },
    ];
    for (const link of links) {
      const added = await ours.request("POST", "/api/v2/activities", { body: link });
      expect(added.status, JSON.stringify(link)).toBe(400);
      const changed = await ours.request("PATCH", `/api/v2/activities/${mine.id}`, { body: link });
      expect(changed.status, JSON.stringify(link)).toBe(400);
    }
    expect(await ours.data("GET", "/api/v2/activities?include_fields=attendees")).toEqual([mine]);
    expect(await ours.data("GET", `/api/v2/activities?lead_id=${lead.id}`)).toEqual([]);
    const many = await ours.request("DELETE", `/v1/activities?ids=${mine.id},${activity.id}`);
    expect(many.status).toBe(404);
  });

  test("nothing of one company can be linked to a deal of another", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await shiftIds(theirs);
    const { person, organization, pipeline, stage } = await belongings(theirs);
    const mine = await ours.add.deal();
    const links = [
      { person_id: person.id },
      { org_id: organization.id },
      { owner_id: theirs.actor.user_id + 3 },
      { pipeline_id: pipeline.id },
      { stage_id: stage.id },
    ];
    for (const link of links) {
      const added = await ours.request("POST", "/api/v2/deals", { body: { title: "x", ...link } });
      expect(added.status, JSON.stringify(link)).toBe(400);
      const changed = await ours.request("PATCH", `/api/v2/deals/${mine.id}`, { body: link });
      expect(changed.status, JSON.stringify(link)).toBe(400);
    }
    expect(await ours.data("GET", "/api/v2/deals")).toEqual([mine]);
    expect(await ours.data("GET", `/api/v2/stages?pipeline_id=${pipeline.id}`)).toEqual([]);
  });

  test("a filter by the other company's ids finds nothing", async () => {
    const [ours, theirs] = [await startTestApp(engine), await startTestApp(engine)];
    await shiftIds(theirs);
    const { person, organization } = await belongings(theirs);
    for (const query of [`person_id=${person.id}`, `organization_id=${organization.id}`]) {
      expect(await ours.data("GET", `/v1/leads?${query}`)).toEqual([]);
    }
  });
});

const snapshot = async (
  app: TestApp,
  { lead, label, person, organization, note, activity, fields, filterId, deal }: Belongings,
) => [
  await app.data("GET", `/api/v2/deals/${deal.id}`),
  await app.data("GET", "/api/v2/pipelines"),
  await app.data("GET", "/api/v2/stages"),
  ...(await Promise.all(
    Object.entries(fields).map(([kind, { id }]) => app.data("GET", `/v1/${kind}/${id}`)),
  )),
  await app.data("GET", `/v1/leads/${lead.id}`),
  await app.data("GET", `/v1/filters/${filterId}`),
  (await app.data("GET", "/v1/leadLabels")).find(({ id }: { id: string }) => id === label.id),
  await app.data("GET", `/api/v2/persons/${person.id}`),
  await app.data("GET", `/api/v2/organizations/${organization.id}`),
  await app.data("GET", `/v1/notes/${note.id}`),
  await app.data("GET", `/api/v2/activities/${activity.id}`),
  await app.data("GET", "/v1/activityTypes"),
  await app.data("GET", `/v1/notes/${note.id}/comments`),
];
