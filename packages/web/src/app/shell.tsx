import { ActionIcon, AppShell, Group, Menu, Text, Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconArchive,
  IconCommand,
  IconDotsVertical,
  IconInbox,
  IconKeyboard,
  IconLogout,
  IconSettings,
} from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { me } from "../api/queries.ts";
import { Live } from "../live/live-parts.tsx";
import { useTexts } from "../texts/texts.tsx";
import classes from "./shell.module.css";
import { type PageDialog, usePageCommands } from "./use-page-commands.ts";
import { useProfile } from "./use-profile.ts";
import { AppearanceMenu, LanguageMenu } from "./view-menus.tsx";

const KeysHelp = lazy(() => import("./keys-help.tsx").then(({ KeysHelp }) => ({ default: KeysHelp })));
const ImportDialog = lazy(() =>
  import("../import/import-dialog.tsx").then(({ ImportDialog }) => ({ default: ImportDialog })),
);
const Palette = lazy(() => import("./palette.tsx").then(({ Palette }) => ({ default: Palette })));

/** What stands around every page: where one is, where one can go, and the keys that work everywhere. */
export function Shell() {
  const { t } = useTexts();
  const [open, setOpen] = useState<PageDialog>();
  useProfile();
  usePageCommands(setOpen);

  return (
    <AppShell header={{ height: 52 }} padding={0}>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="sm" gap="xs" wrap="nowrap">
          <Link to="/inbox" className={classes.brand} aria-label="Foyer">
            <img src="/icon.svg" alt="" width={26} height={26} />
            <Text fw={700} visibleFrom="xs">
              Foyer
            </Text>
          </Link>
          <nav className={classes.tabs}>
            <Link to="/inbox" className={classes.tab} activeProps={{ "aria-current": "page" }}>
              <IconInbox size={18} aria-hidden />
              {t.inbox}
            </Link>
            <Link to="/archive" className={classes.tab} activeProps={{ "aria-current": "page" }}>
              <IconArchive size={18} aria-hidden />
              {t.archive}
            </Link>
          </nav>
          <div className={classes.space} />
          <Tooltip label={`${t.commands} (Ctrl K)`}>
            <ActionIcon variant="subtle" size="lg" aria-label={t.commands} onClick={() => setOpen("palette")}>
              <IconCommand size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`${t.keys} (?)`}>
            <ActionIcon
              variant="subtle"
              size="lg"
              visibleFrom="sm"
              aria-label={t.keys}
              onClick={() => setOpen("keys")}
            >
              <IconKeyboard size={18} />
            </ActionIcon>
          </Tooltip>
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Main className={classes.main}>
        <Suspense>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Live />
      <Suspense>
        {open === "keys" && <KeysHelp onClose={() => setOpen(undefined)} />}
        {open === "import" && <ImportDialog onClose={() => setOpen(undefined)} />}
        {open === "palette" && <Palette onClose={() => setOpen(undefined)} />}
      </Suspense>
    </AppShell>
  );
}

function UserMenu() {
  return (
    <Suspense>
      <SignedIn />
    </Suspense>
  );
}

function SignedIn() {
  const { t } = useTexts();
  const { data: user } = useSuspenseQuery(me);
  const leave = (how: () => Promise<unknown>) => how().finally(() => location.assign("/foyer/sign-in"));
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={`${t.menu}: ${user.name}`}>
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
