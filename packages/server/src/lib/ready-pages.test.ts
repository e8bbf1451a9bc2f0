import { expect, test } from "vitest";
import { createReadyPages } from "./ready-pages.ts";

const body = (bytes: number) => Buffer.alloc(bytes, "x");

/** Pages of which `keep` asks twice, and keeps them so. */
function createPages(capacity?: number) {
  const pages = createReadyPages(capacity);
  const keep = (name: string, version: number, bytes: Buffer) => {
    pages.keeper(name, version);
    pages.keeper(name, version)?.(bytes);
  };
  return { ...pages, keep };
}

test("a page is found again while its version stands, and never afterwards", () => {
  const pages = createPages();
  const first = body(10);
  pages.keep("a", 1, first);
  expect(pages.find("a", 1)).toBe(first);
  expect(pages.find("b", 1)).toBeUndefined();
  expect(pages.find("a", 2)).toBeUndefined();
  expect(pages.find("a", 1)).toBeUndefined();
});

test("the longest unused pages make room", () => {
  const pages = createPages(100);
  for (const name of ["a", "b"]) pages.keep(name, 1, body(40));
  pages.find("a", 1);
  pages.keep("c", 1, body(40));
  expect(["a", "b", "c"].filter((name) => pages.find(name, 1))).toEqual(["a", "c"]);
  pages.keep("c", 1, body(20));
  pages.keep("d", 1, body(40));
  expect(["a", "c", "d"].filter((name) => pages.find(name, 1))).toEqual(["a", "c", "d"]);
});

test("a page larger than all there is room for is not kept", () => {
  const pages = createPages(100);
  pages.keep("a", 1, body(101));
  expect(pages.find("a", 1)).toBeUndefined();
});

test("a page is worth keeping when it is asked for again before anything has changed", () => {
  const pages = createReadyPages();
  const isKept = (version: number) => pages.keeper("a", version) !== undefined;
  expect([1, 1, 2, 2].map(isKept)).toEqual([false, true, false, true]);
  for (let other = 0; other < 1_000; other++) pages.keeper(`other ${other}`, 2);
  expect(isKept(2)).toBe(false);
});
