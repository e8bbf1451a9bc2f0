import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

describe.each(engines)("who takes part in a deal on %s", (engine) => {
  test("the contact person does, others join and leave, each once", async () => {
    const app = await startTestApp(engine);
    const [ann, bea] = [await app.add.person(), await app.add.person({ name: "Bea" })];
    const deal = await app.add.deal({ person_id: ann.id });
    const url = `/v1/deals/${deal.id}/participants`;
    const added = await app.request("POST", url, { body: { person_id: bea.id } });
    expect(added.body.data).toMatchObject({
      ...{ person_id: { name: "Bea", value: bea.id }, active_flag: true, related_item_type: "deal" },
      ...{ related_item_data: { deal_id: deal.id, title: "Blue door" }, related_item_id: deal.id },
      ...{ person: { id: bea.id, name: "Bea" }, added_by_user_id: { value: app.actor.user_id } },
    });
    expect(added.body.related_objects.person[bea.id]).toMatchObject({ name: "Bea" });
    expect((await app.data("POST", url, { person_id: bea.id })).id).toBe(added.body.data.id);
    const people = async () =>
      (await app.data("GET", url)).map((one: { person_id: { value: number } }) => one.person_id.value);
    expect(await people()).toEqual([ann.id, bea.id]);
    const count = `/api/v2/deals/${deal.id}?include_fields=participants_count`;
    expect(await app.data("GET", count)).toMatchObject({ participants_count: 2 });
    const [contact] = await app.data("GET", url);
    expect((await app.request("DELETE", `${url}/${contact.id}`)).status).toBe(400);
    await app.data("PATCH", `/api/v2/deals/${deal.id}`, { person_id: bea.id });
    expect(await people()).toEqual([bea.id]);
    await app.data("PATCH", `/api/v2/deals/${deal.id}`, { person_id: null });
    expect(await people()).toEqual([]);
    const { id } = await app.data("POST", url, { person_id: ann.id });
    expect(await app.data("DELETE", `${url}/${id}`)).toEqual({ id });
    expect((await app.request("DELETE", `${url}/${id}`)).status).toBe(404);
    expect((await app.request("POST", url, { body: { person_id: 99 } })).status).toBe(400);
  });

  test("persons are listed by a deal, for whoever sees the deal and them", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const ann = await app.add.person();
    const secret = await app.add.person({ name: "Secret", visible_to: 1 });
    const deal = await app.add.deal({ person_id: ann.id });
    await app.data("POST", `/v1/deals/${deal.id}/participants`, { person_id: secret.id });
    await app.add.person({ name: "Somebody else" });
    const ids = async (token: string) =>
      (await app.request("GET", `/api/v2/persons?deal_id=${deal.id}`, { token })).body.data.map(
        ({ id }: { id: number }) => id,
      );
    expect(await ids(app.token)).toEqual([ann.id, secret.id]);
    expect(await ids(bob.token)).toEqual([ann.id]);
    const taking = await app.request("GET", `/v1/deals/${deal.id}/participants`, { token: bob.token });
    expect(taking.body.data).toHaveLength(1);
    expect(taking.text).not.toContain("Secret");
    await app.data("PATCH", `/api/v2/deals/${deal.id}`, { visible_to: 1 });
    expect(await ids(bob.token)).toEqual([]);
  });

  test("who follows a deal sees it, in both versions", async () => {
    const app = await startTestApp(engine);
    const bob = await app.colleague();
    const deal = await app.add.deal({ visible_to: 1 });
    const [v1, v2] = [`/v1/deals/${deal.id}/followers`, `/api/v2/deals/${deal.id}/followers`];
    const seen = async () => (await app.request("GET", `/v1/deals/${deal.id}`, { token: bob.token })).status;
    expect(await seen()).toBe(404);
    const follower = await app.data("POST", v1, { user_id: bob.id });
    expect(follower).toMatchObject({ user_id: bob.id, deal_id: deal.id });
    expect(await seen()).toBe(200);
    expect(await app.data("GET", v2)).toMatchObject([{ user_id: bob.id }]);
    expect(await app.data("GET", `/v1/deals/${deal.id}/permittedUsers`)).toEqual([app.actor.user_id, bob.id]);
    const count = `/api/v2/deals/${deal.id}?include_fields=followers_count`;
    expect(await app.data("GET", count)).toMatchObject({ followers_count: 1 });
    expect(await app.data("DELETE", `${v2}/${bob.id}`)).toEqual({ user_id: bob.id });
    expect(await seen()).toBe(404);
  });
});
