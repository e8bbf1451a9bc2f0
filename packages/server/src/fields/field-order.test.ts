import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { addField } from "../../test/fields.ts";
import { engines } from "../../test/storage.ts";

type Listed = { id: number; order_nr: number; edit_flag: boolean };

describe.each(engines)("the order of fields on %s", (engine) => {
  test("is kept, told by order_nr, and the same for leads; v2 still walks all by id", async () => {
    const app = await startTestApp(engine);
    const [a, b, c] = [
      await addField(app, "deal", "varchar"),
      await addField(app, "deal", "text"),
      await addField(app, "deal", "double"),
    ];
    const mine = await addField(app, "person", "text");
    const order = (ids: number[]) => app.data("PUT", "/foyer/deal-fields/order", { ids });
    const custom = async (kind: string): Promise<Listed[]> =>
      (await app.data("GET", `/v1/${kind}Fields?limit=500`)).filter(({ edit_flag }: Listed) => edit_flag);
    const ids = async (kind: string) => (await custom(kind)).map(({ id }) => id);
    expect(await ids("deal")).toEqual([a.id, b.id, c.id]);
    expect(await order([c.id])).toEqual({ ids: [c.id, a.id, b.id] });
    expect(await ids("deal")).toEqual([c.id, a.id, b.id]);
    expect(await ids("lead")).toEqual([c.id, a.id, b.id]);
    const numbers = (await custom("deal")).map(({ order_nr }) => order_nr);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    const later = await addField(app, "deal", "date");
    await app.data("PUT", `/v1/dealFields/${a.id}`, { name: "Renamed" });
    expect(await ids("deal")).toEqual([c.id, a.id, b.id, later.id]);
    expect(await order([later.id, b.id, a.id, c.id])).toEqual({ ids: [later.id, b.id, a.id, c.id] });

    const codes: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await app.request("GET", `/api/v2/dealFields?limit=7${cursor}`);
      codes.push(...body.data.map(({ field_code }: { field_code: string }) => field_code));
      if (!body.additional_data.next_cursor) break;
      cursor = `&cursor=${body.additional_data.next_cursor}`;
    }
    expect(codes.slice(-4)).toEqual([a.key, b.key, c.key, later.key]);
    expect(new Set(codes).size).toBe(codes.length);

    const put = (body: object, token?: string) =>
      app.request("PUT", "/foyer/deal-fields/order", { body, ...(token && { token }) });
    expect((await put({ ids: [mine.id] })).status).toBe(404);
    expect((await put({ ids: [] })).status).toBe(400);
    expect((await put({ ids: [a.id] }, await app.scoped("deals:full"))).status).toBe(403);
    expect(await ids("deal")).toEqual([later.id, b.id, a.id, c.id]);
  });
});
