import { errors, type Family } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { DomainError } from "../lib/domain-error.ts";
import { errorBody, familyOf, toDomainError } from "./errors.ts";

const families: readonly Family[] = ["leads", "v1", "v2"];
const text = (code: keyof typeof errors, family: Family, info?: string) =>
  JSON.stringify(errorBody(new DomainError(code, info === undefined ? {} : { info }), family).body);

describe.each(families)("failures of the %s family", (family) => {
  test.each(Object.keys(errors) as (keyof typeof errors)[])(
    "%s has a status and a string for an error",
    (code) => {
      const { status, body } = errorBody(new DomainError(code), family);
      expect(status).toBe(errors[code].status);
      expect(body).toMatchObject({ success: false, error: expect.stringMatching(/\S/) });
    },
  );
});

test("the recorded bodies, member by member", () => {
  expect(text("invalid", "leads", '"title" is required')).toBe(
    '{"success":false,"data":null,"additional_data":null,"error":"provided dataset is not valid","error_info":"\\"title\\" is required"}',
  );
  expect(text("rate_limited", "leads")).toBe(
    '{"success":false,"error":"request over limit","errorCode":429,"error_info":"Please check developers.pipedrive.com"}',
  );
  expect(text("request_malformed", "v1")).toBe(
    '{"success":false,"error":"Bad request","error_info":"Please check developers.pipedrive.com for more information about Pipedrive API.","data":null,"additional_data":null}',
  );
  expect(text("invalid", "v2", "x: Parameter 'x' is not allowed for this request")).toBe(
    `{"success":false,"error":"Validation failed: x: Parameter 'x' is not allowed for this request","code":"ERR_SCHEMA_VALIDATION_FAILED"}`,
  );
});

test("a path belongs to the family that answers it", () => {
  expect(familyOf("/v1/leads?x=1")).toBe("leads");
  expect(familyOf("/v1/leadLabels/7")).toBe("leads");
  expect(familyOf("/v1/leadFields")).toBe("leads");
  expect(familyOf("/v1/users/me")).toBe("v1");
  expect(familyOf("/api/v2/persons")).toBe("v2");
});

test("what Fastify refuses is an expected failure; what breaks is not", () => {
  expect(toDomainError(Object.assign(new Error(), { code: "FST_ERR_CTP_BODY_TOO_LARGE" }))?.code).toBe(
    "too_large",
  );
  expect(toDomainError(Object.assign(new Error(), { statusCode: 418 }))?.code).toBe("request_malformed");
  expect(toDomainError(new TypeError("ours"))).toBeUndefined();
});
