import { beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../../test/foyer.ts";

/** One field of every type, under names a company would give them, with a value of each. */
const definitions = [
  { name: "Motto", field_type: "varchar", value: "Onwards" },
  { name: "Reference", field_type: "varchar_auto", value: "R-1" },
  { name: "Story", field_type: "text", value: "Long" },
  { name: "Hotline", field_type: "phone", value: "555-0100" },
  { name: "Score", field_type: "double", value: 12.5 },
  { name: "Budget", field_type: "monetary", value: { amount: 2300, currency: "EUR" } },
  { name: "Seen on", field_type: "date", value: "2026-10-31" },
  { name: "Season", field_type: "daterange", value: { from: "2026-10-01", until: "2026-10-31" } },
  { name: "Call at", field_type: "time", value: "09:00:00" },
  { name: "Open", field_type: "timerange", value: { from: "09:00:00", until: "17:00:00" } },
  {
    name: "Customer type",
    field_type: "enum",
    value: "Company",
    options: [{ label: "Private" }, { label: "Company" }],
  },
  {
    name: "Regions",
    field_type: "set",
    value: ["North", "South"],
    options: [{ label: "North" }, { label: "East" }, { label: "South" }],
  },
  { name: "Where", field_type: "address", value: "Main St 1" },
] as const;

const values = Object.fromEntries(definitions.map(({ name, value }) => [name, value]));

async function define(foyer: Foyer) {
  const { fields } = foyer.client();
  for (const { value: _, ...field } of definitions) {
    const body = { ...field, options: "options" in field ? [...field.options] : undefined };
    await Promise.all([fields.deal.add(body), fields.person.add(body), fields.organization.add(body)]);
  }
}

describe("custom fields by name", () => {
  let foyer: Foyer;
  beforeAll(async () => {
    foyer = await startFoyer();
    await define(foyer);
  });

  test("a lead is written and read by names and labels, and cleared by null", async () => {
    const { fields, leads, persons } = foyer.client();
    const names = await fields.load();
    const { id: person_id } = await persons.add({ name: "Ann" });
    const lead = await leads.add({ title: "Named", person_id, ...names.write(values) });
    expect(names.read(lead)).toEqual(values);
    expect(names.read(await leads.get(lead.id))).toEqual(values);
    const cleared = await leads.update(
      lead.id,
      names.write(Object.fromEntries(names.names().map((name) => [name, null]))),
    );
    expect(names.read(cleared)).toEqual({});
  });

  test.each(["deal", "person", "organization"] as const)(
    "a %s is written and read by names too",
    async (owner) => {
      const client = foyer.client();
      const names = await client.fields.load(owner);
      const { deals, persons, organizations } = client;
      const custom_fields = names.write(values);
      const added = {
        deal: () => deals.add({ title: "Named", custom_fields }),
        person: () => persons.add({ name: "Named", custom_fields }),
        organization: () => organizations.add({ name: "Named", custom_fields }),
      };
      const { id, ...item } = await added[owner]();
      expect(names.read(item)).toEqual(values);
      const resource = { deal: deals, person: persons, organization: organizations }[owner];
      const cleared = Object.fromEntries(names.names().map((name) => [name, null]));
      expect(names.read(await resource.update(id, { custom_fields: names.write(cleared) }))).toEqual({});
    },
  );

  test("names and keys are told apart both ways", async () => {
    const names = await foyer.client().fields.load();
    expect(names.names()).toEqual(definitions.map(({ name }) => name));
    const key = names.keyOf("Budget");
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect([names.nameOf(key), names.nameOf("title")]).toEqual(["Budget", undefined]);
  });

  test("a name or an option that is not there is refused, with those that are", async () => {
    const names = await foyer.client().fields.load();
    expect(() => names.write({ "Customer typ": "Company" })).toThrow(
      'no custom field "Customer typ". There are "Motto"',
    );
    expect(() => names.write({ "Customer type": "Firm" })).toThrow(
      'has no option "Firm". It has "Private", "Company".',
    );
  });

  test("fields of one name are told apart by their keys; an option not known yet stays as its id", async () => {
    const other = await startFoyer();
    const { fields, leads, persons } = other.client();
    for (const label of ["a", "b"])
      await fields.deal.add({ name: "Twin", field_type: "enum", options: [{ label }] });
    const names = await fields.load();
    expect(names.names()).toEqual([
      expect.stringMatching(/^Twin \([0-9a-f]{6}\)$/),
      expect.stringMatching(/^Twin \(/),
    ]);
    const [first = ""] = names.names();
    const { id: person_id } = await persons.add({ name: "Ann" });
    const lead = await leads.add({ title: "T", person_id, ...names.write({ [first]: "a" }) });
    expect(names.read({ ...lead, [names.keyOf(first)]: "999" })).toEqual({ [first]: "999" });
  });
});
