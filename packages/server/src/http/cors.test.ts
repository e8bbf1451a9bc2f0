import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { signedInBrowser } from "../../test/oauth.ts";

const ORIGIN = "https://dashboard.example";

describe("pages of other origins", () => {
  test("call the API with a token, and read answers, failures and limits", async () => {
    const { request } = await startTestApp("sqlite");
    for (const [url, token, status] of [
      ["/v1/leads", undefined, 200],
      ["/api/v2/persons", undefined, 200],
      ["/foyer/webhooks", undefined, 200],
      ["/v1/leads", "0".repeat(40), 401],
      ["/v1/leads/none", undefined, 400],
      ["/api/v2/nothing", undefined, 404],
    ] as const) {
      const answer = await request("GET", url, { headers: { origin: ORIGIN }, ...(token && { token }) });
      expect([answer.status, answer.headers["access-control-allow-origin"]], url).toEqual([status, "*"]);
      const exposed = String(answer.headers["access-control-expose-headers"]);
      for (const name of ["X-RateLimit-Remaining", "X-RateLimit-Limit", "X-RateLimit-Reset", "Retry-After"])
        expect(exposed.split(", ")).toContain(name);
    }
  });

  test("are told beforehand what they may send: every method and header, but no cookies", async () => {
    const { services } = await startTestApp("sqlite");
    for (const url of ["/v1/leads", "/api/v1/leads/some-id", "/api/v2/persons", "/foyer/inbox/leads"]) {
      const asked = {
        origin: ORIGIN,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization,content-type,x-api-token,x-anything",
      };
      const answer = await services.http.inject({ method: "OPTIONS", url, headers: asked });
      expect([answer.statusCode, answer.payload], url).toEqual([204, ""]);
      expect(answer.headers).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
        "access-control-allow-headers": asked["access-control-request-headers"],
      });
      expect(answer.headers).not.toHaveProperty("access-control-allow-credentials");
    }
  });

  test("get nothing by a visitor's cookie", async () => {
    const app = await startTestApp("sqlite");
    const visitor = await signedInBrowser(app);
    expect((await visitor.visit("/v1/leads")).status).toBe(200);
    for (const headers of [{ origin: ORIGIN }, { origin: "null" }]) {
      const answer = await visitor.visit("/v1/leads", { headers });
      expect(answer.status, JSON.stringify(headers)).toBe(401);
      expect(answer.headers).not.toHaveProperty("access-control-allow-credentials");
    }
    expect((await visitor.visit("/v1/leads", { headers: { origin: "http://foyer.test" } })).status).toBe(200);
  });

  test("read none of the pages, and no sign-in", async () => {
    const app = await startTestApp("sqlite");
    const visitor = await signedInBrowser(app);
    for (const url of ["/", "/foyer/sign-in", "/oauth/authorize", "/foyer/docs"]) {
      const { headers } = await visitor.visit(url, { headers: { origin: ORIGIN } });
      expect(
        Object.keys(headers).filter((name) => name.startsWith("access-control-")),
        url,
      ).toEqual([]);
    }
  });
});

test("programs, which send no origin, are told nothing of it", async () => {
  const { request } = await startTestApp("sqlite");
  expect(Object.keys((await request("GET", "/v1/leads")).headers).sort()).toEqual([
    "connection",
    "content-length",
    "content-type",
    "date",
  ]);
});
