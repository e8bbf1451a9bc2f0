import type { ContactPoint, ContactPointInput } from "@leadfoyer/contract";

const DEFAULT_LABEL = "work";

/** Mail addresses or numbers as they are kept: none empty, exactly one primary, each with a label. */
export function toContactPoints(inputs: readonly ContactPointInput[]): ContactPoint[] {
  const given = inputs
    .map((input) => ({ ...input, value: input.value.trim() }))
    .filter(({ value }) => value !== "");
  const chosen = given.findIndex(({ primary }) => primary);
  return given.map(({ label, value }, index) => ({
    label: label || DEFAULT_LABEL,
    value,
    primary: index === Math.max(chosen, 0),
  }));
}
