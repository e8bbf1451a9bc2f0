import type { Endpoint, Family } from "@leadfoyer/contract";
import type {
  CursorPage,
  Json,
  JsonBytes,
  JsonPieces,
  OffsetPage,
  ReadyBody,
  WithAdditional,
  WithRelated,
} from "../lib/answers.ts";
import { toByteText } from "../lib/byte-text.ts";

const isJson = (value: unknown): value is Json<unknown> =>
  typeof value === "object" && value !== null && typeof (value as Json<unknown>).json === "string";

const isInPieces = (value: unknown): value is JsonPieces<unknown> =>
  typeof value === "object" && value !== null && Array.isArray((value as JsonPieces<unknown>).pieces);

const isBytes = (value: unknown): value is JsonBytes<unknown> =>
  typeof value === "object" && value !== null && typeof (value as JsonBytes<unknown>).bytes === "string";

/** What is JSON already, as an answer: for leads there is nothing else. */
export const inEnvelope = (json: string, beside = ""): string => `{"success":true,"data":${json}${beside}}`;

export const single = (data: unknown, beside?: string): string =>
  inEnvelope(isJson(data) ? data.json : JSON.stringify(data), beside);

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
  if (isInPieces(items)) return join(`{"success":true,"data":[`, items.pieces, `],${tail}${extra}}`);
  return `{"success":true,"data":${JSON.stringify(items)},${tail}${extra}}`;
}

export function cursorList(
  { items, related_items, next_cursor }: CursorPage<unknown, unknown> & Beside,
  found?: Endpoint["found"],
): string | Buffer {
  const data = found ? foundData(items, found, related_items) : JSON.stringify(items);
  const body = `{"success":true,"data":${data},"additional_data":{"next_cursor":${JSON.stringify(next_cursor)}}}`;
  return found ? toBuffer(body) : body;
}

type Beside = { related?: object; related_items?: unknown };

/** What searches answer under `data`, as a byte text. */
const foundData = (items: unknown, found: Endpoint["found"], related_items: unknown = []): string =>
  found === "items"
    ? `{"items":${byteTextOf(items)}}`
    : `{"items":${byteTextOf(items)},"related_items":${byteTextOf(related_items)}}`;

const byteTextOf = (items: unknown): string =>
  isBytes(items) ? `[${items.bytes}]` : toByteText(JSON.stringify(items));

/** A list in pieces, and what stands around it, as bytes: put together as one text first, it would be copied twice. */
function join(before: string, pieces: readonly string[], after: string): Buffer {
  const parts = [before, ...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [",", piece])), after];
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) at += bytes.write(part, at, "latin1");
  return bytes;
}

/** A byte text as it leaves. */
const toBuffer = (text: string): Buffer => Buffer.from(text, "latin1");
