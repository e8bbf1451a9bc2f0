import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import * as errors from "./errors.ts";

const failure = (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  errors.toApiError({ status, body, headers: new Headers(headers), call: "GET /v1/leads" });

describe("errors", () => {
  test.each([
    [400, errors.BadRequestError],
    [401, errors.UnauthorizedError],
    [403, errors.ForbiddenError],
    [404, errors.NotFoundError],
    [429, errors.RateLimitError],
    [418, errors.ApiError],
  ])("%i has its class", (status, narrow) => {
    const error = failure(status);
    expect(error.constructor).toBe(narrow);
    expect(error).toBeInstanceOf(errors.ApiError);
    expect(error).toBeInstanceOf(errors.FoyerError);
    expect(error.name).toBe(narrow.name);
  });

  test.each([
    [
      "leads",
      { error: "provided dataset is not valid", error_info: '"title" is required' },
      'provided dataset is not valid: "title" is required',
    ],
    [
      "a gateway",
      { error: "unauthorized access", error_info: "Please check developers.pipedrive.com" },
      "unauthorized access",
    ],
    [
      "OAuth",
      { message: "Invalid grant: refresh_token is invalid", error: "invalid_grant" },
      "Invalid grant: refresh_token is invalid: invalid_grant",
    ],
    [
      "webhooks",
      { status: "error", success: false, errors: { subscription_url: ["invalid or non-reachable URL"] } },
      "subscription_url: invalid or non-reachable URL",
    ],
  ])("the message is what %s said", (_who, body, message) => {
    expect(failure(400, body).message).toBe(`GET /v1/leads answered 400: ${message}`);
  });

  test("code is the server's own", () => {
    expect(failure(400, { code: "ERR_BAD_REQUEST" }).code).toBe("ERR_BAD_REQUEST");
    expect(failure(400, { error: "invalid_grant", message: "m" }).code).toBe("invalid_grant");
    expect(failure(401, { error: "unauthorized access" }).code).toBeUndefined();
  });

  test("guards know errors of another realm or another copy of this package", () => {
    const foreign = runInNewContext(
      `const error = new Error("over there");
       error.kind = "api"; error.status = 404; error[Symbol.for("@leadfoyer/client/error")] = true; error`,
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(errors.isFoyerError(foreign)).toBe(true);
    expect(errors.isNotFound(foreign)).toBe(true);
    expect(errors.isRateLimited(foreign)).toBe(false);
    for (const other of [undefined, null, "text", new Error("plain"), { status: 404 }])
      expect(errors.isFoyerError(other)).toBe(false);
  });
});
