import type { DealCourse } from "@leadfoyer/contract";
import { spanBetween } from "../lib/time-span.ts";
import type { StoredStage } from "../pipelines/stages.store.ts";
import { type StoredDeal, timeInStage } from "./deal-changes.ts";
import type { Win } from "./deal-wins.store.ts";

type Known = { stages: readonly StoredStage[]; wins: readonly Win[]; now: number };

const SECOND_MS = 1_000;
const HUNDREDTHS = 100;

/** How far a deal has come, and how others of its pipeline did. A closed deal grows no older. */
export function courseOf(
  deal: StoredDeal,
  { stages, wins, now }: Known,
): Omit<DealCourse, "last_activity" | "next_activity"> {
  const own = stages.filter(({ pipeline_id, is_deleted }) => pipeline_id === deal.pipeline_id && !is_deleted);
  const place = new Map(stages.map(({ id, order_nr }) => [id, order_nr]));
  const stayed = { ...deal.stage_times };
  stayed[deal.stage_id] = (stayed[deal.stage_id] ?? 0) + timeInStage(deal, now);
  const seconds = Object.entries(stayed).map(([stage, ms]) => [stage, Math.floor(ms / SECOND_MS)]);
  const progress = mean(wins.map(({ stage_id }) => place.get(stage_id) ?? 0));
  return {
    average_time_to_won: spanBetween(0, mean(wins.map(({ took }) => took))),
    average_stage_progress: Math.round(progress * HUNDREDTHS) / HUNDREDTHS,
    age: spanBetween(deal.add_time, deal.close_time ?? now),
    stay_in_pipeline_stages: {
      times_in_stages: Object.fromEntries(seconds),
      order_of_stages: own.map(({ id }) => id),
    },
  };
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
