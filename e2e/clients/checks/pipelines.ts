import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { pluck } from "../json.ts";
import type { OperationName } from "../operations.ts";
import type { Check } from "./check.ts";

const STAGES = ["Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started"];
const UNKNOWN_ID = 999_999;

type Thing = "Pipeline" | "Stage";
type Names = Record<"list" | "add" | "get" | "update" | "remove", OperationName>;

const v1 = (thing: Thing): Names => ({
  list: `get${thing}s`,
  add: `add${thing}`,
  get: `get${thing}`,
  update: `update${thing}`,
  remove: `delete${thing}`,
});
const v2 = (thing: Thing): Names => ({
  list: `v2 get${thing}s`,
  add: `v2 add${thing}`,
  get: `v2 get${thing}`,
  update: `v2 update${thing}`,
  remove: `v2 delete${thing}`,
});

export const pipelineChecks: Check[] = [
  ...pipelines(v1("Pipeline"), { active: false }),
  ...pipelines(v2("Pipeline"), { is_deleted: true }),
  ...stages(v1("Stage"), { active_flag: false }),
  ...stages(v2("Stage"), { is_deleted: true }),
  {
    operation: "deleteStages",
    fact: "answers the ids",
    async run({ one, given }) {
      const ids = [(await given.stage()).stage_id, (await given.stage()).stage_id];
      expect(await one("deleteStages", { ids: ids.join(",") })).toEqual({ id: ids });
    },
  },
  {
    operation: "getPipelineDeals",
    fact: "lists the caller's open deals",
    async run({ list, given }) {
      const { pipeline_id, stage_id } = await given.stage();
      const deal = await given.deal({ stage_id });
      await given.deal({ stage_id, status: "won" });
      expect(pluck(await list("getPipelineDeals", { id: pipeline_id }), "id")).toEqual([deal.id]);
    },
  },
  {
    operation: "getStageDeals",
    fact: "lists the open deals of everyone",
    async run({ list, given }) {
      const { stage_id } = await given.stage();
      const deal = await given.deal({ stage_id });
      const query = { everyone: 1 };
      expect(pluck(await list("getStageDeals", { id: stage_id, query }), "id")).toEqual([deal.id]);
    },
  },
];

function pipelines(names: Names, deleted: object): Check[] {
  return [
    {
      operation: names.list,
      fact: "begins with the one every company has",
      async run({ list }) {
        expect((await list(names.list))[0]).toMatchObject({ id: 1, name: "Pipeline", order_nr: 1 });
      },
    },
    {
      operation: names.add,
      fact: "answers 200 with the pipeline at the end",
      async run({ call, list, given }) {
        const name = `Pipeline ${given.word()}`;
        expect((await call(names.add, { body: { name } })).status).toBe(200);
        const query = { limit: 500 }; // every client made some
        expect(pluck(await list(names.list, { query }), "name").at(-1)).toBe(name);
      },
    },
    ...changes(names, deleted, async ({ given }) => (await given.stage()).pipeline_id),
  ];
}

function stages(names: Names, deleted: object): Check[] {
  return [
    {
      operation: names.list,
      fact: "begins with Pipedrive's five",
      async run({ list }) {
        expect(pluck(await list(names.list, { query: { pipeline_id: 1 } }), "name")).toEqual(STAGES);
      },
    },
    {
      operation: names.add,
      fact: "answers 200 with the stage at the end of its pipeline",
      async run({ one, given }) {
        const { pipeline_id } = await given.stage();
        const body = { name: "Due", pipeline_id, deal_probability: 40 };
        expect(await one(names.add, { body })).toMatchObject({ ...body, order_nr: 2 });
      },
    },
    ...changes(names, deleted, async ({ given }) => (await given.stage()).stage_id),
  ];
}

type Make = (scene: Parameters<Check["run"]>[0]) => Promise<number>;

function changes(names: Names, deleted: object, make: Make): Check[] {
  return [
    {
      operation: names.get,
      fact: "answers what was added, and does not know what was not",
      async run(scene) {
        const id = await make(scene);
        expect(idNumber(await scene.one(names.get, { id }))).toBe(id);
        expect((await scene.refused(names.get, { id: UNKNOWN_ID })).status).toBe(404);
      },
    },
    {
      operation: names.update,
      fact: "changes what is sent and nothing else",
      async run(scene) {
        const id = await make(scene);
        const before = await scene.one(names.get, { id });
        const after = await scene.one(names.update, { id, body: { name: "Renamed" } });
        expect(after).toEqual({ ...before, name: "Renamed", ...timesOf(after) });
      },
    },
    {
      operation: names.remove,
      fact: "answers the id, and the list does without",
      async run(scene) {
        const id = await make(scene);
        expect(await scene.one(names.remove, { id })).toEqual({ id });
        expect(pluck(await scene.list(names.list), "id")).not.toContain(id);
        expect(await scene.one(names.get, { id })).toMatchObject(deleted);
      },
    },
  ];
}

/** What a change of the name moves along with it. */
const timesOf = ({ update_time, url_title }: Record<string, unknown>) => ({
  update_time,
  ...(url_title !== undefined && { url_title }),
});
