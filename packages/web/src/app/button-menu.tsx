import { Menu, type MenuProps } from "@mantine/core";
import { cloneElement, type ReactNode, useRef } from "react";
import type { OpeningButton } from "../lib/on-demand.tsx";

type Props = Pick<MenuProps, "closeOnItemClick" | "width"> & { button: OpeningButton; children: ReactNode };

/** A menu that comes open, at the button that asked for it, which has the focus again when it is closed. */
export function ButtonMenu({ button, children, ...look }: Props) {
  const target = useRef<HTMLButtonElement>(null);
  return (
    <Menu
      defaultOpened
      position="bottom-end"
      onChange={(opened) => opened || target.current?.focus()}
      {...look}
    >
      <Menu.Target>{cloneElement(button, { ref: target })}</Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
