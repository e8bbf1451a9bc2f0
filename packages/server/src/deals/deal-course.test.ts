import { describe, expect, test } from "vitest";
import { spanBetween } from "../lib/time-span.ts";
import { changedDeal, newDeal, type StoredDeal } from "./deal-changes.ts";
import { courseOf } from "./deal-course.ts";

const actor = { company_id: 1, user_id: 1 } as Parameters<typeof newDeal>[0];
const stageOf = (id: number, pipeline_id = 1) => ({
  ...{ id, pipeline_id, name: `Stage ${id}`, order_nr: id, deal_probability: 100 },
  ...{ is_deal_rot_enabled: false, days_to_rotten: null, is_deleted: false, add_time: 0, update_time: 0 },
});
const stages = [stageOf(1), stageOf(2), stageOf(3), stageOf(4, 2)];
const at = (text: string): number => Date.parse(`${text}Z`);

test.each([
  [
    "2019-05-29T04:21:51",
    "2019-12-13T13:19:17",
    { y: 0, m: 6, d: 14, h: 8, i: 57, s: 26, total_seconds: 17_139_446 },
  ],
  [
    "2025-12-31T23:00:00",
    "2027-01-01T00:00:01",
    { y: 1, m: 0, d: 0, h: 1, i: 0, s: 1, total_seconds: 31_539_601 },
  ],
  ["2026-01-02T00:00:00", "2026-01-01T00:00:00", { y: 0, m: 0, d: 0, h: 0, i: 0, s: 0, total_seconds: 0 }],
])("from %s to %s", (from, to, span) => {
  expect(spanBetween(at(from), at(to))).toEqual(span);
});

describe("the course of a deal", () => {
  const [first, second] = stages as [ReturnType<typeof stageOf>, ReturnType<typeof stageOf>];
  const scene = (now: number, stage?: ReturnType<typeof stageOf>) => ({
    now,
    zone: "UTC",
    ...(stage && { stage }),
  });
  const begun = newDeal(
    actor,
    { title: "x" },
    { ...scene(0), id: 1, currency: "EUR", visible_to: 3, stage: first },
  );
  const changed = (deal: StoredDeal, now: number, to: Parameters<typeof changedDeal>[1], stage = first) =>
    changedDeal(deal, to, { ...scene(now), stage })?.next ?? deal;

  test("adds up the time in each stage, and stops when the deal is closed", () => {
    const there = changed(begun, 10_000, {}, second);
    const back = changed(there, 25_000, {}, first);
    const won = changed(back, 31_000, { status: "won" });
    const course = courseOf(won, { stages, wins: [], now: 99_000 });
    expect(course.stay_in_pipeline_stages).toEqual({
      times_in_stages: { 1: 16, 2: 15 },
      order_of_stages: [1, 2, 3],
    });
    expect(course.age.total_seconds).toBe(31);
    const open = courseOf(back, { stages, wins: [], now: 99_000 });
    expect(open.stay_in_pipeline_stages.times_in_stages).toEqual({ 1: 84, 2: 15 });
    expect(open.age.total_seconds).toBe(99);
    expect([open.average_stage_progress, open.average_time_to_won.total_seconds]).toEqual([0, 0]);
  });

  test("tells how long others took, and how far they were, when they were won", () => {
    const wins = [
      { stage_id: 3, took: 60_000 },
      { stage_id: 2, took: 90_500 },
      { stage_id: 3, took: 0 },
    ];
    const { average_time_to_won, average_stage_progress } = courseOf(begun, { stages, wins, now: 1 });
    expect(average_time_to_won).toMatchObject({ i: 0, s: 50, total_seconds: 50 });
    expect(average_stage_progress).toBe(2.67);
  });
});
