import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const kinds = [
  ["persons", "Person not found"],
  ["organizations", "Organization not found"],
] as const;
const cases = engines.flatMap((engine) => kinds.map(([kind, missing]) => [kind, engine, missing] as const));

describe.each(cases)("access to %s on %s", (kind, engine, missing) => {
  const v1 = `/v1/${kind}`;
  const v2 = `/api/v2/${kind}`;
  const calls = [
    ["GET", v1],
    ["POST", v1],
    ["GET", `${v1}/1`],
    ["PUT", `${v1}/1`],
    ["DELETE", `${v1}/1`],
    ["GET", v2],
    ["POST", v2],
    ["GET", `${v2}/1`],
    ["PATCH", `${v2}/1`],
    ["DELETE", `${v2}/1`],
  ] as const;

  test("only a caller with the scope is answered", async () => {
    const app = await startTestApp(engine);
    await app.data("POST", v2, { name: "Ann" });
    const leadsOnly = await app.scoped("leads:read");
    const reader = await app.scoped("contacts:read");
    for (const [method, url] of calls) {
      expect((await app.request(method, url, { token: null })).status, `${method} ${url}`).toBe(401);
      const refused = await app.request(method, url, { token: leadsOnly });
      expect([refused.status, refused.body.error], `${method} ${url}`).toEqual([
        403,
        "Scope and URL mismatch",
      ]);
      const read = await app.request(method, url, { token: reader });
      expect(read.status, `${method} ${url}`).toBe(method === "GET" ? 200 : 403);
    }
  });

  test("another company's are neither found nor listed", async () => {
    const app = await startTestApp(engine);
    const other = await startTestApp(engine);
    const theirs = await other.data("POST", v2, { name: "Theirs" });
    const body = { name: "Mine" };
    for (const [method, url] of calls.filter(([, url]) => url.endsWith("/1"))) {
      const answer = await app.request(method, url, { body });
      expect(answer.status, `${method} ${url}`).toBe(404);
      expect(answer.body).toEqual(
        url.startsWith("/v1")
          ? {
              success: false,
              error: missing,
              error_info: "Object was not found.",
              data: null,
              additional_data: null,
            }
          : { success: false, error: missing, code: "ERR_NOT_FOUND" },
      );
    }
    expect(await app.data("GET", v1)).toEqual([]);
    expect(await app.data("GET", `${v2}?ids=${theirs.id}`)).toEqual([]);
    expect(await other.data("GET", `${v2}/${theirs.id}`)).toEqual(theirs);
  });

  test("other methods are refused, and the path tells which it answers", async () => {
    const app = await startTestApp(engine);
    const patched = await app.request("PATCH", `${v1}/1`, { body: { name: "Ann" } });
    expect([patched.status, patched.headers.allow]).toEqual([405, "GET, PUT, DELETE"]);
    const put = await app.request("PUT", `${v2}/1`, { body: { name: "Ann" } });
    expect([put.status, put.headers.allow]).toEqual([405, "GET, PATCH, DELETE"]);
  });

  test("an id that is no id is refused", async () => {
    const app = await startTestApp(engine);
    for (const id of ["x", "0", "-1", "1.5", "99999999999999999999"]) {
      expect((await app.request("GET", `${v1}/${id}`)).status, id).toBe(400);
      expect((await app.request("GET", `${v2}/${id}`)).status, id).toBe(400);
    }
  });
});
