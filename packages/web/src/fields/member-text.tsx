import type { ReactNode } from "react";
import type { CustomField } from "../api/fields.ts";
import type { Lead } from "../api/types.ts";
import type { Writing } from "../leads/columns.tsx";
import { LabelBadges } from "../leads/label-badges.tsx";
import { day, money } from "../lib/formats.ts";
import type { Texts } from "../texts/en.ts";
import { OrganizationName, PersonName } from "./contact-name.tsx";
import { FactText } from "./fact-text.tsx";
import { customFact } from "./facts.ts";
import { Nothing } from "./nothing.tsx";

/** Some members of a lead, or all. */
export type Held = Readonly<Record<string, unknown>>;

const KEY_LENGTH = 40;

/** The key of a custom field of which a member is a part, or the member itself. */
export const wholeKey = (member: string): string =>
  /^[0-9a-f]{40}/.test(member) ? member.slice(0, KEY_LENGTH) : member;

const names: Record<string, (t: Texts) => string> = {
  title: (t) => t.title,
  value: (t) => t.value,
  owner_id: (t) => t.owner,
  label_ids: (t) => t.labels,
  person_id: (t) => t.person,
  organization_id: (t) => t.organization,
  expected_close_date: (t) => t.closeDate,
  visible_to: (t) => t.visibility,
  channel: (t) => t.panel.channel,
  channel_id: (t) => t.channelId,
  source_name: (t) => t.source,
};

/** What a member is called; undefined for what says nothing to a person. */
export const memberName = (member: string, fields: readonly CustomField[], t: Texts): string | undefined =>
  names[member]?.(t) ?? fields.find(({ key }) => key === member)?.name;

type Props = { member: string; held: Held; fields: readonly CustomField[]; writing: Writing };

/** What a member holds, in words. */
export function MemberText({ member, held, fields, writing }: Props): ReactNode {
  const value = held[member];
  const field = fields.find(({ key }) => key === member);
  if (field) return <FactText fact={customFact(field, held as Lead)} writing={writing} />;
  if (value === null || value === undefined || value === "") return <Nothing t={writing.t} />;
  return writers[member]?.(value as never, writing) ?? String(value);
}

const writers: Record<string, (value: never, writing: Writing) => ReactNode> = {
  value: (value: { amount: number; currency: string }, { locale }) => money(locale, value),
  owner_id: (id: number, { users }) => users.get(id)?.name ?? `#${id}`,
  label_ids: (ids: string[], { t, labels }) =>
    ids.length > 0 ? <LabelBadges ids={ids} labels={labels} /> : <Nothing t={t} />,
  person_id: (id: number) => <PersonName id={id} />,
  organization_id: (id: number) => <OrganizationName id={id} />,
  expected_close_date: (text: string, { locale }) => day(locale, text),
  visible_to: (to: "1" | "3" | "5" | "7", { t }) => t.visibleTo[to] ?? to,
};
