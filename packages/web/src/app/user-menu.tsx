import { Menu } from "@mantine/core";
import { IconLogout, IconSettings } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { foyer } from "../api/foyer.ts";
import type { OpeningButton } from "../lib/on-demand.tsx";
import { useTexts } from "../texts/texts.tsx";
import { ButtonMenu } from "./button-menu.tsx";
import { AppearanceMenu, LanguageMenu } from "./view-menus.tsx";

type SignedIn = { name: string; company_name?: string | undefined };

/** Who is signed in, and what they set for themselves. */
export function OpenedMenu({ button, user }: { button: OpeningButton; user: SignedIn }) {
  const { t } = useTexts();
  const leave = (how: () => Promise<unknown>) => how().finally(() => location.assign("/foyer/sign-in"));
  return (
    <ButtonMenu button={button} width={240}>
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
    </ButtonMenu>
  );
}
