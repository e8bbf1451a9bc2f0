import type { Client } from "@leadfoyer/client";

type Answered<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>;

/** What the server answers, as the client types it: a newer server's unknown words included. */
export type Lead = Answered<Client["leads"]["get"]>;
export type LeadChange = NonNullable<Parameters<Client["leads"]["update"]>[1]>;
export type NewLead = Parameters<Client["leads"]["add"]>[0];
export type LeadLabel = Answered<Client["labels"]["list"]>["data"][number];
export type User = Answered<Client["users"]["list"]>["data"][number];

export type Profile = Answered<Client["profile"]["get"]>;
export type ProfileChange = NonNullable<Parameters<Client["profile"]["update"]>[0]>;
/** An activity as lists show it. */
export type ActivityBrief = {
  id: number;
  subject: string;
  type: string;
  due_date: string;
  due_time: string | null;
  done: boolean;
};

type Named = { id: number; name: string };

/** What the leads of a page point at, by id. */
export type Related = {
  person: Record<string, Named>;
  organization: Record<string, Named>;
  activity: Record<string, ActivityBrief>;
};
