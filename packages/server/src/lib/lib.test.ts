import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asciiJson } from "./ascii-json.ts";
import { fromMoment, toMsTime, toSecondTime, toSpacedTime } from "./clock.ts";
import { html } from "./html.ts";
import { humanLine } from "./logger.ts";
import { createUuidV1, uuidBase36, uuidV1Time } from "./uuid.ts";

describe("UUIDs", () => {
  test("decode as the live service's do", () => {
    expect(toMsTime(uuidV1Time("9ce77a10-2e16-11f1-91c1-d76c55e1594b"))).toBe("2026-04-01T22:03:28.177Z");
    expect(toMsTime(uuidV1Time("b1810230-6c0d-11ed-9826-a53d0eb706a5"))).toBe("2022-11-24T15:35:58.675Z");
    expect(uuidBase36("9ce77a10-2e16-11f1-91c1-d76c55e1594b")).toBe("9aeonoweeh1wbg0z8godmoua3");
  });

  test("carry the millisecond they are made for, and differ within it", () => {
    const next = createUuidV1();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        expect(uuidV1Time(next(ms))).toBe(ms);
      }),
    );
    expect(new Set(Array.from({ length: 5_000 }, () => next(1_700_000_000_000))).size).toBe(5_000);
  });
});

test("ASCII JSON says the same and is ASCII", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
      const json = asciiJson({ value, text });
      expect(json).toMatch(/^[\x20-\x7e]*$/);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })));
    }),
  );
});

test("a moment is written in the form of its family", () => {
  const ms = Date.parse("2026-09-01T08:15:30.123Z");
  expect([toMsTime(ms), toSecondTime(ms), toSpacedTime(ms)]).toEqual([
    "2026-09-01T08:15:30.123Z",
    "2026-09-01T08:15:30Z",
    "2026-09-01 08:15:30",
  ]);
});

test.each([
  ["2026-09-01", "2026-09-01T00:00:00.000Z"],
  ["2026-09-01 10:20:00", "2026-09-01T10:20:00.000Z"],
  ["2026-09-01T10:20:00", "2026-09-01T10:20:00.000Z"],
  ["2026-09-01T10:20:00Z", "2026-09-01T10:20:00.000Z"],
  ["2026-09-01T10:20:00.5+03:00", "2026-09-01T07:20:00.500Z"],
])("the moment %s is %s", (text, time) => {
  expect(toMsTime(fromMoment(text))).toBe(time);
});

test("HTML escapes what is put into it", () => {
  const name = `<img src=x onerror="alert('&')">`;
  expect(html`<p>${name}</p>${html`<b>${"1 < 2"}</b>`}`.html).toBe(
    "<p>&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;</p><b>1 &lt; 2</b>",
  );
});

test("a log line reads like a sentence at a terminal", () => {
  const line = JSON.stringify({ level: 40, time: 0, pid: 1, hostname: "h", msg: "slow", ms: 7 });
  expect(humanLine(line)).toBe('00:00:00 warn slow {"ms":7}\n');
});
