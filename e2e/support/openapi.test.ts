import { describe, expect, test } from "vitest";
import { createChecker } from "./openapi.ts";
import type { Defect } from "./openapi-defects.ts";

const thing = {
  type: "object",
  properties: {
    id: { type: "string", format: "uuid" },
    size: { type: "integer", nullable: true },
    shade: { type: "string", nullable: true, enum: ["dark", "light"] },
    owner: { nullable: true, allOf: [{ type: "object", properties: { id: { type: "integer" } } }] },
  },
};
const documents = {
  v1: {
    paths: {
      "/things/{id}": { get: operation("getThing", thing) },
      "/things/archived": { get: operation("getArchivedThings", { type: "array", items: thing }) },
    },
  },
  v2: { paths: { "/things/{id}": { get: operation("getThing", { type: "object" }) } } },
};
const good = { id: "4badc1b0-a5dd-11f1-91c1-d76c55e1594b", size: 3, shade: "dark", owner: { id: 1 } };

function operation(operationId: string, schema: object) {
  return { operationId, responses: { 200: { content: { "application/json": { schema } } } } };
}

function check(path: string, body: unknown, known: Defect[] = [], status = 200) {
  return createChecker(documents, known).checkResponse({ method: "GET", path, status, body });
}

describe("the OpenAPI checker", () => {
  test("takes a right body as right, under both spellings of v1, with a query or a slash behind", () => {
    for (const path of ["/v1/things/7", "/api/v1/things/7?limit=2", "/v1/things/7/"]) {
      expect(check(path, good)).toEqual({ covered: true, operation: "v1 getThing", violations: [] });
    }
  });

  test("lets null be null where the document says nullable, and nowhere else", () => {
    expect(check("/v1/things/7", { ...good, size: null, shade: null, owner: null }).violations).toEqual([]);
    expect(check("/v1/things/7", { ...good, id: null }).violations).toEqual([
      "/id must be string (type), got null",
    ]);
  });

  test("names every wrong value, and every declared key that is missing", () => {
    const { size: _, ...withoutSize } = good;
    expect(check("/v1/things/7", { ...withoutSize, id: "7", shade: "pink" }).violations).toEqual([
      "/ must have required property 'size' (required)",
      '/id must match format "uuid" (format), got "7"',
      '/shade must be equal to one of the allowed values (enum), got "pink"',
    ]);
  });

  test("prefers a literal path to a parameter", () => {
    expect(check("/v1/things/archived", [good])).toMatchObject({ operation: "v1 getArchivedThings" });
  });

  test("tells the versions apart", () => {
    expect(check("/api/v2/things/7", {})).toMatchObject({ operation: "v2 getThing" });
  });

  test("says so when the document is silent", () => {
    const silent = { covered: false, violations: [] };
    expect(check("/v1/others", {})).toEqual({ ...silent, reason: "GET /others is not in the v1 document" });
    expect(check("/v1/things/7", {}, [], 404)).toEqual({
      ...silent,
      reason: "v1 getThing documents no body for status 404",
    });
    expect(check("/foyer/health", {})).toEqual({
      ...silent,
      reason: "/foyer/health is under no documented prefix",
    });
  });
});

describe("a known defect of the documents", () => {
  const defect: Defect = {
    operations: ["v1 getArchivedThings"],
    status: 200,
    pointers: ["/*/size"],
    keyword: "required",
    why: "size is left out",
    source: "here",
  };

  test("excuses its own place only, and is reported while nothing needs it", () => {
    const checker = createChecker(documents, [defect]);
    expect(checker.unusedDefects()).toEqual([defect]);
    const { size: _, ...withoutSize } = good;
    const answer = { method: "GET", path: "/v1/things/archived", status: 200, body: [good, withoutSize] };
    expect(checker.checkResponse(answer).violations).toEqual([]);
    expect(checker.unusedDefects()).toEqual([]);
    const other = { ...answer, path: "/v1/things/7", body: withoutSize };
    expect(checker.checkResponse(other).violations).toHaveLength(1);
  });
});
