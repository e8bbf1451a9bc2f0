import { beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../test/foyer.ts";
import { createClient, isApiError, isNotFound, UnauthorizedError } from "./index.ts";

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});

describe("the client against a Foyer", () => {
  test("adds, reads, changes, lists and deletes a lead", async () => {
    const client = foyer.client();
    const { id: person_id } = await client.persons.add({ name: "Ann Example" });
    const lead = await client.leads.add({
      title: "Blue door",
      person_id,
      value: { amount: 5, currency: "EUR" },
    });
    expect(lead).toMatchObject({ title: "Blue door", person_id, source_name: "API" });
    expect(await client.leads.get(lead.id)).toEqual(lead);
    expect(await client.leads.update(lead.id, { title: "Red door", value: null })).toMatchObject({
      title: "Red door",
      value: null,
    });
    expect((await client.leads.list({ person_id, sort: "add_time DESC" })).data).toHaveLength(1);
    expect(await client.leads.permittedUsers(lead.id)).toMatchObject({ data: [foyer.actor.user_id] });
    expect(await client.leads.delete(lead.id)).toEqual({ id: lead.id });
    await expect(client.leads.get(lead.id)).rejects.toSatisfy(isNotFound);
  });

  test("manages labels, and reads sources, users and currencies", async () => {
    const client = foyer.client();
    const label = await client.labels.add({ name: "VIP", color: "purple" });
    expect(await client.labels.update(label.id, { name: "Very" })).toMatchObject({
      name: "Very",
      color: "purple",
    });
    expect((await client.labels.list()).data.map(({ id }) => id)).toContain(label.id);
    expect(await client.labels.delete(label.id)).toEqual({ id: label.id });
    expect(await client.sources.list().toArray()).toContainEqual({ name: "API" });
    expect(await client.users.me()).toMatchObject({ company_domain: foyer.domain });
    expect(await client.users.find({ term: "Ann" }).toArray()).toHaveLength(1);
    expect((await client.currencies.list({ term: "Danish" })).data).toMatchObject([{ code: "DKK" }]);
  });

  test("lets users follow what they would not see, and persons take part in deals", async () => {
    const { users, members, persons, organizations, deals, leads } = foyer.client();
    const user = await users.add({ email: "dora@example.com", name: "Dora" });
    expect(await users.update(user.id, { active_flag: true })).toMatchObject({ active_flag: true });
    expect((await members.addLink(user.id)).link).toContain("code=");
    expect(await users.permissions(user.id)).toMatchObject({ can_add_leads: true });
    const { id: person_id } = await persons.add({ name: "Dan Example" });
    const { id: org_id } = await organizations.add({ name: "Example Ltd" });
    const deal = await deals.add({ title: "Oak gate", org_id });
    const lead = await leads.add({ title: "Oak door", person_id });
    const follower = { user_id: user.id };
    for (const [thing, id] of [
      [persons, person_id],
      [organizations, org_id],
      [deals, deal.id],
    ] as const) {
      await thing.addFollower(id, follower);
      expect(await thing.followers(id).toArray()).toMatchObject([follower]);
      expect(await thing.removeFollower(id, user.id)).toEqual(follower);
      expect(await thing.permittedUsers(id).toArray()).toContain(user.id);
    }
    await leads.addFollower(lead.id, follower);
    expect(await leads.followers(lead.id).toArray()).toMatchObject([follower]);
    await leads.removeFollower(lead.id, user.id);
    const { id } = await deals.addParticipant(deal.id, { person_id });
    expect(await deals.participants(deal.id).toArray()).toMatchObject([{ id }]);
    await deals.removeParticipant(deal.id, id);
    expect((await deals.search({ term: "Oak gate" })).data).toMatchObject([{ item: { id: deal.id } }]);
    await deals.deleteMany({ ids: String(deal.id) });
    expect(await deals.get(deal.id)).toMatchObject({ is_deleted: true });
  });

  test("defines fields as v2 has them, options one by one", async () => {
    const { deal } = foyer.client().fields;
    const made = await deal.definitions.add({
      field_name: "Kind",
      field_type: "enum",
      options: [{ label: "A" }],
    });
    const [added] = await deal.definitions.addOptions(made.field_code, [{ label: "B" }]);
    expect(added).toMatchObject({ label: "B" });
    const id = Number(added?.id);
    expect(await deal.definitions.updateOptions(made.field_code, [{ id, label: "C" }])).toMatchObject([
      { label: "C" },
    ]);
    expect(await deal.definitions.deleteOptions(made.field_code, [{ id }])).toMatchObject([{ id }]);
    expect(await deal.definitions.get(made.field_code)).toMatchObject({ options: [{ label: "A" }] });
    await deal.definitions.delete(made.field_code);
  });

  test("lists archived leads beside the others or alone, and finds both", async () => {
    const { leads, persons, search } = foyer.client();
    const { id: person_id } = await persons.add({ name: "Cleo Example" });
    const kept = await leads.add({ title: "Teal gate kept", person_id });
    const { id } = await leads.add({ title: "Teal gate put away", person_id });
    await leads.update(id, { is_archived: true });
    const idsOf = async (archived?: "all" | "archived") =>
      (await leads.list({ person_id, ...(archived && { archived }) }).toArray()).map((lead) => lead.id);
    expect(await idsOf()).toEqual([kept.id]);
    expect(await idsOf("archived")).toEqual([id]);
    expect(await idsOf("all")).toEqual([kept.id, id]);
    const found = [
      leads.search({ term: "teal gate" }),
      search.items({ term: "teal gate", item_types: "lead" }),
    ];
    for (const one of found) expect(await one.toArray()).toHaveLength(2);
    const { data } = await search.byField({
      term: "Teal",
      entity_type: "lead",
      field: "title",
      match: "beginning",
    });
    expect(data).toHaveLength(2);
  });

  test("keeps pipelines, their stages, and deals in them", async () => {
    const { pipelines, stages, deals } = foyer.client();
    const pipeline = await pipelines.add({ name: "Doors" });
    const stage = await stages.add({ name: "Offered", pipeline_id: pipeline.id });
    const deal = await deals.add({ title: "Blue door", stage_id: stage.id });
    expect(await deals.get(deal.id)).toMatchObject({ title: "Blue door", pipeline_id: pipeline.id });
    expect(await deals.update(deal.id, { status: "won" })).toMatchObject({ status: "won" });
    expect((await deals.list({ stage_id: stage.id })).data.map(({ id }) => id)).toEqual([deal.id]);
    expect((await stages.list({ pipeline_id: pipeline.id })).data.map(({ id }) => id)).toContain(stage.id);
    expect(await deals.delete(deal.id)).toEqual({ id: deal.id });
    expect(await pipelines.delete(pipeline.id)).toEqual({ id: pipeline.id });
  });

  test("turns a lead into a deal, and back", async () => {
    const { leads, deals, persons } = foyer.client();
    const { id: person_id } = await persons.add({ name: "Dora Example" });
    const lead = await leads.add({ title: "Grey door", person_id });
    const { deal_id } = await leads.convert(lead.id);
    expect(await deals.get(deal_id)).toMatchObject({ title: "Grey door", person_id });
    await expect(leads.get(lead.id)).rejects.toSatisfy(isNotFound);
    const { lead_id } = await deals.convert(deal_id);
    expect(await leads.get(lead_id)).toMatchObject({ title: "Grey door", person_id });
  });

  test("waits for a conversion that takes its time, and throws for one that fails", async () => {
    const told = ["running", "completed", "not_started", "failed"];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      const started = { conversion_id: "c", deal_id: 7 };
      const data = init?.method === "POST" ? started : { ...started, status: told.shift() };
      return Response.json({ success: true, data });
    };
    const { leads } = createClient({ token: "t", fetch });
    expect(await leads.convert("id")).toMatchObject({ deal_id: 7, status: "completed" });
    await expect(leads.convert("id")).rejects.toThrow("The conversion c was not carried out: failed");
    await expect(leads.convert("id", {}, { signal: AbortSignal.abort() })).rejects.toHaveProperty(
      "name",
      "AbortError",
    );
  });

  test("gives the response beside the data", async () => {
    const client = foyer.client();
    const { data, body, response } = await client.users.me().withResponse();
    expect(body).toEqual({ success: true, data });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch("application/json");
  });

  test("a rejected call is told of once, whichever way it is awaited", async () => {
    const client = foyer.client({ token: "wrong" });
    await expect(client.users.me().withResponse()).rejects.toBeInstanceOf(UnauthorizedError);
  });

  test("takes the address of the server or of its API", async () => {
    for (const suffix of ["", "/", "/v1", "/api/v1", "/api/v2/"]) {
      expect(await foyer.client({ baseUrl: foyer.baseUrl + suffix }).users.me()).toHaveProperty("id");
    }
  });

  test("asks for a token anew with every request, as API token or as Bearer", async () => {
    let given = 0;
    const provide = async () => {
      given += 1;
      return foyer.token;
    };
    const { baseUrl } = foyer;
    await createClient({ baseUrl, token: provide }).users.me();
    await createClient({ baseUrl, accessToken: provide }).users.me();
    expect(given).toBe(2);
  });

  test("a page's own client sends no token and lets the browser send its cookie", async () => {
    const requests: RequestInit[] = [];
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      requests.push(init ?? {});
      return Response.json({ success: true, data: {} });
    };
    await createClient({ baseUrl: "", credentials: "session", fetch }).users.me();
    await createClient({ baseUrl: foyer.baseUrl, token: "t", fetch }).users.me();
    expect(requests.map(({ credentials }) => credentials)).toEqual(["same-origin", undefined]);
    expect(requests[0]?.headers).not.toHaveProperty("x-api-token");
  });

  test("what a program forgot to fill in is told before anything is sent", async () => {
    const fetch = (): never => expect.unreachable();
    const { baseUrl } = foyer;
    const unset = undefined as unknown as string;
    const said = (call: PromiseLike<unknown>) =>
      Promise.resolve(call).then(undefined, (error: Error) => error.message);
    expect(await said(createClient({ baseUrl, token: unset, fetch }).users.me())).toBe(
      "The client's token is undefined",
    );
    expect(await said(createClient({ baseUrl, accessToken: () => "", fetch }).users.me())).toMatch(
      "accessToken is empty",
    );
    const { leads, notes } = createClient({ baseUrl, token: "t", fetch });
    expect(await said(leads.get(unset))).toBe(
      'GET /v1/leads/{id}: there is no id, but "/v1/leads/undefined"',
    );
    expect(await said(leads.get(""))).toMatch("there is no id");
    expect(await said(notes.comments(null as unknown as number))).toMatch("there is no id");
    expect(() => createClient({ baseUrl: "localhost:8080", token: "t" })).toThrow(
      'An address begins with http:// or https://, but "localhost:8080" does not',
    );
  });

  test("errors carry what is needed to act on them", async () => {
    const error: unknown = await foyer
      .client()
      .leads.add({ title: "No contact" })
      .catch((reason) => reason);
    expect(isApiError(error, 400)).toBe(true);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: "BadRequestError", status: 400, body: { success: false } });
    expect(error).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(String(error)).toMatch(
      /^BadRequestError: POST \/v1\/leads answered 400: provided dataset is not valid: "/,
    );
  });
});
