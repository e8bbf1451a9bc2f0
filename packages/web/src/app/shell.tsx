import { Group, Text, UnstyledButton } from "@mantine/core";
import { IconArchive, IconCommand, IconDotsVertical, IconInbox, IconKeyboard } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { me } from "../api/queries.ts";
import { Coming } from "../lib/coming.tsx";
import { fetchAllAhead, lazyPart } from "../lib/lazy-part.ts";
import { OnDemand } from "../lib/on-demand.tsx";
import { Live } from "../live/live-parts.tsx";
import { useTexts } from "../texts/texts.tsx";
import classes from "./shell.module.css";
import { LAYERS } from "./theme.ts";
import { ToolButton } from "./tool-button.tsx";
import { type PageDialog, usePageCommands } from "./use-page-commands.ts";
import { useProfile } from "./use-profile.ts";

const KeysHelp = lazyPart(() => import("./keys-help.tsx"), "KeysHelp");
const ImportDialog = lazyPart(() => import("../import/import-dialog.tsx"), "ImportDialog");
const OpenedMenu = lazyPart(() => import("./user-menu.tsx"), "OpenedMenu");
const Palette = lazyPart(() => import("./palette.tsx"), "Palette");

/** Milliseconds after which nobody waits for the page any more. */
const AHEAD_AFTER_MS = 6_000;
setTimeout(fetchAllAhead, AHEAD_AFTER_MS);

/** What stands around every page: where one is, where one can go, and the keys that work everywhere. */
export function Shell() {
  const { t } = useTexts();
  const [open, setOpen] = useState<PageDialog>();
  useProfile();
  usePageCommands(setOpen);

  return (
    <div className={classes.shell}>
      <header className={classes.header}>
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
          <ToolButton
            variant="subtle"
            size="lg"
            name={t.commands}
            title={`${t.commands} (Ctrl K)`}
            icon={IconCommand}
            onClick={() => setOpen("palette")}
          />
          <ToolButton
            variant="subtle"
            size="lg"
            visibleFrom="sm"
            name={t.keys}
            title={`${t.keys} (?)`}
            icon={IconKeyboard}
            onClick={() => setOpen("keys")}
          />
          <UserMenu />
        </Group>
      </header>
      <main className={classes.main}>
        <Suspense>
          <Outlet />
        </Suspense>
        <div id={LAYERS} />
      </main>
      <Live />
      <Suspense fallback={<Coming />}>
        {open === "keys" && <KeysHelp onClose={() => setOpen(undefined)} />}
        {open === "import" && <ImportDialog onClose={() => setOpen(undefined)} />}
        {open === "palette" && <Palette onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}

/** Nobody waits for the menu before there is a list. */
function UserMenu() {
  const { t } = useTexts();
  const { data: user } = useQuery(me);
  if (!user) return null;
  return (
    <OnDemand
      opens="menu"
      button={
        <UnstyledButton className={classes.user} aria-label={`${t.menu}: ${user.name}`}>
          <Text size="sm" visibleFrom="sm" truncate>
            {user.name}
          </Text>
          <IconDotsVertical size={18} aria-hidden />
        </UnstyledButton>
      }
    >
      {(button) => <OpenedMenu {...{ button, user }} />}
    </OnDemand>
  );
}
