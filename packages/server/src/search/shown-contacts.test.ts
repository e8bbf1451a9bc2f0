import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

/** What JSON escapes, what UTF-8 writes in two to four bytes, and what looks like a part of JSON. */
const ODD = 'Ann "\\ \u001f\n <Ж漢字😀> "value":"x"';

const shownTo = async (app: TestApp, token?: string) => {
  const { body } = await app.request("GET", "/v1/leads/search?term=door", { token });
  const [{ person, organization, phones, emails, notes }] = body.data.items.map(
    ({ item }: { item: object }) => item,
  );
  return { person, organization, phones, emails, notes };
};

async function addLead(app: TestApp, visible_to?: number) {
  const level = visible_to === undefined ? {} : { visible_to };
  const { id: organization_id } = await app.add.organization({
    name: ODD,
    address: { value: ODD },
    ...level,
  });
  const { id: person_id } = await app.add.person({
    name: ODD,
    emails: [{ value: "ann@example.com" }, { value: "ännchen@example.com", label: "home" }],
    phones: [{ value: `555-0100 ${ODD}` }],
    ...level,
  });
  const lead = await app.add.lead({ title: "Blue door", person_id, organization_id });
  return { person_id, organization_id, lead };
}

describe.each(engines)("contacts of leads found on %s", (engine) => {
  test("are shown to the letter, as they are now, and once they are deleted", async () => {
    const app = await startTestApp(engine);
    const { person_id, organization_id, lead } = await addLead(app);
    await app.add.note({ content: "The door is Жёлтая 漢字 😀", lead_id: lead.id });
    const before = {
      person: { id: person_id, name: ODD },
      organization: { id: organization_id, name: ODD, address: ODD },
      phones: [`555-0100 ${ODD}`],
      emails: ["ann@example.com", "ännchen@example.com"],
      notes: ["The door is Жёлтая 漢字 😀"],
    };
    expect(await shownTo(app)).toEqual(before);
    await app.data("PATCH", `/api/v2/persons/${person_id}`, { name: "Bob", phones: [] });
    await app.data("PATCH", `/api/v2/organizations/${organization_id}`, { address: null });
    const after = {
      ...before,
      person: { id: person_id, name: "Bob" },
      organization: { id: organization_id, name: ODD, address: null },
      phones: [],
    };
    expect(await shownTo(app)).toEqual(after);
    await app.data("DELETE", `/api/v2/persons/${person_id}`);
    await app.data("DELETE", `/api/v2/organizations/${organization_id}`);
    const { emails, notes } = after;
    expect(await shownTo(app)).toMatchObject({ emails, notes });
  });

  test("are not shown to who may not see them, from the change of that on", async () => {
    const app = await startTestApp(engine);
    const { person_id, organization_id } = await addLead(app, 1);
    const { token } = await app.colleague();
    const hidden = { person: null, organization: null, phones: [], emails: [] };
    expect(await shownTo(app, token)).toMatchObject(hidden);
    expect(await shownTo(app)).toMatchObject({ person: { id: person_id }, organization: { name: ODD } });
    await app.data("PATCH", `/api/v2/persons/${person_id}`, { visible_to: 3 });
    expect(await shownTo(app, token)).toMatchObject({ person: { name: ODD }, organization: null });
    await app.data("PATCH", `/api/v2/organizations/${organization_id}`, { visible_to: 3 });
    expect(await shownTo(app, token)).toMatchObject({ organization: { id: organization_id } });
    await app.data("PATCH", `/api/v2/persons/${person_id}`, { visible_to: 1 });
    expect(await shownTo(app, token)).toMatchObject({ person: null, emails: [] });
  });
});
