/** What is wrong with an answer to a request that had to be refused; undefined when it is as it should be. */
export function faultOf(
  url: string,
  { status, contentType, text }: { status: number; contentType: unknown; text: string },
): string | undefined {
  if (status < 400 || status >= 500) return `status ${status}`;
  if (contentType !== "application/json; charset=utf-8") return `content type ${contentType}`;
  const body = parse(text);
  if (!body) return "the body is no JSON object";
  const { success, error } = body;
  if (success !== false || typeof error !== "string" || error === "") return "no success:false or error";
  if (/\bat .+:\d+:\d+|node_modules|SQLITE_|select |insert into/i.test(text))
    return "the body shows our insides";
  return asPublished.has(error) ? undefined : familyFault(url, body, status);
}

/** Answers published otherwise than others of their family. */
const asPublished: ReadonlySet<string> = new Set([
  "User not found or not accessible.",
  "Entity was not found",
]);

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const body = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined; // said above
  }
}

/** Pipedrive's front door speaks alike everywhere; behind it v1 adds `error_info` and v2 a `code`. */
function familyFault(url: string, body: Record<string, unknown>, status: number): string | undefined {
  if ("errorCode" in body) {
    const isGateway = body.errorCode === status && typeof body.error_info === "string";
    return isGateway ? undefined : "not as the gateway says it";
  }
  if (!/^(\/api\/v1\/|\/v1(?=[/?]|$))/.test(url)) {
    return typeof body.code === "string" && body.code.startsWith("ERR_")
      ? undefined
      : "no code, as v2 has it";
  }
  if (/^(\/api)?\/v1\/webhooks\b/.test(url)) return webhookFault(body);
  const isV1 = typeof body.error_info === "string" && body.data === null && body.additional_data === null;
  return isV1 ? undefined : "not as v1 says it";
}

function webhookFault({ status, errors, message }: Record<string, unknown>): string | undefined {
  const isKeyed = status === "error" && typeof errors === "object";
  return isKeyed || typeof message === "string" ? undefined : "not as webhooks say it";
}
