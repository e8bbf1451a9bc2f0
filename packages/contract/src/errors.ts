/**
 * Every expected failure, once: its status and the words each client of Pipedrive expects.
 * `gateway` errors look the same in every family (they come from Pipedrive's front door);
 * `code` is what the v2 family adds.
 */
export type ErrorText = {
  status: number;
  /** The `error` member: always a string, since official clients reject with the body itself. */
  error: string;
  /** The `error_info` member where it says more than the family's standing text. */
  info?: string;
  code?: string;
  gateway?: true;
};

const NOT_FOUND = "Object was not found.";

export const errors = {
  unauthorized: { status: 401, error: "unauthorized access", gateway: true },
  authorization_malformed: {
    status: 400,
    error: "Invalid request: malformed authorization header",
    gateway: true,
  },
  access_token_invalid: { status: 401, error: "Invalid token: access_token is invalid", gateway: true },
  scope_missing: { status: 403, error: "Scope and URL mismatch", gateway: true },
  admin_required: { status: 403, error: "You do not have permissions to do this.", code: "ERR_FORBIDDEN" },

  permission_missing: {
    status: 403,
    error: "You do not have permissions to do this.",
    code: "ERR_FORBIDDEN",
  },
  follower_not_found: { status: 404, error: "Follower not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  permission_set_not_found: {
    status: 404,
    error: "Permission set not found",
    info: NOT_FOUND,
    code: "ERR_NOT_FOUND",
  },

  invalid: { status: 400, error: "provided dataset is not valid", code: "ERR_SCHEMA_VALIDATION_FAILED" },
  json_malformed: { status: 400, error: "The request body is not valid JSON.", code: "ERR_BAD_REQUEST" },
  json_too_deep: {
    status: 400,
    error: "The request body is nested too deeply.",
    info: "Arrays and objects may be nested 64 levels deep.",
    code: "ERR_BAD_REQUEST",
  },
  request_malformed: { status: 400, error: "Bad request", code: "ERR_BAD_REQUEST" },
  cursor_invalid: { status: 400, error: "Invalid cursor", code: "ERR_BAD_REQUEST" },
  too_large: { status: 413, error: "The request is too large.", code: "ERR_PAYLOAD_TOO_LARGE" },
  headers_too_large: { status: 431, error: "The headers are too large.", code: "ERR_HEADERS_TOO_LARGE" },
  request_timeout: { status: 408, error: "The request took too long to arrive.", code: "ERR_TIMEOUT" },
  media_type_unsupported: {
    status: 415,
    error: "Unsupported content type: send application/json.",
    code: "ERR_UNSUPPORTED_MEDIA_TYPE",
  },
  idempotency_key_invalid: {
    status: 400,
    error: "Invalid idempotency key",
    info: "Idempotency-Key takes 1 to 255 printable ASCII characters without spaces.",
    code: "ERR_BAD_REQUEST",
  },
  idempotency_key_reused: {
    status: 422,
    error: "Idempotency key reused",
    info: "This Idempotency-Key came with another request within 24 hours: take a new key for a new request.",
    code: "ERR_IDEMPOTENCY_KEY_REUSED",
  },
  route_not_found: { status: 404, error: "Not Found", info: "Unknown path.", code: "ERR_NOT_FOUND" },
  method_not_allowed: { status: 405, error: "Method not allowed", code: "ERR_METHOD_NOT_ALLOWED" },
  budget_spent: { status: 429, error: "daily request budget exceeded", gateway: true },
  rate_limited: { status: 429, error: "request over limit", gateway: true },
  unavailable: { status: 503, error: "Requested service is not available", code: "ERR_UNAVAILABLE" },
  internal: { status: 500, error: "Internal server error", code: "ERR_INTERNAL" },

  lead_not_found: { status: 404, error: "requested lead not found", info: NOT_FOUND },
  lead_merged: { status: 404, error: "requested lead not found", code: "ERR_NOT_FOUND" },
  lead_archived: {
    status: 400,
    error: "lead is archived",
    info: 'An archived lead is read-only: send "is_archived": false to bring it back.',
  },
  lead_changed: {
    status: 412,
    error: "lead was changed meanwhile",
    info: "If-Match names another update_time than the lead has: data is the lead as it is now.",
  },
  deal_not_found: { status: 404, error: "Deal not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  deal_archived: {
    status: 400,
    error: "Deal is archived",
    info: 'An archived deal is read-only: send "is_archived": false to bring it back.',
    code: "ERR_BAD_REQUEST",
  },
  deal_closed: {
    status: 400,
    error: "Deal is closed",
    info: 'A deal that is won or lost takes no lead: send "status": "open" to open it again.',
    code: "ERR_BAD_REQUEST",
  },
  participant_not_found: {
    status: 404,
    error: "Participant not found",
    info: NOT_FOUND,
    code: "ERR_NOT_FOUND",
  },
  participant_needed: {
    status: 400,
    error: "The contact person of a deal takes part in it: change person_id of the deal first",
    code: "ERR_BAD_REQUEST",
  },
  pipeline_not_found: { status: 404, error: "Pipeline not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  stage_not_found: { status: 404, error: "Stage not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  pipeline_needed: {
    status: 400,
    error: "The only pipeline cannot be deleted",
    code: "ERR_BAD_REQUEST",
  },
  lead_label_not_found: { status: 404, error: "requested lead label not found", info: NOT_FOUND },
  filter_not_found: {
    status: 404,
    error: "requested filter not found",
    info: NOT_FOUND,
    code: "ERR_NOT_FOUND",
  },
  field_not_found: { status: 404, error: "Field not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  activity_not_found: { status: 404, error: "Activity not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  activity_type_not_found: { status: 404, error: "Activity type not found", info: NOT_FOUND },
  field_read_only: { status: 400, error: "Bad request", code: "ERR_BAD_REQUEST" },
  note_not_found: { status: 404, error: "Note not found", info: NOT_FOUND },
  comment_not_found: { status: 404, error: "Comment not found", info: NOT_FOUND },
  filter_of_other_type: { status: 400, error: "The filter is of another type", code: "ERR_BAD_REQUEST" },
  filter_field_gone: {
    status: 400,
    error: "The filter has a condition on a field that is gone",
    code: "ERR_BAD_REQUEST",
  },
  user_not_found: { status: 404, error: "User not found or not accessible.", code: "ERR_NOT_FOUND" },
  role_not_found: { status: 404, error: "Role not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  sign_in_failed: {
    status: 401,
    error: "The e-mail address or the password is wrong.",
    code: "ERR_UNAUTHORIZED",
  },
  sign_in_throttled: {
    status: 429,
    error: "Too many attempts to sign in. Try again later.",
    code: "ERR_TOO_MANY_ATTEMPTS",
  },
  password_required: {
    status: 400,
    error: "Choose a password of 8 to 256 characters: it signs you in from now on.",
    code: "ERR_BAD_REQUEST",
  },
  cross_site: {
    status: 403,
    error: "This request came from another site. Open the page in Foyer and try again there.",
    code: "ERR_CROSS_SITE",
  },
  app_not_found: { status: 404, error: "App not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  grant_not_found: { status: 404, error: "Grant not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  // What the OAuth server refuses, in the words of RFC 6749; Pipedrive answers 400 to all of it.
  oauth_request: { status: 400, error: "invalid_request" },
  oauth_client: { status: 400, error: "invalid_client" },
  oauth_grant: { status: 400, error: "invalid_grant" },
  oauth_grant_type: { status: 400, error: "unsupported_grant_type" },
  link_invalid: {
    status: 400,
    error: "This sign-in link was used, has expired, or never was. Ask for a new one: foyer user link",
    code: "ERR_BAD_REQUEST",
  },
  last_admin: {
    status: 409,
    error: "This is the last active administrator: make another one first.",
    code: "ERR_CONFLICT",
  },
  token_not_found: { status: 404, error: "API token not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  company_not_empty: {
    status: 409,
    error: "This company has leads of its own: demo data goes into an empty one only.",
    code: "ERR_CONFLICT",
  },
  conversion_not_found: { status: 404, error: "Entity was not found", info: NOT_FOUND },
  operation_not_found: { status: 404, error: "Operation not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  operation_running: {
    status: 409,
    error: "Operation is running",
    info: "It can be undone when it has ended: wait for that, or stop it.",
    code: "ERR_CONFLICT",
  },
  operation_undone: {
    status: 409,
    error: "Operation is undone",
    info: "It was undone already.",
    code: "ERR_CONFLICT",
  },
  operation_moved_on: {
    status: 409,
    error: "What it changed was changed since",
    info: "data tells what. Send force: true to overwrite that.",
    code: "ERR_CONFLICT",
  },
  company_exists: { status: 409, error: "Company exists", code: "ERR_CONFLICT" },
  user_exists: { status: 409, error: "User exists", code: "ERR_CONFLICT" },
  person_not_found: { status: 404, error: "Person not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  webhook_not_found: { status: 404, error: '"id" not found', code: "ERR_NOT_FOUND" },
  webhook_forbidden: { status: 403, error: "Forbidden", code: "ERR_FORBIDDEN" },
  webhook_limit: {
    status: 422,
    error: '"user_id" has 40 webhooks, which is the limit: delete one first',
    code: "ERR_LIMIT_REACHED",
  },
  delivery_not_found: { status: 404, error: "Delivery not found", info: NOT_FOUND, code: "ERR_NOT_FOUND" },
  organization_not_found: {
    status: 404,
    error: "Organization not found",
    info: NOT_FOUND,
    code: "ERR_NOT_FOUND",
  },
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errors;
