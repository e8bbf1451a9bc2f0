import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const PERSONS = "/v1/persons";

/** The members of a person in the order of Pipedrive's own example. */
const exampleKeys = `id company_id owner_id org_id name first_name last_name open_deals_count
  related_open_deals_count closed_deals_count related_closed_deals_count participant_open_deals_count
  participant_closed_deals_count email_messages_count activities_count done_activities_count
  undone_activities_count files_count notes_count followers_count won_deals_count related_won_deals_count
  lost_deals_count related_lost_deals_count active_flag phone email primary_email first_char update_time add_time
  visible_to marketing_status picture_id next_activity_date next_activity_time next_activity_id last_activity_id
  last_activity_date last_incoming_mail_time last_outgoing_mail_time label label_ids org_name owner_name
  cc_email`.split(/\s+/);

const invalid = (error: string) => ({
  success: false,
  error,
  error_info: "Please check developers.pipedrive.com for more information about Pipedrive API.",
  data: null,
  additional_data: null,
});

describe.each(engines)("persons in v1 on %s", (engine) => {
  test("a new person is answered with 201 and every member of Pipedrive's example", async () => {
    const app = await startTestApp(engine);
    const organization = await app.add.organization({ address: { value: "Main St 1" } });
    const { status, body } = await app.request("POST", PERSONS, {
      body: {
        name: "Will Smith",
        org_id: organization.id,
        email: "will@example.com",
        label: 4,
        visible_to: 7,
        add_time: "2020-05-08 05:30:20",
      },
    });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(["success", "data", "related_objects"]);
    expect(Object.keys(body.data)).toEqual(exampleKeys);
    const owner = {
      id: app.actor.user_id,
      name: "Ann Owner",
      email: `ann@${app.domain}.test`,
      has_pic: 0,
      pic_hash: null,
      active_flag: true,
    };
    const mail = `${app.domain}@pipedrivemail.com`;
    expect(body.data).toMatchObject({
      company_id: app.actor.company_id,
      owner_id: { ...owner, value: owner.id },
      org_id: {
        name: "Example Ltd",
        people_count: 1,
        owner_id: owner.id,
        address: "Main St 1",
        active_flag: true,
        cc_email: mail,
        value: organization.id,
      },
      first_name: "Will",
      last_name: "Smith",
      active_flag: true,
      phone: [],
      email: [{ value: "will@example.com", primary: true, label: "work" }],
      primary_email: "will@example.com",
      first_char: "w",
      update_time: "2020-05-08 05:30:20",
      add_time: "2020-05-08 05:30:20",
      visible_to: "7",
      marketing_status: "no_consent",
      label: 4,
      label_ids: [4],
      org_name: "Example Ltd",
      owner_name: "Ann Owner",
      cc_email: mail,
      picture_id: null,
    });
    expect(body.related_objects).toEqual({ user: { [owner.id]: owner } });
  });

  test("read alone or in a list, persons come with what they point at", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    await app.add.person({ org_id });
    const { id } = await app.add.person();
    const one = await app.request("GET", `${PERSONS}/1`);
    expect(Object.keys(one.body)).toEqual(["success", "data", "additional_data", "related_objects"]);
    expect(one.body.additional_data).toEqual({ dropbox_email: `${app.domain}@pipedrivemail.com` });
    const { value: _, ...organization } = one.body.data.org_id;
    expect(one.body.related_objects.organization).toEqual({ [org_id]: { id: org_id, ...organization } });
    const list = await app.request("GET", PERSONS);
    expect(Object.keys(list.body)).toEqual(["success", "data", "additional_data", "related_objects"]);
    expect(list.body.related_objects).toEqual(one.body.related_objects);
    expect(list.body.data[0]).toEqual(one.body.data);
    const alone = await app.request("GET", `${PERSONS}/${id}`);
    expect(alone.body.data).toMatchObject({ org_id: null, org_name: null, label: null, label_ids: [] });
    expect(alone.body.related_objects).toMatchObject({ organization: {}, picture: {} });
  });

  const first = { value: "1", primary: true, label: "work" };
  test.each([
    ["a text", "1", [first]],
    ["an object", { value: "1" }, [first]],
    ["an object with a label", { value: "1", label: "home", primary: false }, [{ ...first, label: "home" }]],
    ["a list of texts", ["1", "2"], [first, { ...first, value: "2", primary: false }]],
    [
      "a list of objects",
      [
        { value: "0", label: "" },
        { value: "1", primary: true },
      ],
      [{ ...first, value: "0", primary: false }, first],
    ],
    ["an empty text", "", []],
    ["a list of nothing", [{ value: "" }, ""], []],
    ["an empty list", [], []],
    ["null", null, []],
  ])("mail and phone are taken as %s", async (_form, given, kept) => {
    const app = await startTestApp(engine);
    const person = await app.data("POST", PERSONS, { name: "Ann", email: given, phone: given });
    expect([person.email, person.phone]).toEqual([kept, kept]);
    expect(person.primary_email).toBe(kept.find(({ primary }) => primary)?.value ?? null);
    const set = await app.data("POST", PERSONS, { name: "Ann", email: "9" });
    expect((await app.data("PUT", `${PERSONS}/${set.id}`, { email: given })).email).toEqual(kept);
  });

  test.each([7, [7], { label: "work" }, [[]]])("mail given as %j is refused", async (email) => {
    const app = await startTestApp(engine);
    expect((await app.request("POST", PERSONS, { body: { name: "Ann", email } })).status).toBe(400);
  });

  test("a form is taken like JSON", async () => {
    const app = await startTestApp(engine);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const raw = "name=Ann+B%C3%A9&email=ann%40example.com&phone=1&phone=2&visible_to=3&owner_id=1&id=9";
    const { status, body } = await app.request("POST", PERSONS, { raw, headers });
    expect([status, body.data.name, body.data.primary_email]).toEqual([201, "Ann Bé", "ann@example.com"]);
    expect(body.data.phone.map(({ value }: { value: string }) => value)).toEqual(["1", "2"]);
    const changed = await app.request("PUT", `${PERSONS}/1`, { raw: "id=1&name=Bob", headers });
    expect(changed.body.data).toMatchObject({ id: 1, name: "Bob", primary_email: "ann@example.com" });
  });

  test("a change touches what was sent; null unsets; unknown keys are left alone", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const person = await app.data("POST", PERSONS, { name: "Ann Example", org_id, label_ids: [3, 1] });
    const { body } = await app.request("PUT", `${PERSONS}/${person.id}`, {
      body: { org_id: null, label: null, nickname: "A" },
    });
    expect(Object.keys(body.data)).toEqual(exampleKeys);
    expect(body.data).toEqual({
      ...person,
      org_id: null,
      org_name: null,
      label: null,
      label_ids: [],
      update_time: body.data.update_time,
    });
    const both = await app.data("PUT", `${PERSONS}/${person.id}`, { label: 9, label_ids: [5, 6, 5] });
    expect([both.label, both.label_ids]).toEqual([5, [5, 6]]);
    expect(await app.data("GET", `/api/v2/persons/${person.id}`)).toMatchObject({
      org_id: null,
      label_ids: [5, 6],
    });
  });

  test("a person without a name is refused in Pipedrive's words", async () => {
    const app = await startTestApp(engine);
    await app.add.person();
    for (const body of [{}, { name: "" }, { name: " " }, { name: null }]) {
      const answer = await app.request("POST", PERSONS, { body });
      expect([answer.status, answer.body]).toEqual([400, invalid("Name must be given.")]);
    }
    const emptied = await app.request("PUT", `${PERSONS}/1`, { body: { name: "" } });
    expect([emptied.status, emptied.body.error]).toEqual([400, "Name must be given."]);
  });

  test("an owner or an organization that is not there is refused", async () => {
    const app = await startTestApp(engine);
    for (const body of [{ owner_id: 99 }, { org_id: 99 }, { owner_id: null }, { visible_to: "2" }]) {
      expect((await app.request("POST", PERSONS, { body: { name: "Ann", ...body } })).status).toBe(400);
    }
  });

  test("a deleted person leaves the list and is told apart when read", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const { id } = await app.add.person({ org_id });
    expect((await app.request("DELETE", `${PERSONS}/${id}`)).text).toBe(
      `{"success":true,"data":{"id":${id}}}`,
    );
    expect((await app.request("GET", PERSONS)).body.data).toEqual([]);
    const person = await app.data("GET", `${PERSONS}/${id}`);
    expect([person.active_flag, person.org_id.people_count]).toEqual([false, 0]);
    for (const method of ["PUT", "DELETE"]) {
      expect((await app.request(method, `${PERSONS}/${id}`, { body: { name: "Ann" } })).status).toBe(404);
    }
  });

  test("by organization, those without one come first", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const first = await app.add.person({ org_id });
    const second = await app.add.person();
    const ids = async (sort: string) =>
      (await app.data("GET", `${PERSONS}?sort=${sort}`)).map(({ id }: { id: number }) => id);
    expect(await ids("org_id")).toEqual([second.id, first.id]);
    expect(await ids("org_id%20DESC")).toEqual([first.id, second.id]);
  });
});
