import { Buffer } from "node:buffer";
import { DomainError } from "../lib/domain-error.ts";

const NAMES = new Set([
  "grant_type",
  "code",
  "redirect_uri",
  "refresh_token",
  "code_verifier",
  "client_id",
  "client_secret",
  "token",
  "token_type_hint",
  "scope",
]);

/** A form field as it was sent, and as a form is read. */
type Field = { raw: string; text: string };
export type Fields = ReadonlyMap<string, Field>;

const decode = (raw: string): string => {
  const spaced = raw.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced; // npm 12 to 23 encode nothing, so that a lone % may stand for itself
  }
};

/**
 * Reads the form of a token request. npm 12 to 23 send it without encoding: what follows an `&` under no name known
 * here belongs to the value before it, such as a `redirect_uri` with a query.
 * @throws DomainError when it is no form, or names something twice
 */
export function readFields(body: unknown): Fields {
  if (typeof body !== "string")
    throw new DomainError("oauth_request", {
      info: "Invalid request: content must be application/x-www-form-urlencoded",
    });
  const fields = new Map<string, Field>();
  let last: string | undefined;
  for (const part of body.split("&")) {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(at, 0));
    const before = last === undefined ? undefined : fields.get(last);
    if (NAMES.has(name)) {
      if (fields.has(name))
        throw new DomainError("oauth_request", { info: `Invalid request: ${name} is repeated` });
      fields.set(name, toField(part.slice(at + 1)));
      last = name;
    } else if (last !== undefined && before && last === "redirect_uri") {
      fields.set(last, toField(`${before.raw}&${part}`));
    }
  }
  return fields;
}

const toField = (raw: string): Field => ({ raw, text: decode(raw) });

/** @throws DomainError when it is missing */
export function requireField(fields: Fields, name: string): string {
  const text = fields.get(name)?.text;
  if (!text) throw new DomainError("oauth_request", { info: `Missing parameter: ${name}` });
  return text;
}

/** A token once more decoded: npm 24 to 33 encode what they revoke twice. */
export const tokenOf = (fields: Fields): string => decode(requireField(fields, "token"));

const BASIC = /^Basic\s+([A-Za-z0-9+/=_-]+)\s*$/i;

/**
 * The client's id and secret: by Basic, or in the form as PHP does.
 * @throws DomainError when there are none, or two that differ
 */
export function readClient(header: string | undefined, fields: Fields): { id: string; secret: string } {
  const inForm = { id: fields.get("client_id")?.text ?? "", secret: fields.get("client_secret")?.text ?? "" };
  const client = header === undefined ? inForm : fromBasic(header);
  const differs = header !== undefined && inForm.id !== "" && inForm.id !== client.id;
  if (client.id === "" || client.secret === "" || differs)
    throw new DomainError("oauth_client", { info: "Invalid client: cannot retrieve client credentials" });
  return client;
}

function fromBasic(header: string): { id: string; secret: string } {
  const [, encoded = ""] = BASIC.exec(header) ?? [];
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? { id: "", secret: "" } : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}
