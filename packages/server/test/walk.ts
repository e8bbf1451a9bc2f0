import type { TestApp } from "./app.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a page by asserting it
type Item = any;

const MAX_PAGES = 100;

const withParameters = (url: string, parameters: string): string =>
  `${url}${url.includes("?") ? "&" : "?"}${parameters}`;

/** Every item of a v2 list, walked by cursor in pages of `limit`. */
export async function walkByCursor(app: TestApp, url: string, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = "";
  for (let pages = 0; cursor !== null; pages++) {
    if (pages === MAX_PAGES) throw new Error(`${url} has no end`);
    const next: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { body, text } = await app.request("GET", withParameters(url, `limit=${limit}${next}`));
    if (!body.success) throw new Error(text);
    items.push(...body.data);
    cursor = body.additional_data.next_cursor;
  }
  return items;
}

/** Every item of a v1 list, walked by `next_start` in pages of `limit`. */
export async function walkByStart(app: TestApp, url: string, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  let start: number | undefined = 0;
  for (let pages = 0; start !== undefined; pages++) {
    if (pages === MAX_PAGES) throw new Error(`${url} has no end`);
    const { body, text } = await app.request("GET", withParameters(url, `limit=${limit}&start=${start}`));
    if (!body.success) throw new Error(text);
    items.push(...body.data);
    start = body.additional_data.pagination.next_start;
  }
  return items;
}
