import { expect, test } from "vitest";
import { createReadyPages } from "./ready-pages.ts";

const body = (bytes: number) => Buffer.alloc(bytes, "x");

test("a page is found again while its version stands, and never afterwards", () => {
  const pages = createReadyPages();
  const first = body(10);
  pages.keep("a", 1, first);
  expect(pages.find("a", 1)).toBe(first);
  expect(pages.find("b", 1)).toBeUndefined();
  expect(pages.find("a", 2)).toBeUndefined();
  expect(pages.find("a", 1)).toBeUndefined();
});

test("the longest unused pages make room", () => {
  const pages = createReadyPages(100);
  for (const name of ["a", "b"]) pages.keep(name, 1, body(40));
  pages.find("a", 1);
  pages.keep("c", 1, body(40));
  expect(["a", "b", "c"].filter((name) => pages.find(name, 1))).toEqual(["a", "c"]);
  pages.keep("c", 1, body(20));
  pages.keep("d", 1, body(40));
  expect(["a", "c", "d"].filter((name) => pages.find(name, 1))).toEqual(["a", "c", "d"]);
});

test("a page larger than all there is room for is not kept", () => {
  const pages = createReadyPages(100);
  pages.keep("a", 1, body(101));
  expect(pages.find("a", 1)).toBeUndefined();
});
