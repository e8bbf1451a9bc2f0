import { expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";

/** Answers to who asks for some members alone are no whole things, to which every other answer is held. */
async function start() {
  const app = await startTestApp("sqlite");
  const get = async (url: string, method: "GET" | "HEAD" = "GET") => {
    const { statusCode, payload } = await app.services.http.inject({
      method,
      url,
      headers: { "x-api-token": app.token },
    });
    return { status: statusCode, body: payload === "" ? undefined : JSON.parse(payload) };
  };
  return { app, get };
}

test("v1 answers the members a path selects, of one thing and of a list, and pages as ever", async () => {
  const { app, get } = await start();
  const people = [await app.add.person({ name: "Änn Example" }), await app.add.person({ name: "Bob" })];
  const lead = await app.add.lead({ title: "Selected", person_id: people[0]?.id ?? 0 });
  for (const url of [
    "/v1/persons:(id,name)?limit=1",
    "/api/v1/persons:(name,id)?limit=1",
    "/v1/persons:%28id%2Cname%29?limit=1",
    "/v1/persons/%3A(id,%20name)/?limit=1",
  ]) {
    const { status, body } = await get(url);
    expect([status, body.data], url).toEqual([200, [{ id: people[0]?.id, name: "Änn Example" }]]);
    expect(body.additional_data.pagination, url).toMatchObject({ limit: 1, next_start: 1 });
  }
  expect((await get(`/v1/persons/${people[1]?.id}:(name,no_such)`)).body.data).toEqual({ name: "Bob" });
  expect((await get("/v1/leads:(id,title)")).body.data).toEqual([{ id: lead.id, title: "Selected" }]);
  expect((await get(`/v1/leads/${lead.id}:(title)`)).body.data).toEqual({ title: "Selected" });
});

test("a selector that names nothing, a search and a refusal are answered as without", async () => {
  const { app, get } = await start();
  await app.add.person({ name: "Ann Example" });
  for (const [selecting, plain] of [
    ["/v1/persons:()", "/v1/persons"],
    ["/v1/persons/search:(id)?term=ann", "/v1/persons/search?term=ann"],
    ["/v1/persons/99:(id)", "/v1/persons/99"],
    ["/v1/nothing:(id)", "/v1/nothing"],
  ])
    expect(await get(selecting ?? ""), selecting).toEqual(await get(plain ?? ""));
  expect((await get("/v1/persons:(id)", "HEAD")).status).toBe(200);
});

test("v2 has no selectors, and a query may hold what looks like one", async () => {
  const { app, get } = await start();
  await app.add.lead({ title: "Call :(id)" });
  expect((await get("/api/v2/persons:(id)")).status).toBe(404);
  const { items } = (await get("/v1/leads/search?term=call%20:(id)")).body.data;
  expect(items).toMatchObject([{ item: { title: "Call :(id)", owner: { id: app.actor.user_id } } }]);
});

test("what is written is answered whole", async () => {
  const { app } = await start();
  const headers = { "x-api-token": app.token };
  const url = "/v1/persons:(id)";
  const answer = await app.services.http.inject({ method: "POST", url, headers, payload: { name: "Ann" } });
  expect([answer.statusCode, answer.json().data]).toEqual([201, expect.objectContaining({ name: "Ann" })]);
});
