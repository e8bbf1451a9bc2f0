import { isRecord } from "../support/openapi-schema.ts";

export type Item = Record<string, unknown>;

export function asItem(value: unknown): Item {
  if (!isRecord(value)) throw new Error(`expected an object, got ${JSON.stringify(value)}`);
  return value;
}

export function asItems(value: unknown): Item[] {
  if (!Array.isArray(value)) throw new Error(`expected a list, got ${JSON.stringify(value)}`);
  return value.map(asItem);
}

export function asString(value: unknown): string {
  if (typeof value !== "string") throw new Error(`expected a string, got ${JSON.stringify(value)}`);
  return value;
}

export function asNumber(value: unknown): number {
  if (typeof value !== "number") throw new Error(`expected a number, got ${JSON.stringify(value)}`);
  return value;
}

export function pluck(items: Item[], key: string): unknown[] {
  return items.map((item) => item[key]);
}
