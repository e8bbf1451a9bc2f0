import type { CSSProperties } from "react";
import type { LeadLabel } from "../api/types.ts";
import classes from "./label-badges.module.css";

/** Pipedrive's ten label colours as the theme's. */
export const labelColors: Record<string, string> = {
  blue: "blue",
  brown: "brown",
  "dark-gray": "dark",
  gray: "gray",
  green: "green",
  orange: "orange",
  pink: "pink",
  purple: "grape",
  red: "red",
  yellow: "yellow",
};

const backgrounds: ReadonlyMap<string, CSSProperties> = new Map(
  Object.entries(labelColors).map(([name, color]) => [
    name,
    { background: `var(--mantine-color-${color}-light)` },
  ]),
);

/** A row of the list draws several of them: plain elements. */
export const LabelBadge = ({ label }: { label: LeadLabel }) => (
  <span className={classes.label} style={backgrounds.get(label.color)}>
    {label.name}
  </span>
);

export function LabelBadges({
  ids,
  labels,
}: {
  ids: readonly string[];
  labels: ReadonlyMap<string, LeadLabel>;
}) {
  return ids.map((id) => {
    const label = labels.get(id);
    return label && <LabelBadge key={id} label={label} />;
  });
}
