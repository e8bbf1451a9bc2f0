import type { Endpoint, Family } from "@leadfoyer/contract";
import type {
  CursorPage,
  Json,
  JsonBytes,
  OffsetPage,
  ReadyBody,
  WithAdditional,
  WithRelated,
} from "../lib/answers.ts";
import { toByteText } from "../lib/byte-text.ts";

/** Above this many characters a body goes out as bytes: encoding a long string again costs more than a copy. */
const LONG = 4_096;

const isJson = (value: unknown): value is Json<unknown> =>
  typeof value === "object" && value !== null && typeof (value as Json<unknown>).json === "string";

const isBytes = (value: unknown): value is JsonBytes<unknown> =>
  typeof value === "object" && value !== null && typeof (value as JsonBytes<unknown>).bytes === "string";

/** `{"success":true,"data":…}`: for leads there is nothing else. */
export function single(data: unknown, beside = ""): string {
  return `{"success":true,"data":${isJson(data) ? data.json : JSON.stringify(data)}${beside}}`;
}

/** Webhooks say `status` beside `success`; a deletion says nothing more. */
export function webhook(data: unknown): string {
  return `{"status":"ok","success":true${data === undefined ? "" : `,"data":${JSON.stringify(data)}`}}`;
}

export const withAdditional = ({ item, additional }: WithAdditional<unknown>): string =>
  `{"success":true,"data":${JSON.stringify(item)},"additional_data":${JSON.stringify(additional)}}`;

export function related({ item, related, additional }: WithRelated<unknown>): string {
  const extra = additional ? `"additional_data":${JSON.stringify(additional)},` : "";
  return `{"success":true,"data":${JSON.stringify(item)},${extra}"related_objects":${JSON.stringify(related)}}`;
}

/**
 * Lists of the leads family say their paging in both forms: live bodies nest it, the published schema and clients
 * generated from it are flat. Lists of v1 nest it.
 */
export function offsetList(
  page: (OffsetPage<unknown> & Beside) | ReadyBody,
  family: Family,
  found?: Endpoint["found"],
) {
  if ("body" in page) return page.body;
  const body = offsetBody(page, family, found);
  if (typeof body !== "string") page.keep?.(body);
  return body;
}

function offsetBody(
  { related, items, related_items, start, limit, more }: OffsetPage<unknown> & Beside,
  family: Family,
  found?: Endpoint["found"],
): string | Buffer {
  const flat = `"start":${start},"limit":${limit},"more_items_in_collection":${more}`;
  const next = more ? `,"next_start":${start + limit}` : "";
  const tail = `"additional_data":{${family === "leads" ? `${flat},` : ""}"pagination":{${flat}${next}}}`;
  const extra = related ? `,"related_objects":${JSON.stringify(related)}` : "";
  if (found) return toBuffer(`{"success":true,"data":${foundData(items, found, related_items)},${tail}}`);
  const body = `{"success":true,"data":${textOf(items)},${tail}${extra}}`;
  return isJson(items) && body.length > LONG ? toBuffer(body) : body;
}

export function cursorList(
  { items, related_items, next_cursor }: CursorPage<unknown, unknown> & Beside,
  found?: Endpoint["found"],
): string | Buffer {
  const data = found ? foundData(items, found, related_items) : textOf(items);
  const body = `{"success":true,"data":${data},"additional_data":{"next_cursor":${JSON.stringify(next_cursor)}}}`;
  return found ? toBuffer(body) : body;
}

type Beside = { related?: object; related_items?: unknown };

const textOf = (items: unknown): string => (isJson(items) ? `[${items.json}]` : JSON.stringify(items));

/** What searches answer under `data`, as a byte text. */
const foundData = (items: unknown, found: Endpoint["found"], related_items: unknown = []): string =>
  found === "items"
    ? `{"items":${byteTextOf(items)}}`
    : `{"items":${byteTextOf(items)},"related_items":${byteTextOf(related_items)}}`;

const byteTextOf = (items: unknown): string =>
  isBytes(items) ? `[${items.bytes}]` : toByteText(textOf(items));

/** A byte text as it leaves; lists that lie ready are in ASCII, which is one. */
const toBuffer = (text: string): Buffer => Buffer.from(text, "latin1");
