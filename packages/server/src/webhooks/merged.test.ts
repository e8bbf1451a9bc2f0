import { describe, expect, test } from "vitest";
import { useOwnDatabase } from "../../test/app.ts";
import { engines } from "../../test/storage.ts";
import { startWebhookScene } from "../../test/webhook-scene.ts";

useOwnDatabase();

describe.each(engines)("webhooks tell of merges on %s", (engine) => {
  test("which lead stays, and which one came to it", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const goes = await app.add.lead({ title: "Green door" });
    const [stays, other] = [await app.add.lead(), await app.add.lead()];
    await scene.subscribe({ event_action: "change" });
    await scene.subscribe({ event_action: "delete" });
    await app.data("POST", `/foyer/leads/${stays.id}/merge`, {
      loser_ids: [goes.id],
      fields: { title: goes.id },
    });
    await app.data("PATCH", `/v1/leads/${stays.id}`, {
      title: "Later",
      value: { amount: 1, currency: "EUR" },
    });
    await app.data("DELETE", `/v1/leads/${other.id}`);
    await scene.deliver();
    const told = receiver.received.map(({ body: { meta } }) => [
      ...[meta.action, meta.entity_id, meta.merged_to_id, meta.merged_from_id],
    ]);
    expect(told).toContainEqual(["delete", goes.id, stays.id, undefined]);
    expect(told).toContainEqual(["delete", other.id, undefined, undefined]);
    expect(told).toContainEqual(["change", stays.id, undefined, goes.id]);
    expect(told).toContainEqual(["change", stays.id, undefined, undefined]);
  });

  test("of deals in either version; who asks for merges hears of nothing else", async () => {
    await using scene = await startWebhookScene(engine);
    const { app, receiver } = scene;
    const [stays, goes, other] = [
      await app.add.deal(),
      await app.add.deal({ value: 7 }),
      await app.add.deal(),
    ];
    await scene.subscribe({ event_object: "deal", event_action: "change" });
    await scene.subscribe({ event_object: "deal", event_action: "merged", version: "1.0" });
    await app.data("PUT", `/v1/deals/${goes.id}/merge`, { merge_with_id: stays.id });
    await app.data("DELETE", `/api/v2/deals/${other.id}`);
    await scene.deliver();
    const bodies = receiver.received.map(({ body }) => body);
    const one = bodies.filter(({ event }) => event !== undefined);
    expect(one).toMatchObject([
      {
        ...{ event: "merged.deal", current: null, previous: { id: goes.id, value: 7 } },
        meta: { action: "merged", object: "deal", id: goes.id, merged_to_id: stays.id },
      },
    ]);
    expect(bodies.filter(({ event }) => event === undefined)).toMatchObject([
      { data: { value: 7 }, meta: { entity_id: `${stays.id}`, merged_from_id: `${goes.id}` } },
    ]);
  });
});
