import { ActionIcon, type ActionIconProps } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"button">, keyof ActionIconProps> &
  Omit<ActionIconProps, "size"> & {
    /** What it is called: heard, and shown to whoever points at it. */
    name: string;
    icon: Icon;
    size?: "lg";
  };

/** Pixels of a tool that stands beside fields. */
const FIELD = 30;

/** A tool of which there is only the picture. */
export const ToolButton = ({ name, icon: Picture, size, ...rest }: Props) => (
  <ActionIcon variant="default" size={size ?? FIELD} aria-label={name} title={name} {...rest}>
    <Picture size={size ? 18 : 16} aria-hidden />
  </ActionIcon>
);
