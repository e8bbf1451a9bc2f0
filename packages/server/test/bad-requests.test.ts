import { describe, expect, test } from "vitest";
import { createRandom } from "../src/lib/random.ts";
import { startTestApp, type TestApp, useOwnDatabase } from "./app.ts";
import { badIds, badRoutes } from "./bad-requests/addresses.ts";
import type { BadRequest, Scene } from "./bad-requests/bad-request.ts";
import { badBodies, badProperties, badReferences, noObjects, oddBodies } from "./bad-requests/bodies.ts";
import { dumpDatabase } from "./bad-requests/dump.ts";
import { faultOf } from "./bad-requests/envelope.ts";
import { badContentTypes, badCredentials, hugeBodies } from "./bad-requests/headers.ts";
import { badMessages, exchange, messageFault } from "./bad-requests/messages.ts";
import { badQueries } from "./bad-requests/queries.ts";
import { conditionsOf } from "./filters/conditions.ts";
import { overAll } from "./over-all.ts";
import { engines } from "./storage.ts";

useOwnDatabase();

const COUNT = Number(process.env.FOYER_BAD_REQUESTS ?? 2_000);
const SEED = Number(process.env.FOYER_BAD_REQUESTS_SEED ?? 1);
const FAULTS_SHOWN = 20;

describe.each(engines)("bad requests on %s", (engine) => {
  test("are refused in the envelope of their family, and change nothing", { timeout: 120_000 }, async () => {
    const app = await startTestApp(engine);
    const scene = await setScene(app);
    const requests = [...noObjects(scene), ...some(allBadRequests(scene))];
    const before = await dumpDatabase(app.databaseUrl);
    const faults = (await overAll(requests, (request) => faultsOf(app, request))).flat();
    expect(faults.slice(0, FAULTS_SHOWN), `${faults.length} faults`).toEqual([]);
    expect(await dumpDatabase(app.databaseUrl)).toEqual(before);
    expect((await app.request("GET", "/v1/users/me")).status).toBe(200);
  });

  test("that are no HTTP are refused too, or the connection closed", async () => {
    const app = await startTestApp(engine);
    const scene = await setScene(app);
    const address = await app.services.http.listen({ host: "127.0.0.1", port: 0 });
    const before = await dumpDatabase(app.databaseUrl);
    const messages = Object.entries(badMessages({ ...scene, token: app.token }));
    const faults = messages.map(async ([what, bytes]) => {
      const fault = messageFault(await exchange(Number(new URL(address).port), bytes));
      return fault ? [`${what}: ${fault}`] : [];
    });
    expect((await Promise.all(faults)).flat()).toEqual([]);
    expect(await dumpDatabase(app.databaseUrl)).toEqual(before);
    const alive = await fetch(`${address}/v1/users/me`, { headers: { "x-api-token": app.token } });
    expect(alive.status).toBe(200);
  });
});

async function setScene({ add, data }: TestApp): Promise<Scene> {
  const { id: personId } = await add.person();
  const { id: organizationId } = await add.organization();
  const { id: labelId } = await add.label();
  const lead = await add.lead({ person_id: personId, label_ids: [labelId] });
  const otherIds: Scene["otherIds"] = {};
  const fieldCodes: Scene["fieldCodes"] = {};
  for (const kind of ["dealFields", "personFields", "organizationFields"]) {
    const field = await data("POST", `/v1/${kind}`, { name: "Note", field_type: "varchar" });
    otherIds[kind] = field.id;
    fieldCodes[kind] = field.key;
  }
  const { id: noteId } = await add.note({ lead_id: lead.id });
  otherIds.activities = (await add.activity({ lead_id: lead.id })).id;
  otherIds.activityTypes = 1;
  otherIds.deals = (await add.deal({ person_id: personId })).id;
  otherIds.pipelines = 1;
  otherIds.stages = 1;
  const { uuid: commentId } = await data("POST", `/v1/notes/${noteId}/comments`, { content: "Done" });
  const filter = { name: "All", type: "leads", conditions: conditionsOf([]) };
  otherIds.filters = (await data("POST", "/v1/filters", filter)).id;
  const hook = { subscription_url: "http://127.0.0.1:9/", event_action: "*", event_object: "*", name: "x" };
  otherIds.webhooks = (await data("POST", "/v1/webhooks", hook)).id;
  otherIds["permission-sets"] = (await data("GET", "/v1/permissionSets"))[1].id;
  otherIds.roles = (await data("POST", "/v1/roles", { name: "Sales" })).id;
  return { leadId: lead.id, labelId, personId, organizationId, noteId, commentId, otherIds, fieldCodes };
}

function allBadRequests(scene: Scene): BadRequest[] {
  const kinds = [badProperties, badBodies, oddBodies, badReferences, badIds, badQueries, badRoutes];
  return [...kinds, badCredentials, badContentTypes, hugeBodies].flatMap((kind) => kind(scene));
}

/** As many as asked for, the same ones for the same seed. */
function some(requests: readonly BadRequest[]): BadRequest[] {
  const { next } = createRandom(SEED);
  const shuffled = requests.map((request) => ({ request, place: next() })).sort((a, b) => a.place - b.place);
  return shuffled.slice(0, COUNT).map(({ request }) => request);
}

async function faultsOf({ services, token }: TestApp, request: BadRequest): Promise<string[]> {
  const { what, method, url, payload, status: wanted, tolerated } = request;
  const {
    statusCode,
    headers,
    payload: text,
  } = await services.http.inject({
    method: method as "GET",
    url,
    headers: { "x-api-token": token, ...request.headers },
    ...(payload !== undefined && { payload: typeof payload === "function" ? payload() : payload }),
  });
  if (tolerated && statusCode < 300) return [];
  const wrongStatus = wanted !== undefined && statusCode !== wanted ? `status ${statusCode}` : undefined;
  const fault =
    wrongStatus ?? faultOf(url, { status: statusCode, contentType: headers["content-type"], text });
  return fault ? [`${method} ${url.slice(0, 120)}, ${what}: ${fault}: ${text.slice(0, 200)}`] : [];
}
