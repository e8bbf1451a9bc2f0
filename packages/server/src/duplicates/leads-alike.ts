import type { LikenessReason } from "@leadfoyer/contract";
import { isSamePhone, mailbox } from "../search/likeness.ts";
import { NEAR, textLikeness } from "./texts-alike.ts";

/** What of a lead is compared, as far as who asks sees it. */
export type Likeness = {
  title: string;
  person: { id: number; name: string; emails: readonly string[]; phones: readonly string[] } | undefined;
  organization: { id: number; name: string } | undefined;
};

/** What an agreement is worth, out of 1. */
const worth = {
  person: 0.5,
  email: 0.5,
  /** Of an address that several people read. */
  sharedEmail: 0.35,
  phone: 0.45,
  /** Of a number that people of different names have. */
  sharedPhone: 0.25,
  personName: 0.3,
  organization: 0.3,
  /** Added to a title where one of the leads has nobody but their organization. */
  nobodyElse: 0.1,
  organizationName: 0.25,
  /** Of every further agreement on who it is. */
  further: 0.15,
  /** Of a title that is the same; one barely near is worth half. */
  title: 0.4,
  /** Taken off where the leads are of different people. */
  othersPerson: 0.2,
  /** Taken off where nothing but a name says that people of different organizations are one. */
  namesake: 0.15,
};
const MOST_WHO = 0.65;

const SHARED_MAILBOXES = /^(info|office|sales|contact|hello|mail|admin|team|kontakt|buero|vertrieb|service)@/;

export type Judged = { score: number; reasons: LikenessReason[] };

type Evidence = { kind: LikenessReason["kind"]; value: string; worth: number };

/** How much two leads look like one entered twice, from 0 to 1, and why. */
export function judge(one: Likeness, other: Likeness): Judged {
  const { evidence: who, doubt } = compareWho(one, other);
  const title = titleEvidence(one, other);
  const all = title ? [...who, title] : who;
  if (all.length === 0) return { score: 0, reasons: [] };
  const [best = 0, ...further] = who.map((part) => part.worth).sort((a, b) => b - a);
  const known = Math.min(best + further.length * worth.further, Math.max(best, MOST_WHO));
  const score = known + (title?.worth ?? 0) - doubt;
  return {
    score: Math.round(Math.min(Math.max(score, 0), 1) * 100) / 100,
    reasons: all.map(({ kind, value }) => ({ kind, value })),
  };
}

function titleEvidence(one: Likeness, other: Likeness): Evidence | undefined {
  const likeness = textLikeness(one.title, other.title);
  if (likeness < NEAR) return undefined;
  const share = 0.5 + (0.5 * (likeness - NEAR)) / (1 - NEAR);
  const alone = one.person === undefined || other.person === undefined;
  const ofOne = alone && one.organization !== undefined && one.organization.id === other.organization?.id;
  const more = ofOne ? worth.nobodyElse : 0;
  return { kind: "title", value: other.title, worth: worth.title * share + more };
}

/** `doubt`: what speaks against its being the same person. */
function compareWho(one: Likeness, other: Likeness): { evidence: Evidence[]; doubt: number } {
  const person = comparePersons(one, other);
  const organization = compareOrganizations(one, other);
  const evidence = [...person.evidence, ...organization];
  if (!one.person || !other.person) return { evidence, doubt: 0 };
  if (!person.alike) return { evidence, doubt: worth.othersPerson };
  const elsewhere = one.organization && other.organization && organization.length === 0;
  const isNamesake = elsewhere && evidence.every(({ kind }) => kind === "person_name");
  return { evidence, doubt: isNamesake ? worth.namesake : 0 };
}

function comparePersons(
  { person: one }: Likeness,
  { person: other }: Likeness,
): { evidence: Evidence[]; alike: boolean } {
  if (!one || !other) return { evidence: [], alike: false };
  if (one.id === other.id)
    return { evidence: [{ kind: "person", value: other.name, worth: worth.person }], alike: true };
  const named = textLikeness(one.name, other.name) >= NEAR;
  const box = sharedMailbox(one.emails, other.emails);
  const ownBox = box !== undefined && (named || !SHARED_MAILBOXES.test(box));
  const alike = named || ownBox;
  const phone = other.phones.find((number) => one.phones.some((own) => isSamePhone(own, number)));
  const found: (Evidence | undefined)[] = [
    evidence("email", box, ownBox ? worth.email : worth.sharedEmail),
    evidence("phone", phone, alike ? worth.phone : worth.sharedPhone),
    evidence("person_name", named ? other.name : undefined, worth.personName),
  ];
  return { evidence: found.filter((part) => part !== undefined), alike };
}

const evidence = (kind: Evidence["kind"], value: string | undefined, worth: number): Evidence | undefined =>
  value === undefined ? undefined : { kind, value, worth };

function sharedMailbox(one: readonly string[], other: readonly string[]): string | undefined {
  const boxes = new Set(one.map(mailbox).filter((box) => box !== undefined));
  return other.map(mailbox).find((box) => box !== undefined && boxes.has(box));
}

function compareOrganizations(
  { organization: one }: Likeness,
  { organization: other }: Likeness,
): Evidence[] {
  if (!one || !other) return [];
  if (one.id === other.id) return [{ kind: "organization", value: other.name, worth: worth.organization }];
  if (textLikeness(one.name, other.name) < NEAR) return [];
  return [{ kind: "organization_name", value: other.name, worth: worth.organizationName }];
}
