import type { Lead } from "@leadfoyer/contract";
import type { TestApp } from "../app.ts";
import { type Dump, dumpDatabase } from "../bad-requests/dump.ts";
import { addField } from "../fields.ts";

/** What hangs on each of two leads: see {@link setScene}. */
export type Hanging = {
  notes: number;
  done: number;
  undone: number;
  followed: boolean;
  labelled: boolean;
  valued: boolean;
};

/** A lead with its person and what hangs on it. */
async function addHung(app: TestApp, title: string, hanging: Hanging, key: string): Promise<Lead> {
  const label = await app.add.label({ name: title });
  const person = await app.add.person({ name: `Ann ${title}` });
  const lead = await app.add.lead({
    title,
    person_id: person.id,
    ...(hanging.labelled && { label_ids: [label.id] }),
    ...(hanging.valued && { value: { amount: title.length, currency: "EUR" }, [key]: title }),
  });
  for (let count = 0; count < hanging.notes; count++)
    await app.add.note({
      lead_id: lead.id,
      content: `<p>Spoke of ${title} ${count}</p>`,
      pinned_to_lead_flag: 1,
    });
  for (let count = 0; count < hanging.done; count++)
    await app.add.activity({ lead_id: lead.id, subject: `Called ${count}`, done: true });
  for (let count = 0; count < hanging.undone; count++)
    await app.add.activity({ lead_id: lead.id, subject: title, due_date: `2030-01-0${count + 1}` });
  if (hanging.followed) {
    const { id } = await app.colleague();
    await app.data("POST", `/foyer/leads/${lead.id}/followers`, { user_id: id });
  }
  return app.data("GET", `/v1/leads/${lead.id}`);
}

/** Two leads of one enquiry, entered as mahogany and as walnut, and the key of a custom field. */
export async function setScene(app: TestApp, one: Hanging, other: Hanging) {
  const { key } = await addField(app, "deal", "varchar");
  return {
    key,
    mahogany: await addHung(app, "Mahogany", one, key),
    walnut: await addHung(app, "Walnut", other, key),
  };
}

/** Tables that only grow, and what follows from the others. */
const LOG = /^(events|operations|operation_\w+|counters|search_\w+|webhook_deliveries|idempotency_keys)$/;
const UPDATED = /\\?"update_time\\?":(\\?"[^"\\]*\\?"|\d+)/g;

/** Everything a database holds but its log, `update_time`s left out. */
export async function contentOf(url: string): Promise<Dump> {
  const dump = await dumpDatabase(url);
  const tables = Object.entries(dump).filter(([table]) => !LOG.test(table));
  return Object.fromEntries(
    tables.map(([table, rows]) => [table, rows.map((row) => row.replaceAll(UPDATED, "")).sort()]),
  );
}
