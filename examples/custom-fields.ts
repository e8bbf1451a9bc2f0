/** Reads and writes custom fields by name: `node examples/custom-fields.ts` */
import { foyer } from "./foyer.ts";

/** The fields this program needs; whoever runs it first makes them. */
const needed = [
  {
    name: "Customer type",
    field_type: "enum" as const,
    options: [{ label: "Private" }, { label: "Company" }],
  },
  { name: "Budget", field_type: "monetary" as const },
];
const known = (await foyer.fields.load()).names();
for (const field of needed) if (!known.includes(field.name)) await foyer.fields.deal.add(field);

const fields = await foyer.fields.load();
const { id: person_id } = await foyer.persons.add({ name: "Ann Example" });
const lead = await foyer.leads.add({
  title: "A lead with custom fields",
  person_id,
  ...fields.write({ "Customer type": "Company", Budget: { amount: 5_000, currency: "EUR" } }),
});
console.log(JSON.stringify(fields.read(lead)));

const changed = await foyer.leads.update(lead.id, fields.write({ "Customer type": "Private", Budget: null }));
console.log(JSON.stringify(fields.read(changed)));

try {
  fields.write({ "Customer type": "Firm" });
} catch (error) {
  console.log(String(error));
}
