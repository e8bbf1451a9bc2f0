import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { LeadsPage } from "../leads/leads-page.tsx";
import { readSearch } from "../leads/search.ts";
import { FailedPage } from "./failed-page.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox", replace: true });
  },
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: "/inbox",
  validateSearch: readSearch,
  component: () => <LeadsPage archived={false} />,
});

const archive = createRoute({
  getParentRoute: () => root,
  path: "/archive",
  validateSearch: readSearch,
  component: () => <LeadsPage archived={true} />,
});

/** Fetched when somebody goes there: nobody works in the settings all day. */
const SettingsPage = lazyRouteComponent(() => import("../settings/settings-page.tsx"), "SettingsPage");

const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: SettingsPage });

const setting = createRoute({
  getParentRoute: () => root,
  path: "/settings/$section",
  validateSearch: ({ webhook }: Record<string, unknown>): { webhook?: number } =>
    Number.isInteger(webhook) ? { webhook: Number(webhook) } : {},
  component: SettingsPage,
});

export const router = createRouter({
  routeTree: root.addChildren([home, inbox, archive, settings, setting]),
  defaultPreload: "intent",
  defaultErrorComponent: FailedPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
