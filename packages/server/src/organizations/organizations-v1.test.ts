import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const ORGANIZATIONS = "/v1/organizations";

/** The members of an organization in the order of Pipedrive's own example. */
const exampleKeys = `id company_id owner_id name open_deals_count related_open_deals_count closed_deals_count
  related_closed_deals_count email_messages_count people_count activities_count done_activities_count
  undone_activities_count files_count notes_count followers_count won_deals_count related_won_deals_count
  lost_deals_count related_lost_deals_count active_flag picture_id country_code first_char update_time add_time
  visible_to next_activity_date next_activity_time next_activity_id last_activity_id last_activity_date label
  label_ids address address_subpremise address_street_number address_route address_sublocality address_locality
  address_admin_area_level_1 address_admin_area_level_2 address_country address_postal_code
  address_formatted_address owner_name cc_email`.split(/\s+/);

describe.each(engines)("organizations in v1 on %s", (engine) => {
  test("a new organization is answered with 201 and every member of Pipedrive's example", async () => {
    const app = await startTestApp(engine);
    const { status, body } = await app.request("POST", ORGANIZATIONS, {
      body: { name: "Bolt", label_ids: [7, 8], visible_to: "1", address: "Main St 1" },
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
    const cc_email = `${app.domain}@pipedrivemail.com`;
    expect(body.data).toMatchObject({
      company_id: app.actor.company_id,
      owner_id: { ...owner, value: owner.id },
      people_count: 0,
      first_char: "b",
      visible_to: "1",
      label: 7,
      address: "Main St 1",
      address_country: "",
      address_formatted_address: "Main St 1",
      owner_name: "Ann Owner",
      cc_email,
    });
    expect(body.data.update_time).toBe(body.data.add_time);
    expect(body.data.add_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(body.related_objects).toEqual({
      organization: {
        1: {
          id: 1,
          name: "Bolt",
          people_count: 0,
          owner_id: owner.id,
          address: "Main St 1",
          active_flag: true,
          cc_email,
        },
      },
      user: { [owner.id]: owner },
      picture: {},
    });
  });

  test("read alone, an organization tells of its activities too", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.organization();
    await app.add.person({ org_id: id });
    const one = await app.request("GET", `${ORGANIZATIONS}/${id}`);
    expect(Object.keys(one.body.data)).toEqual([...exampleKeys, "last_activity", "next_activity"]);
    expect(one.body.data).toMatchObject({ people_count: 1, address: null, address_country: null });
    const list = await app.request("GET", ORGANIZATIONS);
    expect(Object.keys(list.body)).toEqual(["success", "data", "additional_data", "related_objects"]);
    expect(list.body.data).toHaveLength(1);
    expect(one.body.data).toMatchObject(list.body.data[0]);
    expect(list.body.related_objects).toEqual(one.body.related_objects);
  });

  test("a change touches what was sent; null unsets; a form is taken like JSON", async () => {
    const app = await startTestApp(engine);
    const made = await app.data("POST", ORGANIZATIONS, { name: "Bolt", address: "Main St 1", label: 3 });
    const changed = await app.data("PUT", `${ORGANIZATIONS}/${made.id}`, {
      address: null,
      label: 4,
      color: "red",
    });
    expect(changed).toMatchObject({
      name: "Bolt",
      address: null,
      address_route: null,
      label: 4,
      label_ids: [4],
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const form = await app.request("PUT", `${ORGANIZATIONS}/${made.id}`, { raw: "id=1&name=A%26B", headers });
    expect([form.status, form.body.data.name]).toEqual([200, "A&B"]);
  });

  test("an organization without a name is refused in Pipedrive's words", async () => {
    const app = await startTestApp(engine);
    for (const body of [{}, { name: "" }, { name: " " }, { name: null }]) {
      const answer = await app.request("POST", ORGANIZATIONS, { body });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({
        success: false,
        error: "Organization name must be given.",
        error_info: "Please check developers.pipedrive.com for more information about Pipedrive API.",
        data: null,
        additional_data: null,
      });
    }
  });

  test("a deleted organization leaves the list and is told apart when read", async () => {
    const app = await startTestApp(engine);
    const { id } = await app.add.organization();
    const person = await app.add.person({ org_id: id });
    const { text } = await app.request("DELETE", `${ORGANIZATIONS}/${id}`);
    expect(text).toBe(`{"success":true,"data":{"id":${id}}}`);
    expect((await app.request("GET", ORGANIZATIONS)).body.data).toEqual([]);
    expect((await app.data("GET", `${ORGANIZATIONS}/${id}`)).active_flag).toBe(false);
    const { org_id } = await app.data("GET", `/v1/persons/${person.id}`);
    expect([org_id.value, org_id.active_flag]).toEqual([id, false]);
    for (const method of ["PUT", "DELETE"]) {
      expect((await app.request(method, `${ORGANIZATIONS}/${id}`, { body: { name: "Bolt" } })).status).toBe(
        404,
      );
    }
  });
});
