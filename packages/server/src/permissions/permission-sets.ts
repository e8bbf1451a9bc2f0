import type { PermissionApp } from "@leadfoyer/contract";
import { uuidOf } from "../lib/uuid.ts";

/** A permission set as every company has it: administrators have the sets of type `admin`, everyone else the others. */
export type SetKind = {
  app: PermissionApp;
  type: "admin" | "regular";
  name: string;
  description: string;
};

const REGULAR = "This set is the default for new users.";

/** In Pipedrive's order and words. Who administers account settings is not told apart from other administrators. */
export const setKinds: readonly SetKind[] = [
  {
    app: "sales",
    type: "admin",
    name: "Deals admin",
    description:
      "See and edit all sales data (deals, leads), manage company-level sales setup (such as lost reasons and pipelines)",
  },
  {
    app: "sales",
    type: "regular",
    name: "Deals regular user",
    description: `Access to sales data (deals, leads) and available actions may be limited depending on the custom permission setup. ${REGULAR}`,
  },
  {
    app: "global",
    type: "admin",
    name: "Global admin",
    description:
      "See and edit all cross-product data (such as contacts, activities, reports) and access related features",
  },
  {
    app: "global",
    type: "regular",
    name: "Global regular user",
    description: `Access to cross-product data (such as contacts, activities, reports) and available actions may be limited depending on the custom permission setup. ${REGULAR}`,
  },
  {
    app: "account_settings",
    type: "admin",
    name: "Account settings",
    description:
      "Access company account level features and setup (billing, security center, company settings, user management)",
  },
];

/** The id of a set in a company: the same for ever, without being kept. */
export const setId = (company_domain: string, { app, type }: Pick<SetKind, "app" | "type">): string =>
  uuidOf(`${company_domain} permission set ${app} ${type}`);
