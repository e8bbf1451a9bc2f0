import { FoyerError } from "./errors.ts";
import type { Page } from "./list.ts";

type Read<Item> = (query: object) => Promise<Page<Item>>;
type Walk = {
  style: string | undefined;
  /** Where the walk begins. */
  start: number;
  /** Items asked for at once. */
  limit: number;
  /** Items after which the walk ends. */
  max: number;
};

/** Pages in a row without anything new, after which a server is taken to answer the same for ever. */
const STALE = 50;

/** Walks a list page by page. Items that come twice, since the list changed meanwhile, are left out. */
export async function* walk<Item>(
  read: Read<Item>,
  { style, start, limit, max }: Walk,
): AsyncGenerator<Page<Item>> {
  const seen = new Set<unknown>();
  let count = 0;
  let stale = 0;
  for await (const page of style === "offset"
    ? byStart(read, { start, limit, seen })
    : byCursor(read, style, limit)) {
    const data = page.data.filter((item) => isNew(item, seen)).slice(0, max - count);
    count += data.length;
    stale = data.length > 0 ? 0 : stale + 1;
    if (stale > STALE) throw new FoyerError(`The server answered ${STALE} pages without anything new`);
    if (stale === 0 || !page.next) yield { ...page, data };
    if (count >= max) return;
  }
}

async function* byCursor<Item>(
  read: Read<Item>,
  style: string | undefined,
  limit: number,
): AsyncGenerator<Page<Item>> {
  let page = await read(style === "all" ? {} : { limit });
  yield page;
  while (page.next) {
    page = await read({ limit, ...page.next });
    yield page;
  }
}

type Offset = { start: number; limit: number; seen: ReadonlySet<unknown> };

/**
 * By `start` alone, a list that shrinks during the walk would have items slip past between two pages. So each page
 * begins on the last item of the page before; where that has gone, the walk steps back until it meets an item it has
 * seen.
 */
async function* byStart<Item>(read: Read<Item>, { start, limit, seen }: Offset): AsyncGenerator<Page<Item>> {
  for (let at = start; ; ) {
    const page = await read({ start: at, limit });
    if (at > start && limit > 1 && isLost(page.data, seen)) {
      at = Math.max(start, at - limit + 1);
      continue;
    }
    yield page;
    if (!page.next) return;
    const overlaps = page.data.length > 1 && idOf(page.data[0]) !== undefined;
    at = overlaps ? at + page.data.length - 1 : Math.max(at + 1, (page.next as { start: number }).start);
  }
}

/** Whether a page touches nothing that was seen, so that something may lie between. */
const isLost = (items: readonly unknown[], seen: ReadonlySet<unknown>): boolean =>
  seen.size > 0 && !items.some((item) => idOf(item) === undefined || seen.has(idOf(item)));

/** What an item is known by within its list; undefined for items without identity. */
function idOf(item: unknown): unknown {
  const { id, item: found } = Object(item) as { id?: unknown; item?: { id?: unknown; type?: unknown } };
  return found ? `${found.type} ${found.id}` : id;
}

function isNew(item: unknown, seen: Set<unknown>): boolean {
  const id = idOf(item);
  if (id === undefined) return true;
  const { size } = seen;
  return seen.add(id).size > size;
}
