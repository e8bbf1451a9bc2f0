import type { Lead, LeadCreate, LeadListQuery, LeadUpdate } from "@leadfoyer/contract";
import { requireCurrency } from "../currencies/currencies.ts";
import { record } from "../events/event-log.ts";
import type { FlatValues } from "../fields/custom-values.ts";
import { requireOptions } from "../fields/option-rules.ts";
import { flatInput, withoutFlat, writtenFlat } from "../fields/write-values.ts";
import type { FilterService } from "../filters/filters.service.ts";
import { requireLeadLabels } from "../labels/label-rules.ts";
import type { Actor } from "../lib/actor.ts";
import type { Json } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { requireMayChange, requirePermission } from "../lib/permissions.ts";
import { createUuidV1 } from "../lib/uuid.ts";
import { beginOperation } from "../operations/journal.ts";
import { requireOrganization } from "../organizations/organization-rules.ts";
import { requirePerson } from "../persons/person-rules.ts";
import { defaultVisibility } from "../roles/role-settings.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import { requireActiveUser } from "../users/user-rules.ts";
import { viewersOf } from "../visibility/viewers.ts";
import { changedLead, newLead } from "./lead-changes.ts";
import { createLeadPages } from "./lead-pages.ts";
import { removeLeadIn } from "./lead-removal.ts";
import { indexNewLeads, reindexLead, spelledTitle } from "./lead-search.ts";
import { customOf, withCustom } from "./lead-values.ts";
import { createLeadWalks } from "./lead-walks.ts";
import { findLeadDocument, insertLead, leadDocumentAtOnce, updateLead } from "./leads.store.ts";
import { missingLead, requireLead } from "./require-lead.ts";

const nextId = createUuidV1();

/** A lead to be, and what can be said of it before the write: every write waits for those before it. */
type Prepared = { input: LeadCreate & Pick<Lead, "visible_to">; spelled: string | undefined };

const addLead = command("leads.add", async (tx, actor: Actor, prepared: Prepared): Promise<string> => {
  const { input, spelled } = prepared;
  requirePermission(actor, "can_add_leads");
  const custom = await writtenCustom(tx, actor, input);
  const fixed = newLead(actor, input, { id: nextId(tx.now), now: tx.now });
  const lead = custom ? withCustom(fixed, custom) : fixed;
  await requireReferences(tx, actor, lead);
  const { seq, document } = await insertLead(tx, actor.company_id, lead);
  await indexNewLeads(tx, actor.company_id, [{ seq, lead, spelled }]);
  await record(tx, actor, { object: "lead", objectId: lead.id, action: "create" });
  return document;
});

/** A lead, and the `update_time`s it may have for the write to be meant: undefined for any. */
type Target = { id: string; versions: readonly string[] | undefined };

/** @throws DomainError `lead_changed` with the lead as it is */
function requireVersion(lead: Lead, versions: Target["versions"]): void {
  if (versions && !versions.includes(lead.update_time)) throw new DomainError("lead_changed", { data: lead });
}

const changeLead = command(
  "leads.change",
  async (tx, actor: Actor, { id, input, versions }: Target & { input: LeadUpdate }): Promise<string> => {
    const stored = await requireLead(tx, actor, id);
    requireVersion(stored.lead, versions);
    const custom = await writtenCustom(tx, actor, input, stored.lead);
    const change = changedLead(stored.lead, { ...withoutFlat(input), custom }, tx.now);
    if (!change) return (await findLeadDocument(tx, actor, id)) ?? "";
    const { next, previous } = change;
    requireMayChange(actor, "leads", { before: stored.lead, next });
    await requireReferences(tx, actor, next, stored.lead);
    const document = await updateLead(tx, actor.company_id, stored, next);
    await reindexLead(tx, actor.company_id, stored, next);
    await record(tx, actor, { object: "lead", objectId: id, action: "change", previous });
    return document;
  },
);

const deleteLead = command(
  "leads.remove",
  async (tx, actor: Actor, { id, versions }: Target): Promise<void> => {
    const stored = await requireLead(tx, actor, id);
    requirePermission(actor, "can_delete_leads");
    requireVersion(stored.lead, versions);
    const what = { id, title: stored.lead.title };
    await removeLeadIn(tx, await beginOperation(tx, actor, { kind: "delete", what, total: 1 }), stored);
  },
);

/** What a lead holds in custom fields after a body; undefined when the body says nothing of them. */
async function writtenCustom(
  tx: Tx,
  actor: Actor,
  body: LeadUpdate,
  before?: Lead,
): Promise<FlatValues | undefined> {
  const input = flatInput(body);
  return input && writtenFlat({ tx, actor, entity: "deal" }, before ? customOf(before) : {}, input);
}

/** What a lead newly points at must exist in its company and be seen by who points. What it pointed at before is left alone. */
async function requireReferences(tx: Tx, actor: Actor, lead: Lead, before?: Lead): Promise<void> {
  const { company_id } = actor;
  const owner = before?.owner_id ?? actor.user_id; // who asks is active
  if (lead.owner_id !== owner) await requireActiveUser(tx, company_id, lead.owner_id);
  const { person_id, organization_id, value } = lead;
  if (person_id !== null && person_id !== before?.person_id) await requirePerson(tx, actor, person_id);
  if (organization_id !== null && organization_id !== before?.organization_id) {
    await requireOrganization(tx, actor, organization_id);
  }
  const fresh = lead.label_ids.filter((label) => !before?.label_ids.includes(label));
  await requireLeadLabels(tx, company_id, fresh);
  const { channel } = lead;
  if (channel !== null && channel !== before?.channel)
    await requireOptions(tx, actor.company_id, { thing: "lead", key: "channel" }, [channel]);
  if (value && value.currency !== before?.value?.currency) requireCurrency(value.currency);
}

/** Leads: what is known of a potential deal, from its making to its archive or deletion. */
export function createLeadService({ storage, filters }: { storage: Storage; filters: FilterService }) {
  const pages = createLeadPages({ storage, filters });
  const document = (json: string): Json<Lead> => ({ json });

  async function prepare(actor: Actor, input: LeadCreate): Promise<Prepared> {
    const visible_to = input.visible_to ?? `${await defaultVisibility(storage.db, actor, "lead")}`;
    return {
      input: { ...input, visible_to },
      spelled: spelledTitle(storage.db, actor.company_id, input.title),
    };
  }

  async function get(actor: Actor, id: string): Promise<Json<Lead>> {
    const json = await findLeadDocument(storage.db, actor, id.toLowerCase());
    if (json === undefined) throw await missingLead(storage.db, actor, id.toLowerCase());
    return { json };
  }

  return {
    /** `words`: how it is asked, for a page that is to be found at once when it is asked for so again. */
    list: (actor: Actor, query: LeadListQuery, words?: string) => pages.list(actor, query, { words }),
    listArchived: (actor: Actor, query: LeadListQuery) => pages.list(actor, query, { archived: "archived" }),

    /** A page asked for in these words before, as it left, without waiting; undefined where only the list can tell. */
    pageAtOnce: pages.atOnce,

    get,

    /** The document of a lead, without waiting; undefined where only {@link get} can tell. */
    documentAtOnce: (actor: Actor, id: string): string | undefined =>
      leadDocumentAtOnce(storage.db, actor, id),

    page: pages.page,
    ...createLeadWalks({ storage, filters }),

    /** The active users who may see a lead. */
    async permittedUsers(actor: Actor, id: string): Promise<number[]> {
      const { seq, lead } = await requireLead(storage.db, actor, id.toLowerCase());
      const { owner_id: owner, visible_to } = lead;
      const item = { table: "leads", item: seq, owner, to: Number(visible_to) } as const;
      return viewersOf(storage.db, actor.company_id, item);
    },

    add: async (actor: Actor, input: LeadCreate) =>
      document(await storage.run(addLead, actor, await prepare(actor, input))),

    /** `versions`: the lead is only changed when its `update_time` is one of them. */
    change: async (actor: Actor, id: string, input: LeadUpdate, versions?: readonly string[]) =>
      document(await storage.run(changeLead, actor, { id: id.toLowerCase(), input, versions })),

    async remove(actor: Actor, id: string, versions?: readonly string[]): Promise<{ id: string }> {
      await storage.run(deleteLead, actor, { id: id.toLowerCase(), versions });
      return { id: id.toLowerCase() };
    },
  };
}
export type LeadService = ReturnType<typeof createLeadService>;
