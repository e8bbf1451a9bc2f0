import { describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../test/app.ts";
import { conditionsOf } from "../../test/filters/conditions.ts";
import { engines } from "../../test/storage.ts";

const BYTE_ORDER_MARK = "\uFEFF";

async function exported(app: TestApp, query = "", token = app.token) {
  const answer = await app.request("GET", `/foyer/leads/export${query}`, { token });
  expect(answer.status, answer.text).toBe(200);
  return answer;
}

/** A table without quoted line ends, as columns by heading, a list of rows. */
function rowsOf(text: string): Record<string, string>[] {
  const [headings = [], ...rows] = text
    .slice(BYTE_ORDER_MARK.length)
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell = ""]) => cell),
    );
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [headings[index] ?? "", cell])));
}

const titles = (text: string): string[] => rowsOf(text).map(({ Title = "" }) => Title);

describe.each(engines)("an export of leads on %s", (engine) => {
  test("holds of each lead what a person knows it by", async () => {
    const app = await startTestApp(engine);
    const field = async (
      name: string,
      field_type: string,
      options?: string[],
    ): Promise<{ key: string; options: { id: number }[] }> =>
      app.data("POST", "/v1/dealFields", {
        name,
        field_type,
        ...(options && { options: options.map((label) => ({ label })) }),
      });
    const [budget, interest, products, engineer, architect, builder, period, address] = [
      await field("Budget", "monetary"),
      await field("Interest", "enum", ["Cold", "Hot"]),
      await field("Products", "set", ["Doors", "Floors"]),
      await field("Engineer", "user"),
      await field("Architect", "people"),
      await field("Builder", "org"),
      await field("Building period", "daterange"),
      await field("Site", "address"),
    ];
    const organization = await app.add.organization({ name: 'Brick "& Co"' });
    const person = await app.add.person({
      name: "Åsa, Lind",
      emails: [
        { value: "old@lind.test", primary: false, label: "home" },
        { value: "asa@lind.test", primary: true, label: "work" },
      ],
      phones: [{ value: "+45 12 34", primary: true, label: "work" }],
    });
    const label = await app.add.label({ name: "Urgent" });
    const lead = await app.add.lead({
      title: "=HYPERLINK(1)",
      person_id: person.id,
      organization_id: organization.id,
      label_ids: [label.id],
      value: { amount: 12.5, currency: "DKK" },
      expected_close_date: "2026-12-24",
      [budget.key]: 900,
      [`${budget.key}_currency`]: "SEK",
      [interest.key]: interest.options[1]?.id,
      [products.key]: products.options.map(({ id }) => id).join(","),
      [engineer.key]: app.actor.user_id,
      [architect.key]: person.id,
      [builder.key]: organization.id,
      [period.key]: "2026-03-01",
      [`${period.key}_until`]: "2026-06-30",
      [address.key]: "High Street 1",
    });
    const { text, headers } = await exported(app);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/);
    expect(text.startsWith(BYTE_ORDER_MARK)).toBe(true);
    expect(rowsOf(text)).toEqual([
      {
        Title: "'=HYPERLINK(1)", // spreadsheets run what begins with "="
        Person: '"Åsa, Lind"',
        "E-mail": "asa@lind.test",
        Phone: "+45 12 34",
        Organization: '"Brick ""& Co"""',
        Value: "12.5",
        Currency: "DKK",
        Labels: "Urgent",
        Owner: "Ann Owner",
        "Expected close date": "2026-12-24",
        Channel: "",
        Budget: "900 SEK",
        Interest: "Hot",
        Products: '"Doors, Floors"',
        Engineer: "Ann Owner",
        Architect: '"Åsa, Lind"',
        Builder: '"Brick ""& Co"""',
        "Building period": "2026-03-01 - 2026-06-30",
        Site: "High Street 1",
        Origin: "API",
        Archived: "no",
        Created: lead.add_time,
        Updated: lead.update_time,
        ID: lead.id,
      },
    ]);
  });

  test("goes over as many pages as there are, and as lines of JSON holds what the API answers", async () => {
    const app = await startTestApp(engine);
    const { id: person_id } = await app.add.person();
    const leads = await Promise.all(
      Array.from({ length: 403 }, (_, index) => app.add.lead({ title: `Lead ${index}`, person_id })),
    );
    const { text, headers } = await exported(app, "?format=ndjson");
    expect(headers["content-type"]).toBe("application/x-ndjson; charset=utf-8");
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
    expect(lines.toSorted(byId)).toEqual(leads.toSorted(byId));
    expect(lines.map(({ add_time }) => add_time)).toEqual(lines.map(({ add_time }) => add_time).toSorted());
    expect(new Set(titles((await exported(app)).text))).toEqual(new Set(leads.map(({ title }) => title)));
  });

  test("takes what a list takes, and says in words what is wrong with it", async () => {
    const app = await startTestApp(engine);
    await app.add.lead({ title: "Open door" });
    const archived = await app.add.lead({ title: "Shut door" });
    await app.data("PATCH", `/v1/leads/${archived.id}`, { is_archived: true });
    await app.add.lead({ title: "Window" });
    expect(titles((await exported(app)).text)).toEqual(["Open door", "Window"]);
    expect(titles((await exported(app, "?archived_status=all&term=door")).text).sort()).toEqual([
      "Open door",
      "Shut door",
    ]);
    const conditions = conditionsOf([]);
    expect(
      titles((await exported(app, `?conditions=${encodeURIComponent(JSON.stringify(conditions))}`)).text),
    ).toHaveLength(2);
    const empty = await exported(app, "?owner_id=999999");
    expect(rowsOf(empty.text)).toEqual([]);
    expect(empty.text).toMatch(/Title,Person/);
    for (const query of ["?format=xls", "?filter_id=99999", "?term=x", "?conditions={"]) {
      const refused = await app.request("GET", `/foyer/leads/export${query}`);
      expect([400, 404], query).toContain(refused.status);
      expect(refused.body.success, query).toBe(false);
    }
  });

  test("shows nobody what they may not see, and is refused to whom it is not permitted", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const hidden = await app.add.person({ name: "Hidden", visible_to: 1 });
    const mine = await app.add.lead({ title: "Mine", visible_to: "1" });
    const shared = await app.add.lead({ title: "Shared", person_id: hidden.id, visible_to: "7" });
    const { text } = await exported(app, "", bob.token);
    expect(rowsOf(text).map(({ ID, Person }) => [ID, Person])).toEqual([[shared.id, ""]]);
    expect(text).not.toContain(mine.id);
    const sets: { id: string; app: string; type: string }[] = await app.data("GET", "/v1/permissionSets");
    const { id } = sets.find((set) => set.app === "global" && set.type === "regular") ?? {};
    await app.data("PATCH", `/foyer/permission-sets/${id}`, { contents: ["can_use_api"] });
    const cid = await app.colleague("Cid");
    const refused = await app.request("GET", "/foyer/leads/export", { token: cid.token });
    expect([refused.status, refused.body.code]).toEqual([403, "ERR_FORBIDDEN"]);
  });
});
