import {
  IconApps,
  IconBuilding,
  IconForms,
  IconKey,
  IconLock,
  IconPlugConnected,
  IconShieldCheck,
  IconTag,
  IconUser,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { Profile } from "../api/types.ts";
import type { SettingsTexts } from "../texts/settings-en.ts";
import { Apps } from "./apps.tsx";
import { Company } from "./company.tsx";
import { Fields } from "./fields.tsx";
import { Grants } from "./grants.tsx";
import { Groups } from "./groups.tsx";
import { Labels } from "./labels.tsx";
import { Password } from "./password.tsx";
import { Permissions } from "./permissions.tsx";
import { ProfileForm } from "./profile.tsx";
import { Tokens } from "./tokens.tsx";
import { Users } from "./users.tsx";
import { Webhooks } from "./webhooks.tsx";

export type SectionName = keyof SettingsTexts["sections"];
type Section = { component: ComponentType; icon: typeof IconUser; adminsOnly?: true };

export const sections: Record<SectionName, Section> = {
  profile: { component: ProfileForm, icon: IconUser },
  password: { component: Password, icon: IconLock },
  tokens: { component: Tokens, icon: IconKey },
  grants: { component: Grants, icon: IconPlugConnected },
  company: { component: Company, icon: IconBuilding, adminsOnly: true },
  users: { component: Users, icon: IconUsers, adminsOnly: true },
  groups: { component: Groups, icon: IconUsersGroup, adminsOnly: true },
  permissions: { component: Permissions, icon: IconShieldCheck, adminsOnly: true },
  labels: { component: Labels, icon: IconTag },
  fields: { component: Fields, icon: IconForms },
  apps: { component: Apps, icon: IconApps, adminsOnly: true },
  webhooks: { component: Webhooks, icon: IconWebhook },
};

const groups: readonly { group: keyof SettingsTexts["groups"]; names: readonly SectionName[] }[] = [
  { group: "you", names: ["profile", "password", "tokens", "grants"] },
  { group: "company", names: ["company", "users", "groups", "permissions"] },
  { group: "leads", names: ["labels", "fields"] },
  { group: "connections", names: ["apps", "webhooks"] },
];

/** What somebody has to settle: whoever is no administrator is not shown what would be refused. */
export const groupsFor = ({ is_admin }: Profile) =>
  groups
    .map(({ group, names }) => ({
      group,
      names: names.filter((name) => is_admin || !sections[name].adminsOnly),
    }))
    .filter(({ names }) => names.length > 0);
