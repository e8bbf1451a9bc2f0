import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";
import { walkByStart } from "../../test/walk.ts";

type Ids = { id: number }[];

describe.each(engines)("deals of contacts on %s", (engine) => {
  test("a person has their own and those they take part in; an organization its people's and those that name it", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const ann = await app.add.person({ org_id });
    const bea = await app.add.person({ name: "Bea" });
    const field = await addField(app, "deal", "org");
    const own = await app.add.deal({ org_id, title: "A" });
    const anns = await app.add.deal({ person_id: ann.id, title: "C" });
    const taken = await app.add.deal({ person_id: bea.id, title: "B", status: "won" });
    const named = await app.add.deal({ title: "D", custom_fields: { [field.key]: org_id } });
    await app.data("POST", `/v1/deals/${taken.id}/participants`, { person_id: ann.id });
    const gone = await app.add.deal({ person_id: ann.id, org_id });
    await app.data("DELETE", `/api/v2/deals/${gone.id}`);
    const archived = await app.add.deal({ person_id: ann.id, org_id, is_archived: true });
    const ids = async (url: string) => ((await app.data("GET", url)) as Ids).map(({ id }) => id);
    const [of, around] = [`/v1/persons/${ann.id}/deals`, `/v1/organizations/${org_id}/deals`];
    expect(await ids(of)).toEqual([anns.id, taken.id]);
    expect(await ids(`${of}?sort=title`)).toEqual([taken.id, anns.id]);
    expect(await ids(`${of}?status=won`)).toEqual([taken.id]);
    expect(await ids(`${of}?status=deleted`)).toEqual([gone.id]);
    expect(await ids(around)).toEqual([own.id, anns.id, named.id]);
    expect(await ids(`${around}?only_primary_association=1`)).toEqual([own.id]);
    expect((await walkByStart(app, `${around}?sort=title%20DESC`, 1)).map(({ id }) => id)).toEqual([
      ...[named.id, anns.id, own.id],
    ]);
    expect([await ids(of), await ids(around)].flat()).not.toContain(archived.id);
    const { body } = await app.request("GET", of);
    expect(body.related_objects.person[ann.id]).toMatchObject({ name: "Ann Example" });
  });

  test("only of contacts who asks sees, and only deals they see", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const { id: org_id } = await app.add.organization();
    const hidden = await app.add.person({ org_id, visible_to: 1 });
    const deal = await app.add.deal({ person_id: hidden.id });
    const secret = await app.add.deal({ org_id, visible_to: 1 });
    const get = (url: string, token: string) => app.request("GET", url, { token });
    const around = `/v1/organizations/${org_id}/deals`;
    expect((await get(around, app.token)).body.data).toMatchObject([{ id: deal.id }, { id: secret.id }]);
    expect((await get(around, bob.token)).body.data).toEqual([]);
    expect((await get(`/v1/persons/${hidden.id}/deals`, bob.token)).status).toBe(404);
    expect((await get(`/v1/persons/${hidden.id}/activities`, bob.token)).status).toBe(404);
    expect((await get(`/v1/deals/${secret.id}/persons`, bob.token)).status).toBe(404);
  });

  test("activities and persons are listed by what they hang on", async () => {
    const app = await startTestApp(engine);
    const { id: org_id } = await app.add.organization();
    const ann = await app.add.person({ org_id });
    const bea = await app.add.person({ name: "Bea" });
    const deal = await app.add.deal({ person_id: ann.id, org_id });
    await app.data("POST", `/v1/deals/${deal.id}/participants`, { person_id: bea.id });
    const on = { lead_id: null, deal_id: deal.id, org_id };
    const participants = [{ person_id: ann.id, primary: true }];
    const later = await app.add.activity({ ...on, due_date: "2026-03-02", subject: "Later" });
    const first = await app.add.activity({ ...on, participants, due_date: "2026-03-01", done: true });
    const ids = async (url: string) => ((await app.data("GET", url)) as Ids).map(({ id }) => id);
    const url = `/v1/deals/${deal.id}/activities`;
    expect(await ids(url)).toEqual([first.id, later.id]);
    expect(await ids(`${url}?done=0`)).toEqual([later.id]);
    expect(await ids(`${url}?exclude=${first.id}`)).toEqual([later.id]);
    expect(await walkByStart(app, url, 1)).toHaveLength(2);
    expect(await ids(`/v1/persons/${ann.id}/activities`)).toEqual([first.id]);
    expect(await ids(`/v1/organizations/${org_id}/activities`)).toEqual([first.id, later.id]);
    expect(await ids(`/v1/deals/${deal.id}/persons`)).toEqual([ann.id, bea.id]);
    expect(await ids(`/v1/organizations/${org_id}/persons`)).toEqual([ann.id]);
    expect((await app.request("GET", `${url}?exclude=x`)).status).toBe(400);
    const alone = await app.data("GET", `/v1/deals/${deal.id}`);
    expect(alone).toMatchObject({
      ...{ last_activity: { id: first.id, done: true }, next_activity: { id: later.id, subject: "Later" } },
      ...{
        age: { y: 0 },
        average_stage_progress: 0,
        stay_in_pipeline_stages: { order_of_stages: [1, 2, 3, 4, 5] },
      },
    });
    const keys = Object.keys(alone);
    expect(keys.slice(keys.indexOf("person_hidden"), keys.indexOf("acv") + 1)).toEqual([
      ...["person_hidden", "average_time_to_won", "average_stage_progress", "age", "stay_in_pipeline_stages"],
      ...["last_activity", "next_activity", "acv"],
    ]);
    await app.data("PUT", `/v1/deals/${deal.id}`, { status: "won", stage_id: 4 });
    const other = await app.add.deal();
    expect(await app.data("GET", `/v1/deals/${other.id}`)).toMatchObject({ average_stage_progress: 4 });
  });
});
