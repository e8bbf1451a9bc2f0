import { Menu, Text, UnstyledButton } from "@mantine/core";
import { IconDotsVertical, IconLogout, IconSettings } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { foyer } from "../api/foyer.ts";
import { useTexts } from "../texts/texts.tsx";
import classes from "./shell.module.css";
import { AppearanceMenu, LanguageMenu } from "./view-menus.tsx";

type SignedIn = { name: string; company_name?: string | undefined };

/** Who is signed in, and what they set for themselves. */
export function OpenedMenu({ user }: { user: SignedIn }) {
  const { t } = useTexts();
  const target = useRef<HTMLButtonElement>(null);
  const leave = (how: () => Promise<unknown>) => how().finally(() => location.assign("/foyer/sign-in"));
  return (
    <Menu
      defaultOpened
      position="bottom-end"
      width={240}
      onChange={(opened) => opened || target.current?.focus()}
    >
      <Menu.Target>
        <UnstyledButton ref={target} className={classes.user} aria-label={`${t.menu}: ${user.name}`}>
          <Text size="sm" visibleFrom="sm" truncate>
            {user.name}
          </Text>
          <IconDotsVertical size={18} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name} · {user.company_name}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          renderRoot={(props) => <Link to="/settings" {...props} />}
        >
          {t.settings}
        </Menu.Item>
        <Menu.Divider />
        <AppearanceMenu />
        <LanguageMenu />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave(() => foyer.session.delete())}>
          {t.signOut}
        </Menu.Item>
        <Menu.Item onClick={() => leave(() => foyer.session.deleteAll())}>{t.signOutEverywhere}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
