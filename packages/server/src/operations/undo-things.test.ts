import type { UndoItem } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { conditionsOf } from "../../test/filters/conditions.ts";
import { signedInBrowser } from "../../test/oauth.ts";
import { engines } from "../../test/storage.ts";

/** What a scene is made of: the lead it all belongs to, and what hangs on it. */
async function furnish(app: TestApp) {
  const organization = await app.add.organization();
  const person = await app.add.person({ org_id: organization.id });
  const label = await app.add.label();
  const lead = await app.add.lead({ person_id: person.id, label_ids: [label.id] });
  const note = await app.add.note({ lead_id: lead.id, pinned_to_lead_flag: 1 });
  const comment = await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "First" });
  await app.data("POST", `/v1/notes/${note.id}/comments`, { content: "Second" });
  const activity = await app.add.activity({ lead_id: lead.id, subject: "Call", due_time: "09:30" });
  const filter = await app.data("POST", "/v1/filters", {
    ...{ name: "Mine", type: "leads", conditions: conditionsOf([]) },
  });
  return { app, organization, person, label, lead, note, comment, activity, filter };
}
type Scene = Awaited<ReturnType<typeof furnish>>;

/** All that can be seen of a scene, but for when it was last changed. */
async function stateOf({ app, lead, person, organization, note }: Scene) {
  const read = async (url: string) => (await app.request("GET", url)).body.data;
  const state = {
    lead: await read(`/v1/leads/${lead.id}`),
    notes: await read(`/v1/notes?lead_id=${lead.id}&sort=id`),
    comments: await read(`/v1/notes/${note.id}/comments`),
    activities: await read(`/api/v2/activities?lead_id=${lead.id}`),
    person: await read(`/api/v2/persons/${person.id}`),
    organization: await read(`/api/v2/organizations/${organization.id}`),
    labels: await read("/v1/leadLabels"),
    filters: await read("/v1/filters"),
    found: (await read("/v1/itemSearch?term=call%20back")).items,
    people: (await read("/api/v2/persons/search?term=Ann%20Example")).items,
  };
  return JSON.parse(JSON.stringify(state, (key, value) => (key === "update_time" ? undefined : value)));
}

const lately = (app: TestApp): Promise<UndoItem[]> => app.data("GET", "/foyer/undo");

type Deed = {
  does: (scene: Scene) => Promise<unknown>;
  told: (scene: Scene) => object;
};

/** What is done to each kind of thing, and what the list of what can be undone says of it. */
const deeds: Record<string, Deed> = {
  "a note that was edited": {
    does: ({ app, note }) => app.data("PUT", `/v1/notes/${note.id}`, { content: "<p>Other</p>" }),
    told: ({ note, lead }) => ({
      ...{ kind: "change", object: "note", object_id: `${note.id}`, lead_id: lead.id, title: lead.title },
      before: { content: "<p>Call back</p>" },
    }),
  },
  "a note that was unpinned": {
    does: ({ app, note }) => app.data("PUT", `/v1/notes/${note.id}`, { pinned_to_lead_flag: 0 }),
    told: () => ({ kind: "change", object: "note", fields: ["pinned_to_lead_flag", "last_update_user_id"] }),
  },
  "a note that was deleted, with its comments": {
    does: ({ app, note }) => app.data("DELETE", `/v1/notes/${note.id}`),
    told: ({ note, lead }) => ({
      ...{ kind: "delete", object: "note", object_id: `${note.id}`, lead_id: lead.id, title: lead.title },
    }),
  },
  "a comment that was edited": {
    does: ({ app, note, comment }) =>
      app.data("PUT", `/v1/notes/${note.id}/comments/${comment.uuid}`, { content: "Other" }),
    told: ({ comment, lead }) => ({
      ...{ kind: "change", object: "note_comment", object_id: comment.uuid, title: lead.title },
      before: { content: "First" },
    }),
  },
  "a comment that was deleted": {
    does: ({ app, note, comment }) => app.data("DELETE", `/v1/notes/${note.id}/comments/${comment.uuid}`),
    told: ({ comment, lead }) => ({
      ...{ kind: "delete", object: "note_comment", object_id: comment.uuid, title: lead.title },
    }),
  },
  "an activity that was done": {
    does: ({ app, activity }) => app.data("PATCH", `/api/v2/activities/${activity.id}`, { done: true }),
    told: ({ activity, lead }) => ({
      ...{ kind: "change", object: "activity", object_id: `${activity.id}`, title: lead.title, name: "Call" },
      before: { done: false, marked_as_done_time: null, update_user_id: null },
    }),
  },
  "an activity that was put off": {
    does: ({ app, activity }) =>
      app.data("PATCH", `/api/v2/activities/${activity.id}`, { due_date: "2030-01-01", subject: "Write" }),
    told: () => ({ kind: "change", name: "Write", fields: ["subject", "due_date", "update_user_id"] }),
  },
  "an activity that was deleted": {
    does: ({ app, activity }) => app.data("DELETE", `/api/v2/activities/${activity.id}`),
    told: ({ lead }) => ({ kind: "delete", object: "activity", title: lead.title, name: "Call" }),
  },
  "a person that was renamed and given a phone": {
    does: ({ app, person }) =>
      app.data("PATCH", `/api/v2/persons/${person.id}`, {
        name: "Ann Other",
        phones: [{ value: "555 01", primary: true, label: "work" }],
        org_id: null,
      }),
    told: ({ person }) => ({
      ...{ kind: "change", object: "person", object_id: `${person.id}`, title: null, name: "Ann Other" },
      before: { name: "Ann Example", phones: [] },
    }),
  },
  "a person that was deleted": {
    does: ({ app, person }) => app.data("DELETE", `/api/v2/persons/${person.id}`),
    told: () => ({ kind: "delete", object: "person", name: "Ann Example" }),
  },
  "an organization that was renamed": {
    does: ({ app, organization }) =>
      app.data("PATCH", `/api/v2/organizations/${organization.id}`, { name: "Other Ltd" }),
    told: () => ({
      kind: "change",
      object: "organization",
      name: "Other Ltd",
      before: { name: "Example Ltd" },
    }),
  },
  "a filter that was renamed": {
    does: ({ app, filter }) => app.data("PUT", `/v1/filters/${filter.id}`, { name: "Ours" }),
    told: ({ filter }) => ({ kind: "change", object: "filter", object_id: `${filter.id}`, name: "Ours" }),
  },
  "a filter that was deleted": {
    does: ({ app, filter }) => app.data("DELETE", `/v1/filters/${filter.id}`),
    told: () => ({ kind: "delete", object: "filter", name: "Mine" }),
  },
  "a label that was painted": {
    does: ({ app, label }) => app.data("PATCH", `/v1/leadLabels/${label.id}`, { name: "Big", color: "red" }),
    told: ({ label }) => ({
      ...{ kind: "change", object: "lead_label", object_id: label.id, name: "Big" },
      before: { name: "VIP", color: "purple" },
    }),
  },
  "a label that was deleted, from every lead": {
    does: ({ app, label }) => app.data("DELETE", `/v1/leadLabels/${label.id}`),
    told: ({ label }) => ({
      kind: "delete",
      object: "lead_label",
      object_id: label.id,
      name: "VIP",
      count: 1,
    }),
  },
};

describe.each(engines)("undo of single deeds on %s", (engine) => {
  test.each(Object.entries(deeds))("%s is as it was, and again as it was made", async (_, { does, told }) => {
    const scene = await furnish(await startTestApp(engine));
    const { app } = scene;
    const before = await stateOf(scene);
    await does(scene);
    const done = await stateOf(scene);
    expect(done).not.toEqual(before);
    const [item] = await lately(app);
    expect(item).toMatchObject({ ...told(scene), can_undo: true });
    const undo = await app.data("POST", `/foyer/undo/${item?.id}`, {});
    expect(undo).toMatchObject({ kind: "undo", state: "done", undoes: item?.id, refused: 0 });
    expect(await stateOf(scene)).toEqual(before);
    expect((await lately(app))[0]).toMatchObject({ id: item?.id, can_undo: false, reason: "undone" });
    expect((await app.request("POST", `/foyer/undo/${item?.id}`, { body: {} })).status).toBe(409);
    await app.data("POST", `/foyer/undo/${undo.id}`, {});
    expect(await stateOf(scene)).toEqual(done);
    await app.data("POST", `/foyer/undo/${item?.id}`, {});
    expect(await stateOf(scene)).toEqual(before);
  });

  test("what was added in the inbox is gone again, and what programs add is not listed", async () => {
    const app = await startTestApp(engine);
    const { visit } = await signedInBrowser(app);
    const asUser = async (method: string, url: string, json?: object) => {
      const { status, text } = await visit(url, { method, json });
      expect(status, text).toBeLessThan(300);
      return JSON.parse(text).data;
    };
    await app.add.lead();
    expect(await lately(app)).toEqual([]);
    const { id: organization_id } = await asUser("POST", "/api/v2/organizations", { name: "Brick & Co" });
    const { id: person_id } = await asUser("POST", "/api/v2/persons", {
      name: "Bob",
      org_id: organization_id,
    });
    const lead = await asUser("POST", "/v1/leads", { title: "Gate", person_id, was_seen: true });
    const note = await asUser("POST", "/v1/notes", { content: "x", lead_id: lead.id });
    const comment = await asUser("POST", `/v1/notes/${note.id}/comments`, { content: "y" });
    const call = { subject: "Call", lead_id: lead.id };
    const activity = await asUser("POST", "/api/v2/activities", call);
    const label = await asUser("POST", "/v1/leadLabels", { name: "New", color: "blue" });
    const items: UndoItem[] = await asUser("GET", "/foyer/undo");
    const [title, lead_id] = [lead.title, lead.id];
    expect(items).toMatchObject([
      { kind: "create", object: "lead_label", object_id: label.id, name: "New" },
      { kind: "create", object: "activity", object_id: `${activity.id}`, name: "Call", title, lead_id },
      { kind: "create", object: "note_comment", object_id: comment.uuid, title, lead_id },
      { kind: "create", object: "note", object_id: `${note.id}`, title, lead_id },
      { kind: "create", object: "lead", object_id: lead.id, title, lead_id },
      { kind: "create", object: "person", object_id: `${person_id}`, name: "Bob", title: null },
      { kind: "create", object: "organization", object_id: `${organization_id}`, name: "Brick & Co" },
    ]);
    const undo = async (item: UndoItem | undefined) =>
      visit(`/foyer/undo/${item?.id}`, { method: "POST", json: {} });
    // Each is in use by what came after it.
    for (const [at, members] of [
      [6, ["persons"]],
      [5, ["leads", "notes"]],
      [4, ["notes", "activities"]],
      [3, ["comments"]],
    ] as const)
      expect(JSON.parse((await undo(items[at])).text).data.refusals).toMatchObject([{ members }]);
    for (const item of items) expect((await undo(item)).status, item.object).toBe(200);
    for (const url of [`/v1/leads/${lead.id}`, `/v1/notes/${note.id}`])
      expect((await app.request("GET", url)).status, url).toBe(404);
    for (const url of [
      `persons/${person_id}`,
      `organizations/${organization_id}`,
      `activities/${activity.id}`,
    ])
      expect(await app.data("GET", `/api/v2/${url}`), url).toMatchObject({ is_deleted: true });
    expect((await app.data("GET", "/v1/leadLabels")).map(({ name }: { name: string }) => name)).not.toContain(
      "New",
    );
  });

  test("what was changed since is left alone, unless it is forced", async () => {
    const scene = await furnish(await startTestApp(engine));
    const { app, note, person } = scene;
    for (const { url, first, second, members } of [
      {
        url: `/v1/notes/${note.id}`,
        first: { content: "1" },
        second: { content: "2" },
        members: ["content"],
      },
      {
        url: `/api/v2/persons/${person.id}`,
        first: { name: "One" },
        second: { name: "Two" },
        members: ["name"],
      },
    ]) {
      const method = url.startsWith("/v1") ? "PUT" : "PATCH";
      await app.data(method, url, first);
      const [item] = await lately(app);
      await app.data(method, url, second);
      const refused = await app.request("POST", `/foyer/undo/${item?.id}`, { body: {} });
      expect(refused.status).toBe(409);
      expect(refused.body.data.refusals).toMatchObject([{ reason: "moved_on", members }]);
      expect(await app.data("GET", url)).toMatchObject(second);
      await app.data("POST", `/foyer/undo/${item?.id}`, { force: true });
      expect(await app.data("GET", url)).not.toMatchObject(second);
    }
  });

  test("what a note or an activity was on has to be there", async () => {
    const { app, note, activity, lead } = await furnish(await startTestApp(engine));
    await app.data("DELETE", `/v1/notes/${note.id}`);
    await app.data("DELETE", `/api/v2/activities/${activity.id}`);
    const [call, text] = await lately(app);
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    for (const item of [call, text]) {
      const { status, body } = await app.request("POST", `/foyer/undo/${item?.id}`, { body: {} });
      expect([status, body.success], item?.object).toEqual([item?.object === "note" ? 404 : 400, false]);
    }
    const [removal] = await lately(app);
    await app.data("POST", `/foyer/undo/${removal?.id}`, {});
    for (const item of [call, text]) await app.data("POST", `/foyer/undo/${item?.id}`, {});
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toMatchObject({ next_activity_id: activity.id });
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toMatchObject({ id: note.id });
  });

  test("a contact or an activity comes back though what it pointed at was deleted before it", async () => {
    const { app, organization, person } = await furnish(await startTestApp(engine));
    const { id } = await app.add.activity({ org_id: organization.id, lead_id: null });
    await app.data("DELETE", `/api/v2/organizations/${organization.id}`);
    for (const url of [`/api/v2/persons/${person.id}`, `/api/v2/activities/${id}`]) {
      await app.data("DELETE", url);
      const [item] = await lately(app);
      await app.data("POST", `/foyer/undo/${item?.id}`, {});
      expect(await app.data("GET", url)).toMatchObject({ is_deleted: false, org_id: organization.id });
    }
  });

  test("the deal a note was on has to be there, too", async () => {
    const { app, note, lead } = await furnish(await startTestApp(engine));
    await app.data("POST", `/api/v2/leads/${lead.id}/convert/deal`, {});
    const [conversion] = await lately(app);
    const { deal_id } = await app.data("GET", `/v1/notes/${note.id}`);
    await app.data("DELETE", `/v1/notes/${note.id}`);
    const [removal] = await lately(app);
    const { id: again } = await app.data("POST", `/foyer/undo/${conversion?.id}`, {});
    const bringBack = () => app.request("POST", `/foyer/undo/${removal?.id}`, { body: {} });
    expect(await bringBack()).toMatchObject({ status: 404, body: { error: "Deal not found" } });
    await app.data("POST", `/foyer/undo/${again}`, {});
    expect((await bringBack()).status).toBe(200);
    expect(await app.data("GET", `/v1/notes/${note.id}`)).toMatchObject({ deal_id });
  });

  test("who may not see or change a thing any more does not undo what was done to it", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const lead = await app.add.lead();
    const note = await app.add.note({ lead_id: lead.id });
    const person = await app.add.person({ name: "Ann" });
    const asBob = (method: string, url: string, body?: unknown) =>
      app.request(method, url, { body, token: bob.token });
    await asBob("PUT", `/v1/notes/${note.id}`, { content: "Bob was here" });
    await asBob("PATCH", `/api/v2/persons/${person.id}`, { name: "Bob was here" });
    const { data: items } = (await asBob("GET", "/foyer/undo")).body;
    expect(items).toMatchObject([{ name: "Bob was here" }, { title: lead.title }]);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { visible_to: "1" });
    await app.data("PATCH", `/api/v2/persons/${person.id}`, { visible_to: 1 });
    expect((await asBob("GET", "/foyer/undo")).body.data).toMatchObject([
      { name: null, before: {} },
      { title: null, before: {} },
    ]);
    for (const { id } of items) expect((await asBob("POST", `/foyer/undo/${id}`, {})).status).toBe(404);
    const eve = await app.colleague("Eve");
    const leadsOnly = await app.scoped("leads:full");
    await app.data("PATCH", `/api/v2/persons/${person.id}`, { name: "Ann again" });
    const [mine] = await lately(app);
    const path = `/foyer/undo/${mine?.id}`;
    expect((await app.request("GET", "/foyer/undo", { token: leadsOnly })).body.data).toMatchObject([
      { object: "lead" },
    ]);
    expect((await app.request("POST", path, { body: {}, token: leadsOnly })).status).toBe(403);
    expect((await app.request("POST", path, { body: {}, token: eve.token })).status).toBe(404);
    expect((await app.request("POST", path, { body: {} })).status).toBe(200);
  });
});
