import { expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { DomainError } from "./domain-error.ts";

const recorded = "eyJmaWVsZCI6ImlkIiwiZmllbGRWYWx1ZSI6Mywic29ydERpcmVjdGlvbiI6ImFzYyIsImlkIjozfQ";

test("a cursor is written as the live service writes it, and read back", () => {
  const cursor = { field: "id", fieldValue: 3, sortDirection: "asc", id: 3 } as const;
  expect(encodeCursor(cursor)).toBe(recorded);
  expect(decodeCursor(recorded, "id", "asc")).toEqual(cursor);
});

const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const good = { field: "id", fieldValue: 3, sortDirection: "asc", id: 3 };

test.each([
  "",
  "abc",
  `${recorded}==`,
  written(null),
  written([]),
  written({}),
  written({ ...good, id: "3" }),
  written({ ...good, id: 1e300 }),
  written({ ...good, fieldValue: null }),
  written({ ...good, sortDirection: "up" }),
  written({ ...good, field: "name" }),
  written({ ...good, sortDirection: "desc" }),
])("the cursor %j is refused", (text) => {
  expect(() => decodeCursor(text, "id", "asc")).toThrow(DomainError);
});
