/**
 * Moves leads with their contacts, labels, custom fields and notes from Pipedrive to Foyer:
 * `PIPEDRIVE_TOKEN=… FOYER_TOKEN=… node examples/move-from-pipedrive.ts`
 *
 * It may break off anywhere, and be run again: leads keep their Pipedrive id as `origin_id`, what else is here already is
 * found by name, address or content, and for a day the key of a write tells that it was done.
 */
import { createClient, type FieldMap, type Lead } from "@leadfoyer/client";
import { foyer } from "./foyer.ts";

const pipedrive = createClient({
  ...(process.env.PIPEDRIVE_URL && { baseUrl: process.env.PIPEDRIVE_URL }),
  token: process.env.PIPEDRIVE_TOKEN ?? "",
  budget: { requests: 20 }, // what the smallest plan allows in two seconds
});

/** What has a copy here already, by its id there. */
const copies = { persons: new Map<number, number>(), organizations: new Map<number, number>() };

async function copyLabels(): Promise<Map<string, string>> {
  const here = new Map((await foyer.labels.list()).data.map(({ name, id }) => [name, id]));
  const there = await pipedrive.labels.list();
  const pairs = there.data.map(async ({ id, name, color }): Promise<[string, string]> => {
    const found = here.get(name) ?? (await foyer.labels.add({ name, color: color as "red" })).id;
    return [id, found];
  });
  return new Map(await Promise.all(pairs));
}

/** Makes the custom fields that are missing here, and answers those of both sides by name. */
async function copyFields(): Promise<{ there: FieldMap; here: FieldMap }> {
  const known = (await foyer.fields.load()).names();
  for await (const { key, name, field_type, options } of pipedrive.fields.deal.list()) {
    if (!/^[0-9a-f]{40}$/.test(key) || known.includes(name)) continue;
    const labels = options?.map(({ label }) => ({ label }));
    await foyer.fields.deal.add({
      name,
      field_type: field_type as "varchar",
      ...(labels && { options: labels }),
    });
  }
  return { there: await pipedrive.fields.load(), here: await foyer.fields.load() };
}

async function organizationHere(id: number | null): Promise<number | null> {
  if (id === null) return null;
  const known = copies.organizations.get(id);
  if (known) return known;
  const { name } = await pipedrive.organizations.get(id);
  const found = await foyer.organizations.search({ term: name, fields: "name", exact_match: true, limit: 1 });
  const copy = found.data[0]?.item.id ?? (await foyer.organizations.add({ name })).id;
  copies.organizations.set(id, copy);
  return copy;
}

async function personHere(id: number | null): Promise<number | null> {
  if (id === null) return null;
  const known = copies.persons.get(id);
  if (known) return known;
  const { name, emails = [], phones = [], org_id } = await pipedrive.persons.get(id);
  const term = emails[0]?.value;
  const found = term
    ? await foyer.persons.search({ term, fields: "email", exact_match: true, limit: 1 })
    : undefined;
  const made = async () => {
    const org = await organizationHere(org_id);
    const person = { name, emails, phones, ...(org !== null && { org_id: org }) };
    return foyer.persons.add(person, { idempotencyKey: `move-person-${id}` });
  };
  const copy = found?.data[0]?.item.id ?? (await made()).id;
  copies.persons.set(id, copy);
  return copy;
}

const labels = await copyLabels();
const { there, here } = await copyFields();
/** The copies of leads, by the id there. */
const moved = new Map<string, Lead>();
for await (const copy of foyer.leads.list({ archived: "all" }))
  if (copy.origin_id) moved.set(copy.origin_id, copy);

async function move(lead: Lead): Promise<Lead> {
  const { title, value, expected_close_date, was_seen } = lead;
  return foyer.leads.add({
    ...{ title, value, expected_close_date, was_seen, origin_id: lead.id },
    person_id: await personHere(lead.person_id),
    organization_id: await organizationHere(lead.organization_id),
    label_ids: lead.label_ids.flatMap((id) => labels.get(id) ?? []),
    ...here.write(there.read(lead)),
  });
}

/** A lead that was moved before tells whose copies its contacts are. */
function remember(lead: Lead, copy: Lead): void {
  if (lead.person_id && copy.person_id) copies.persons.set(lead.person_id, copy.person_id);
  if (lead.organization_id && copy.organization_id)
    copies.organizations.set(lead.organization_id, copy.organization_id);
}

/** Adds the notes that are not here yet, of all leads in one walk. */
async function moveNotes(): Promise<void> {
  const known = new Map<string, number>();
  const textOf = (lead_id: string | null, content: string) => `${lead_id} ${content}`;
  for await (const { lead_id, content } of foyer.notes.list()) {
    const text = textOf(lead_id, content);
    known.set(text, (known.get(text) ?? 0) + 1);
  }
  for await (const { id, lead_id, content } of pipedrive.notes.list({ sort: "add_time ASC" })) {
    const copy = moved.get(lead_id ?? "");
    if (!copy) continue;
    const text = textOf(copy.id, content);
    const count = known.get(text) ?? 0;
    if (count > 0) known.set(text, count - 1);
    else await foyer.notes.add({ content, lead_id: copy.id }, { idempotencyKey: `move-note-${id}` });
  }
}

let count = 0;
const archived: string[] = [];
for (const list of [pipedrive.leads.list(), pipedrive.leads.listArchived()]) {
  for await (const lead of list) {
    const known = moved.get(lead.id);
    const copy = known ?? (await move(lead));
    if (!known) count += 1;
    moved.set(lead.id, copy);
    remember(lead, copy);
    if (lead.is_archived && !copy.is_archived) archived.push(copy.id);
  }
}
await moveNotes();
for (const id of archived) await foyer.leads.update(id, { is_archived: true });
console.log(`Moved ${count} leads.`);
