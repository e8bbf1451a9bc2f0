import type * as contract from "@leadfoyer/contract";
import type { Called, Line } from "../src/endpoint-line.ts";
import {
  createClient,
  isApiError,
  isNotFound,
  type Lead,
  LeadsApi,
  type RateLimitError,
  readWebhook,
} from "../src/index.ts";

/** What must compile, and what must not. Never run: the compiler is the test. */

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same = <A, B>(_: Same<A, B>): void => {};

export async function reads(): Promise<void> {
  const foyer = createClient({
    baseUrl: "http://foyer.test",
    token: async () => "t",
    budget: { dailyTokens: 5 },
  });
  const lead = await foyer.leads.get("id", { signal: AbortSignal.timeout(1), timeoutMs: 5 });
  same<typeof lead.title, string>(true);
  same<typeof lead.person_id, number | null>(true);
  const custom: unknown = lead["9dc80c50d78a15643bfc4ca79d76156a73a1ca0e"];
  // A newer server may know more than we do: other values are kept, the known ones are offered.
  const visibility: string = lead.visible_to;
  const color: string = (await foyer.labels.list()).data[0]?.color ?? "no color of ours";
  // @ts-expect-error a lead has no such member
  lead.titel;
  // @ts-expect-error ids of leads are texts
  foyer.leads.get(5);
  // @ts-expect-error ids of persons are numbers
  foyer.persons.get("5");
  const { data, response, body } = await foyer.leads.get("id").withResponse();
  same<typeof data, Lead>(true);
  console.log(custom, visibility, color, response.headers, body.additional_data);
}

export async function lists(): Promise<void> {
  const foyer = createClient({ oauth: { clientId: "id", redirectUri: "https://app.test" } });
  for await (const lead of foyer.leads.list({ sort: "add_time DESC", archived_status: "all" }, { max: 5 })) {
    same<typeof lead, Lead>(true);
  }
  const page = await foyer.leads.list({ limit: 5 });
  await foyer.leads.list({ limit: 5, ...page.next });
  for await (const { data } of foyer.persons.list().pages())
    same<(typeof data)[number]["name"], string>(true);
  same<Awaited<ReturnType<typeof foyer.leads.permittedUsers>>["data"], number[]>(true);
  // @ts-expect-error a query Foyer would not know
  foyer.leads.list({ owner: 5 });
  // @ts-expect-error one of three
  foyer.leads.list({ archived_status: "some" });
  // @ts-expect-error one of three
  foyer.leads.list({ archived: "some" });
  // @ts-expect-error a term is required
  foyer.users.find();
  // @ts-expect-error sources take no query
  foyer.sources.list({ limit: 5 });
}

export function writes(): void {
  const foyer = createClient({ credentials: "session" });
  const key: string = "9dc80c50d78a15643bfc4ca79d76156a73a1ca0e";
  foyer.leads.add({ title: "T", person_id: 5, [key]: 190 });
  foyer.leads.add({ title: "T", person_id: 5, "9dc80c50d78a15643bfc4ca79d76156a73a1ca0e": 190 });
  foyer.leads.add({ title: "T", value: { amount: 5, currency: "EUR" } }, { idempotencyKey: "k" });
  foyer.leads.update("id", { value: null, is_archived: true });
  // @ts-expect-error a title is required
  foyer.leads.add({ person_id: 5 });
  // @ts-expect-error half a value
  foyer.leads.add({ title: "T", value: { amount: 5 } });
  // @ts-expect-error a misspelt member
  foyer.leads.add({ title: "T", persn_id: 5 });
  // @ts-expect-error not a colour of labels, which inputs keep to
  foyer.labels.add({ name: "VIP", color: "beige" });
  // @ts-expect-error a label has a name and a colour
  foyer.labels.add({ name: "VIP" });
  // @ts-expect-error deals have no origin that can be changed
  foyer.leads.update("id", { origin_id: "x" });
}

export async function conversions(): Promise<void> {
  const foyer = createClient({ token: "t" });
  const { deal_id, status } = await foyer.leads.convert("id", { stage_id: 1 });
  same<typeof deal_id, number>(true);
  const said: string = status;
  const { lead_id } = await foyer.deals.convert(deal_id, { signal: AbortSignal.timeout(1) });
  same<typeof lead_id, string>(true);
  console.log(said);
  // @ts-expect-error ids of deals are numbers
  foyer.deals.convert("id");
  // @ts-expect-error a stage or a pipeline
  foyer.leads.convert("id", { stage: 1 });
}

export function options(): void {
  createClient({ accessToken: "t", onRateLimit: ({ waitMs }) => console.log(waitMs) });
  // @ts-expect-error a token is text
  createClient({ token: 5 });
  // @ts-expect-error one of the two, not both
  createClient({ token: "t", oauth: { clientId: "id", redirectUri: "https://app.test" } });
  // @ts-expect-error there is one kind of session
  createClient({ credentials: "include" });
}

export function errors(error: unknown): void {
  if (isNotFound(error)) same<typeof error.status, number>(true);
  if (isApiError(error, 429)) console.log(error.retryAfter, error.body, error.requestId);
  const limited = error as RateLimitError;
  console.log(limited.headers.get("x-ratelimit-limit"));
}

export function pipedrive(): void {
  const api = new LeadsApi();
  api.getLeads({ limit: 5, ownerId: 1, owner_id: 1, sort: "add_time DESC" });
  api.addLead({ addLeadRequest: { title: "T", person_id: 5 } });
  api.addLead({ title: "T", personId: 5 });
  // @ts-expect-error text
  api.getLead(5);
  // @ts-expect-error a misspelt option
  api.getLeads({ onwerId: 1 });
}

export async function events(request: Request): Promise<void> {
  const event = await readWebhook(request, { secret: "whsec_" });
  if (event.entity === "lead" && event.action === "create") same<typeof event.data.title, string>(true);
  if (event.entity === "deal" && event.action === "change") same<typeof event.data.status, string>(true);
  // @ts-expect-error what is deleted has no data any more
  if (event.entity === "lead" && event.action === "delete") event.data.title;
}

export function lines(): void {
  const accept = <E extends Called>(_: Line<E>): void => {};
  accept<typeof contract.getLeads>("GET /v1/leads? 20 offset");
  accept<typeof contract.addFilter>("POST /v1/filters?! 10");
  // @ts-expect-error another path
  accept<typeof contract.getLeads>("GET /v1/lead? 20 offset");
  // @ts-expect-error another cost
  accept<typeof contract.getLeads>("GET /v1/leads? 2 offset");
  // @ts-expect-error it is a list
  accept<typeof contract.getLeads>("GET /v1/leads? 20");
  // @ts-expect-error it takes a body
  accept<typeof contract.addLead>("POST /v1/leads 10");
  // @ts-expect-error another method
  accept<typeof contract.updateLead>("POST /v1/leads/{id}! 10");
}
