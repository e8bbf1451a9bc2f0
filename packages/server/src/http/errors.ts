import { randomUUID } from "node:crypto";
import { type ErrorText, errors, type Family } from "@leadfoyer/contract";
import { DomainError } from "../lib/domain-error.ts";

const HELP = "Please check developers.pipedrive.com";
const LONG_HELP = "Please check developers.pipedrive.com for more information about Pipedrive API.";

/** Fastify's own refusals, by its code: they leave in the envelope of the family like every other. */
const frameworkCodes: Record<string, keyof typeof errors> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "media_type_unsupported",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "request_malformed",
  FST_ERR_BAD_URL: "route_not_found",
  FST_ERR_MAX_PARAM_LENGTH: "route_not_found",
};

/** The expected failure an error stands for; undefined when it is a fault of ours. */
export function toDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const { code = "", statusCode = 500 } = error as { code?: string; statusCode?: number };
  const known = frameworkCodes[code];
  if (known) return new DomainError(known, { cause: error });
  return statusCode >= 400 && statusCode < 500
    ? new DomainError("request_malformed", { cause: error })
    : undefined;
}

/** What a failure is answered with, by the path that failed: its headers stand before the others. */
export function toAnswer(error: unknown, url: string) {
  const failure = toDomainError(error) ?? new DomainError("internal");
  const { status, body } = errorBody(failure, familyOf(url));
  const isUnknown = failure.code === "unauthorized" || failure.code === "access_token_invalid";
  const headers: [name: string, value: string][] = [["x-correlation-id", randomUUID()]];
  if (isUnknown) headers.push(["x-401-by-gw", "true"]);
  if (failure.retryAfter !== undefined) headers.push(["retry-after", String(failure.retryAfter)]);
  return { failure, status, headers, body: JSON.stringify(body) };
}

/** The endpoints programs ask for tokens speak as RFC 6749 has it. */
type Voice = Family | "oauth";

/** Which family answers a path, for failures that no endpoint owns. */
export function familyOf(url: string): Voice {
  if (/^\/oauth\/(token|revoke)(?=[/?]|$)/.test(url)) return "oauth";
  if (/^\/v1\/lead(s|Labels|Sources|Fields)\b/.test(url)) return "leads";
  if (/^\/v1\/webhooks\b/.test(url)) return "webhooks";
  return /^\/v1(?=[/?]|$)/.test(url) ? "v1" : "v2";
}

/** `"subscription_url" is required`: the key and what is wrong with it. */
const KEYED = /^"(\w+)[^"]*" (.+)$/s;

/** The body of a failure in its family. The members stand in the order Pipedrive sends them. */
export function errorBody(error: DomainError, family: Voice): { status: number; body: object } {
  const text: ErrorText = errors[error.code];
  const { status } = text;
  if (text.gateway) {
    return { status, body: { success: false, error: text.error, errorCode: status, error_info: HELP } };
  }
  return { status, body: bodies[family](text, error) };
}

const bodies: Record<Voice, (text: ErrorText, error: DomainError) => object> = {
  leads(text, { code, info, data = null }) {
    const error_info = info ?? text.info ?? LONG_HELP;
    if (code === "invalid")
      return { success: false, data: null, additional_data: null, error: text.error, error_info };
    if (code === "lead_merged")
      return { success: false, error: text.error, error_info, data: null, additional_data: data };
    return { success: false, error: text.error, error_info, data, additional_data: null };
  },

  v1(text, { code, info }) {
    if (code === "user_not_found") return { success: false, error: text.error };
    const error = code === "invalid" ? (info ?? "Bad request") : text.error;
    const error_info = code === "invalid" ? LONG_HELP : (info ?? text.info ?? LONG_HELP);
    return { success: false, error, error_info, data: null, additional_data: null };
  },

  webhooks(text, { info }) {
    const error = info ?? text.error;
    if (text.status === 403) return { success: false, message: error, error };
    const [, key = "request", fault = error] = KEYED.exec(error) ?? [];
    return { status: "error", success: false, error, errors: { [key]: [fault] } };
  },

  oauth(text, { code, info }) {
    const message =
      code === "media_type_unsupported"
        ? "Invalid request: content must be application/x-www-form-urlencoded"
        : (info ?? text.error);
    const ours = text.status >= 500 ? "server_error" : "invalid_request";
    return { success: false, message, error: code.startsWith("oauth_") ? text.error : ours };
  },

  v2(text, { code, info, data }) {
    // The endpoints of conversions alone answer 404 as v1 does. Source: Pipedrive's documentation.
    if (code === "conversion_not_found")
      return { success: false, error: text.error, error_info: text.info, data: null, additional_data: null };
    const error = code === "invalid" ? `Validation failed: ${info ?? text.error}` : (info ?? text.error);
    return { success: false, error, code: text.code ?? "ERR_NOT_FOUND", ...(data !== undefined && { data }) };
  },
};
