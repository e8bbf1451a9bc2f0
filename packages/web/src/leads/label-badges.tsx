import { Badge } from "@mantine/core";
import type { LeadLabel } from "../api/types.ts";

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

export function LabelBadge({ label }: { label: LeadLabel }) {
  return (
    <Badge
      color={labelColors[label.color] ?? "gray"}
      variant="light"
      size="sm"
      tt="none"
      c="var(--mantine-color-text)"
    >
      {label.name}
    </Badge>
  );
}

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
