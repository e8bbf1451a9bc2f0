import { describe, expect, test } from "vitest";
import { isSamePhone, mailbox, titleKeys, titleKeysAskedFor } from "../search/likeness.ts";
import { NEAR, textLikeness } from "./texts-alike.ts";

const near = [
  ["Blue front doors", "Doors, front: blue"],
  ["Blue front doors", "Blue frnot doros"],
  ["Acme GmbH lead", "ACME"],
  ["Müller Türen", "Muller Turen"],
  ["Website redesign for Alderworks", "RE: webiste redesign (Alderworks)"],
] as const;

const apart = [
  ["Roof repair, phase 1", "Roof repair, phase 2"],
  ["Tender 1041", "Tender"],
  ["Warehouse racking north", "Warehouse racking south"],
  ["Website redesign", "Website hosting"],
  ["Ann lead", "Bob lead"],
] as const;

describe("texts", () => {
  test.each(near)("%s is near %s, and is looked for where the other is filed", (one, other) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ]) {
      expect(textLikeness(from ?? "", to ?? "")).toBeGreaterThanOrEqual(NEAR);
      const { near: close, further } = titleKeysAskedFor(from ?? "");
      const filed = new Set(titleKeys(to ?? ""));
      expect([...close, ...further].some((key) => filed.has(key))).toBe(true);
    }
  });

  test.each(apart)("%s is not near %s", (one, other) => {
    expect(textLikeness(one, other)).toBeLessThan(NEAR);
    expect(textLikeness(other, one)).toBeLessThan(NEAR);
  });
});

test("a mailbox has one name, a telephone one number, however they are typed", () => {
  expect(mailbox(" Ann.Hill+News@Mail.example ")).toBe("ann.hill@mail.example");
  expect(mailbox("a.n.n@googlemail.com")).toBe(mailbox("ann+x@gmail.com"));
  expect(mailbox("a.nn@mail.example")).not.toBe(mailbox("ann@mail.example"));
  expect(mailbox("nobody")).toBeUndefined();
  const number = "+49 151 2345678";
  for (const same of ["0151/2345678", "0049 (0)151-2345678", "151 234 56 78"])
    expect([same, isSamePhone(number, same), isSamePhone(same, number)]).toEqual([same, true, true]);
  for (const other of ["0151/2345679", "345678", "+1 9151 2345678", "call me"])
    expect([other, isSamePhone(number, other)]).toEqual([other, false]);
});
