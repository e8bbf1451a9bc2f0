import { expect, test } from "vitest";
import { addMonths, dayPattern, firstWeekday, readDay, readTime, weeksOf, writeDay } from "./wall-text.ts";

const TODAY = "2026-11-28";
const letters = { day: "D", month: "M", year: "Y" };

test.each([
  ["de-DE", "15.07.2030", "2030-07-15"],
  ["de-DE", "15.7.30", "2030-07-15"],
  ["de-DE", "15.7.", "2026-07-15"],
  ["de-DE", "15072030", "2030-07-15"],
  ["de-DE", "150730", "2030-07-15"],
  ["de-DE", "1507", "2026-07-15"],
  ["en-GB", "15/07/2030", "2030-07-15"],
  ["en-US", "7/15/2030", "2030-07-15"],
  ["en-US", "07152030", "2030-07-15"],
  ["sv-SE", "2030-07-15", "2030-07-15"],
  ["ja-JP", "2030/7/15", "2030-07-15"],
  ["hu-HU", "2030. 07. 15.", "2030-07-15"],
  ["bg-BG", "15.07.2030 г.", "2030-07-15"],
  ["en-US", "2030-07-15", "2030-07-15"],
  ["de-DE", "29.02.2028", "2028-02-29"],
  ["de-DE", "29.02.2027", undefined],
  ["de-DE", "13.13.2030", undefined],
  ["en-US", "15/7/2030", undefined],
  ["de-DE", "morgen", undefined],
  ["de-DE", "15.7.030", undefined],
  ["de-DE", "1.2.3.4", undefined],
  ["de-DE", "123", undefined],
])("%s: %s is the day %s", (locale, typed, day) => {
  expect(readDay(locale, typed, TODAY)).toBe(day);
});

test("what is written is read again, wherever somebody lives", () => {
  const regions =
    "bg cs da de-AT de-CH el en-AU en-CA en-IE es-MX et fi fr-CA hu it ja ko lt lv nb nl pl pt-BR ro";
  for (const locale of `${regions} sk sl sv tr uk zh-CN ar fa th`.split(" "))
    for (const day of ["2030-07-15", "2026-01-02", "2026-12-31"])
      expect(readDay(locale, writeDay(locale, day), TODAY), locale).toBe(day);
});

test("a pattern says how a region writes a day", () => {
  expect(dayPattern("de-DE", { day: "T", month: "M", year: "J" })).toBe("TT.MM.JJJJ");
  expect(dayPattern("en-US", letters)).toBe("MM/DD/YYYY");
  expect(dayPattern("sv-SE", letters)).toBe("YYYY-MM-DD");
});

test.each([
  ["14:30", "14:30"],
  ["9", "09:00"],
  ["0930", "09:30"],
  ["9.05", "09:05"],
  ["2:30 pm", "14:30"],
  ["2:30\u202fPM", "14:30"],
  ["12 am", "00:00"],
  ["12 p.m.", "12:00"],
  ["14 Uhr", "14:00"],
  ["14:30:00", "14:30"],
  ["24:00", undefined],
  ["9:75", undefined],
  ["13 pm", undefined],
  ["noon", undefined],
])("%s is the time %s", (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test("a month is shown in whole weeks, which begin as they do where one lives", () => {
  expect(weeksOf("2026-11-28", firstWeekday("de-DE"))[0]?.[0]).toBe("2026-10-26");
  expect(weeksOf("2026-11-28", firstWeekday("en-US"))[0]?.[0]).toBe("2026-11-01");
  for (const month of ["2026-02-01", "2026-08-01"]) expect(weeksOf(month, 7)).toHaveLength(6);
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-03-31", -13)).toBe("2025-02-28");
});
