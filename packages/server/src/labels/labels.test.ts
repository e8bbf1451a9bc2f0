import type { LeadLabel } from "@leadfoyer/contract";
import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";

const UNKNOWN_ID = "4badc1b0-a5dd-11f1-91c1-d76c55e1594b";

describe.each(engines)("lead labels on %s", (engine) => {
  test("a new company has Hot, Cold and Warm, in this order", async () => {
    const app = await startTestApp(engine);
    const labels: LeadLabel[] = await app.data("GET", "/v1/leadLabels");
    expect(labels.map(({ name, color }) => [name, color])).toEqual([
      ["Hot", "red"],
      ["Cold", "blue"],
      ["Warm", "yellow"],
    ]);
  });

  test("a new label answers 200 and comes last", async () => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", "/v1/leadLabels", {
      body: { name: "VIP", color: "dark-gray", extra: 1 },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
        name: "VIP",
        color: "dark-gray",
        add_time: expect.stringMatching(/\.\d{3}Z$/),
        update_time: answer.body.data.add_time,
      },
    });
    expect((await app.data("GET", "/v1/leadLabels")).at(-1)).toEqual(answer.body.data);
  });

  test.each([
    [{ color: "red" }, '"name" is required'],
    [{ name: "VIP" }, '"color" is required'],
    [{ name: "", color: "red" }, '"name" is not allowed to be empty'],
    [
      { name: "VIP", color: "mauve" },
      '"color" must be one of [blue, brown, dark-gray, gray, green, orange, pink, purple, red, yellow]',
    ],
  ])("refuses %j", async (body, error_info) => {
    const app = await startTestApp(engine);
    const answer = await app.request("POST", "/v1/leadLabels", { body });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: "provided dataset is not valid", error_info },
    });
    expect(await app.data("GET", "/v1/leadLabels")).toHaveLength(3);
  });

  test("PATCH and PUT change what they are given", async () => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const renamed = await app.data("PATCH", `/v1/leadLabels/${label.id.toUpperCase()}`, {
      name: "Very important",
    });
    expect(renamed).toEqual({ ...label, name: "Very important", update_time: renamed.update_time });
    expect(await app.data("PUT", `/v1/leadLabels/${label.id}`, { color: "pink" })).toMatchObject({
      name: "Very important",
      color: "pink",
    });
    expect(await app.data("PATCH", `/v1/leadLabels/${label.id}`, {})).toMatchObject({ color: "pink" });
  });

  test("a deleted label leaves every lead that wore it, archived ones too, without moving their update_time", async () => {
    const app = await startTestApp(engine);
    const [gone, kept] = [await app.add.label(), await app.add.label({ name: "Kept" })];
    const lead = await app.add.lead({ label_ids: [kept.id, gone.id], title: `"${gone.id}" in its title` });
    const other = await app.add.lead({ label_ids: [gone.id] });
    const archived = await app.data("PATCH", `/v1/leads/${other.id}`, { is_archived: true });
    const answer = await app.request("DELETE", `/v1/leadLabels/${gone.id}`);
    expect(answer.text).toBe(`{"success":true,"data":{"id":"${gone.id}"}}`);
    expect(await app.data("GET", `/v1/leads/${lead.id}`)).toEqual({ ...lead, label_ids: [kept.id] });
    expect(await app.data("GET", `/v1/leads/${other.id}`)).toEqual({ ...archived, label_ids: [] });
  });

  test("a label worn by more leads than one command takes on leaves them all", async () => {
    const app = await startTestApp(engine);
    const label = await app.add.label();
    const { id: person_id } = await app.add.person();
    await Promise.all(Array.from({ length: 520 }, () => app.add.lead({ person_id, label_ids: [label.id] })));
    await app.data("DELETE", `/v1/leadLabels/${label.id}`);
    const leads: { label_ids: string[] }[] = [
      ...(await app.data("GET", "/v1/leads?limit=500")),
      ...(await app.data("GET", "/v1/leads?limit=500&start=500")),
    ];
    expect(leads).toHaveLength(520);
    expect(leads.every(({ label_ids }) => label_ids.length === 0)).toBe(true);
  });

  test("a label that is not there is not found", async () => {
    const app = await startTestApp(engine);
    for (const method of ["PATCH", "PUT", "DELETE"]) {
      const answer = await app.request(method, `/v1/leadLabels/${UNKNOWN_ID}`, { body: { name: "x" } });
      expect(answer).toMatchObject({
        status: 404,
        body: { error: "requested lead label not found", data: null },
      });
      expect((await app.request(method, "/v1/leadLabels/7", { body: { name: "x" } })).status).toBe(400);
    }
  });
});
