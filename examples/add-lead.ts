/** Adds a lead with its contact: `node examples/add-lead.ts ann@example.com "Ann Example" "Blue door order"` */
import { createHash } from "node:crypto";
import { foyer } from "./foyer.ts";

const [email, name, title] = process.argv.slice(2);
if (!email || !name || !title) throw new Error("Give a mail address, a name and a title");

/** The person with this address, made where there is none. */
async function personWith(value: string): Promise<number> {
  const { data } = await foyer.persons.search({ term: value, fields: "email", exact_match: true, limit: 1 });
  if (data[0]) return data[0].item.id;
  const made = await foyer.persons.add({
    name: String(name),
    emails: [{ value, primary: true, label: "work" }],
  });
  return made.id;
}

const person_id = await personWith(email);
// The same key for the same order: run twice within a day, it is added once.
const idempotencyKey = createHash("sha256").update(`${email}\n${title}`).digest("hex");
const lead = await foyer.leads.add({ title, person_id }, { idempotencyKey });
console.log(lead.id);
