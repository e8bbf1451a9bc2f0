import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

type Hit = { result_score: number; item: { id: string; title: string; type: string } };

const search = async (app: TestApp, query: string): Promise<Hit[]> =>
  (await app.data("GET", `/v1/leads/search?${query}`)).items;

const titles = async (app: TestApp, term: string, more = ""): Promise<string[]> =>
  (await search(app, `term=${encodeURIComponent(term)}${more}`)).map(({ item }) => item.title);

describe.each(engines)("search for leads on %s", (engine) => {
  test("a lead found has the members of Pipedrive's, in their order", async () => {
    const app = await startTestApp(engine);
    const organization = await app.add.organization({ name: "Example Ltd", address: { value: "Main St 1" } });
    const person = await app.add.person({
      name: "Ann Example",
      emails: [{ value: "ann@example.com" }],
      phones: [{ value: "555-0100" }],
    });
    const lead = await app.add.lead({
      title: "Blue door order",
      value: { amount: 300.5, currency: "EUR" },
      person_id: person.id,
      organization_id: organization.id,
    });
    const { body } = await app.request("GET", "/v1/leads/search?term=door&include_fields=lead.was_seen");
    expect(body.data.items).toEqual([
      {
        result_score: expect.any(Number),
        item: {
          id: lead.id,
          type: "lead",
          title: "Blue door order",
          owner: { id: lead.owner_id },
          person: { id: person.id, name: "Ann Example" },
          organization: { id: organization.id, name: "Example Ltd", address: "Main St 1" },
          phones: ["555-0100"],
          emails: ["ann@example.com"],
          custom_fields: [],
          notes: [],
          value: 300.5,
          currency: "EUR",
          visible_to: 3,
          is_archived: false,
          was_seen: false,
        },
      },
    ]);
  });

  test("exact before whole words before beginnings before insides, the newest first among equals", async () => {
    const app = await startTestApp(engine);
    const wanted = ["Kitchen", "New kitchen 2", "New kitchen 1", "Kitchenette", "Superkitchen"];
    for (const title of wanted.toReversed()) await app.add.lead({ title });
    expect(await titles(app, "kitchen")).toEqual(wanted);
    const scores = (await search(app, "term=kitchen")).map(({ result_score }) => result_score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test("found as soon as made, by its new title as soon as changed, and no more once deleted", async () => {
    const app = await startTestApp(engine);
    const lead = await app.add.lead({ title: "Blue door" });
    expect(await titles(app, "blue")).toEqual(["Blue door"]);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { title: "Green door" });
    expect(await titles(app, "blue")).toEqual([]);
    expect(await titles(app, "green")).toEqual(["Green door"]);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { is_archived: true });
    expect((await search(app, "term=green"))[0]?.item).toMatchObject({ is_archived: true });
    await app.data("DELETE", `/v1/leads/${lead.id}`);
    expect(await titles(app, "green")).toEqual([]);
  });

  test("what belongs to contacts found comes when asked for, the newest first, and nothing unseen", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization({ name: "Kitchens Ltd" });
    const ann = await app.add.person({ name: "Ann", org_id });
    const [first, second] = [
      await app.add.lead({ title: "First", organization_id: org_id }),
      await app.add.lead({ title: "Second", organization_id: org_id, person_id: ann.id }),
    ];
    const hidden = await app.add.lead({ title: "Hidden", organization_id: org_id, visible_to: "1" });
    const deal = await app.data("POST", "/api/v2/deals", { title: "Deal", org_id });
    await app
      .data("POST", "/api/v2/deals", { title: "Gone", org_id })
      .then(({ id }) => app.data("DELETE", `/api/v2/deals/${id}`));
    const related = async (query: string, token?: string) => {
      const { body } = await app.request("GET", `/api/v2/itemSearch?term=kitchens${query}`, { token });
      return body.data.related_items.map((one: Hit) => [one.result_score, one.item.type, one.item.id]);
    };
    const all = [
      ...[second.id, first.id].map((id) => [0, "lead", id]),
      [0, "deal", deal.id],
      [0, "person", ann.id],
    ];
    expect(await related("")).toEqual([]);
    expect(await related("&search_for_related_items=true")).toEqual([[0, "lead", hidden.id], ...all]);
    const { token } = await app.colleague();
    expect(await related("&search_for_related_items=true", token)).toEqual(all);
    const { body } = await app.request("GET", "/v1/itemSearch?term=ann&search_for_related_items=1");
    expect(body.data.related_items.map((one: Hit) => one.item.id)).toEqual([second.id]);
  });

  test("a search can be narrowed to a person and to an organization, which may change", async () => {
    const app = await startTestApp(engine);
    const [ann, bob] = [await app.add.person(), await app.add.person()];
    const { id: organization_id } = await app.add.organization();
    const lead = await app.add.lead({ title: "Door A", person_id: ann.id });
    await app.add.lead({ title: "Door B", person_id: bob.id, organization_id });
    expect(await titles(app, "door", `&person_id=${ann.id}`)).toEqual(["Door A"]);
    expect(await titles(app, "door", `&organization_id=${organization_id}`)).toEqual(["Door B"]);
    expect(await titles(app, "door", `&person_id=${ann.id}&organization_id=${organization_id}`)).toEqual([]);
    await app.data("PATCH", `/v1/leads/${lead.id}`, { person_id: bob.id });
    expect(await titles(app, "door", `&person_id=${bob.id}`)).toEqual(["Door B", "Door A"]);
  });

  test("an exact match is a whole title, in any case; a term may then be one character", async () => {
    const app = await startTestApp(engine);
    for (const title of ["Café", "cafe", "Café Nord", "X"]) await app.add.lead({ title });
    expect(await titles(app, "CAFÉ", "&exact_match=1")).toEqual(["Café"]);
    expect(await titles(app, " cafe ", "&exact_match=true")).toEqual(["cafe"]);
    expect(await titles(app, "x", "&exact_match=true")).toEqual(["X"]);
    expect(await titles(app, "cafe")).toEqual(["cafe", "Café", "Café Nord"]);
  });

  test("pages by start and by cursor meet every lead once, in one order", async () => {
    const app = await startTestApp(engine);
    for (let count = 0; count < 9; count += 1)
      await app.add.lead({ title: `${["Do", "Door", "Doors"][count % 3]} ${count}` });
    const wanted = await titles(app, "door", "&limit=500");
    expect(wanted).toHaveLength(6);
    const byStart: string[] = [];
    for (let start: number | undefined = 0; start !== undefined; ) {
      const { body } = await app.request("GET", `/v1/leads/search?term=door&limit=2&start=${start}`);
      byStart.push(...body.data.items.map(({ item }: Hit) => item.title));
      start = body.additional_data.pagination.next_start;
    }
    expect(byStart).toEqual(wanted);
    const byCursor: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const next: string = cursor && `&cursor=${cursor}`;
      const { body } = await app.request("GET", `/api/v2/leads/search?term=door&limit=2${next}`);
      byCursor.push(...body.data.items.map(({ item }: Hit) => item.title));
      cursor = body.additional_data.next_cursor;
    }
    expect(byCursor).toEqual(wanted);
    expect((await search(app, "term=door&start=3&limit=1"))[0]?.item.title).toBe(wanted[3]);
  });

  test.each([
    ["", '"term" is required'],
    ["term=", '"term" is not allowed to be empty'],
    ["term=x", '"term" length must be at least 2 characters long'],
    ["term=%20x%20", '"term" length must be at least 2 characters long'],
    ["term=%20&exact_match=true", '"term" length must be at least 1 characters long'],
    ["term=door&fields=password", '"fields" must be one of [custom_fields, notes, title]'],
    ["term=door&person_id=x", '"person_id" must be a number'],
    ["term=door&exact_match=maybe", '"exact_match" must be a boolean'],
    ["term=door&include_fields=password", '"include_fields" must be one of [lead.was_seen]'],
  ])("refuses %s", async (query, error_info) => {
    const app = await startTestApp(engine);
    const answer = await app.request("GET", `/v1/leads/search?${query}`);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 400,
      body: {
        success: false,
        data: null,
        additional_data: null,
        error: "provided dataset is not valid",
        error_info,
      },
    });
  });

  test("v2 refuses in its own words, and what it does not know", async () => {
    const app = await startTestApp(engine);
    const short = await app.request("GET", "/api/v2/leads/search?term=x");
    expect(short.body).toEqual({
      success: false,
      error: "Validation failed: term: Parameter 'term' length must be at least 2 characters long",
      code: "ERR_SCHEMA_VALIDATION_FAILED",
    });
    for (const query of ["term=door&start=1", "term=door&limit=501", "term=door&cursor=x"])
      expect((await app.request("GET", `/api/v2/leads/search?${query}`)).status, query).toBe(400);
  });

  test("needs a token, and a scope of leads or of search", async () => {
    const app = await startTestApp(engine);
    for (const path of ["/v1/leads/search?term=door", "/api/v2/leads/search?term=door"]) {
      expect((await app.request("GET", path, { token: null })).status).toBe(401);
      expect((await app.request("GET", path, { token: await app.scoped("contacts:read") })).status).toBe(403);
      for (const scope of ["leads:read", "leads:full", "search:read"] as const)
        expect((await app.request("GET", path, { token: await app.scoped(scope) })).status).toBe(200);
    }
  });

  test("a term of marks alone finds a title that is the term, and nothing else", async () => {
    const app = await startTestApp(engine);
    for (const title of ["!!", "!! 50 %", "\"'*()"]) await app.add.lead({ title });
    expect(await titles(app, "!!")).toEqual(["!!"]);
    expect(await titles(app, "\"'*()")).toEqual(["\"'*()"]);
    expect(await titles(app, "%%")).toEqual([]);
  });
});
