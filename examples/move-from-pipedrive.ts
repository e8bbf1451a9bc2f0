/**
 * Moves leads with their contacts, labels, custom fields and notes from Pipedrive to Foyer:
 * `PIPEDRIVE_TOKEN=… FOYER_TOKEN=… node examples/move-from-pipedrive.ts`
 *
 * It can be run again: a lead keeps its Pipedrive id as `origin_id`, and is moved once.
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
    return foyer.persons.add({ name, emails, phones, ...(org !== null && { org_id: org }) });
  };
  const copy = found?.data[0]?.item.id ?? (await made()).id;
  copies.persons.set(id, copy);
  return copy;
}

async function moveNotes(from: string, to: string): Promise<void> {
  for await (const { content } of pipedrive.notes.list({ lead_id: from, sort: "add_time ASC" }))
    await foyer.notes.add({ content, lead_id: to });
}

const labels = await copyLabels();
const { there, here } = await copyFields();
const moved = new Set((await foyer.leads.list({ archived: "all" }).toArray()).map((lead) => lead.origin_id));

async function move(lead: Lead): Promise<void> {
  const { title, value, expected_close_date, was_seen } = lead;
  const copy = await foyer.leads.add({
    ...{ title, value, expected_close_date, was_seen, origin_id: lead.id },
    person_id: await personHere(lead.person_id),
    organization_id: await organizationHere(lead.organization_id),
    label_ids: lead.label_ids.flatMap((id) => labels.get(id) ?? []),
    ...here.write(there.read(lead)),
  });
  await moveNotes(lead.id, copy.id);
  if (lead.is_archived) await foyer.leads.update(copy.id, { is_archived: true });
}

let count = 0;
for (const list of [pipedrive.leads.list(), pipedrive.leads.listArchived()]) {
  for await (const lead of list) {
    if (moved.has(lead.id)) continue;
    await move(lead);
    count += 1;
  }
}
console.log(`Moved ${count} leads.`);
