import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { LeadsPage } from "../leads/leads-page.tsx";
import { readSearch } from "../leads/search.ts";
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

export const router = createRouter({
  routeTree: root.addChildren([home, inbox, archive]),
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
