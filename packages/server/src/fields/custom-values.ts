import type { Address } from "@leadfoyer/contract";

type Money = { value: number; currency: string };
type DateRange = { value: string; until: string };
type TimeOfDay = { value: string; timezone_id: number | null; timezone_name: string | null };
type TimeRange = TimeOfDay & { until: string };

/** What a custom field can hold, as v2 shows it. */
type FieldValue = string | number | number[] | Money | DateRange | TimeOfDay | TimeRange | Address;

/** The values a thing holds in custom fields, by key. What is unset is not there. */
export type CustomValues = Readonly<Record<string, FieldValue>>;
