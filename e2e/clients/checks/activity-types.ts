import { expect } from "vitest";
import { idNumber } from "../fixtures.ts";
import { asItem, type Item, pluck } from "../json.ts";
import type { Scene } from "../scene.ts";
import type { Check } from "./check.ts";

const KEYS = [
  ...["id", "order_nr", "name", "key_string", "icon_key", "active_flag", "color", "is_custom_flag"],
  ...["add_time", "update_time"],
];

const added = ({ one, given }: Scene): Promise<Item> =>
  one("addActivityType", { body: { name: `Type ${given.word()}`, icon_key: "camera" } });

export const activityTypeChecks: Check[] = [
  {
    operation: "getActivityTypes",
    fact: "begins with those of a new account",
    async run({ call }) {
      const { data } = asItem((await call("getActivityTypes")).body);
      expect(Array.isArray(data) && data.slice(0, 6).map(({ key_string }) => key_string)).toEqual([
        ...["call", "meeting", "task", "deadline", "email", "lunch"],
      ]);
    },
  },
  {
    operation: "addActivityType",
    fact: "answers 200 with the type, keyed by its name",
    async run({ call, given }) {
      const word = given.word();
      const body = { name: `Video call ${word}`, icon_key: "camera", color: "aeb31b" };
      const { status, body: answer } = await call("addActivityType", { body });
      expect(status).toBe(200);
      const type = asItem(asItem(answer).data);
      expect(Object.keys(type)).toEqual(KEYS);
      expect(type).toMatchObject({ ...body, key_string: `video_call_${word}`, is_custom_flag: true });
    },
  },
  {
    operation: "addActivityType",
    fact: "refuses a colour that is none",
    async run({ refused }) {
      const body = { name: "x", icon_key: "camera", color: "red" };
      expect((await refused("addActivityType", { body })).status).toBe(400);
    },
  },
  {
    operation: "updateActivityType",
    fact: "changes what is sent and nothing else",
    async run(scene) {
      const type = await added(scene);
      const body = { color: "00ff00" };
      const changed = await scene.one("updateActivityType", { id: idNumber(type), body });
      expect(changed).toEqual({ ...type, ...body, update_time: changed.update_time });
    },
  },
  {
    operation: "deleteActivityType",
    fact: "answers the type as deleted, and stays on the list",
    async run(scene) {
      const id = idNumber(await added(scene));
      expect(await scene.one("deleteActivityType", { id })).toMatchObject({ id, active_flag: false });
      expect(pluck(await scene.list("getActivityTypes"), "id")).toContain(id);
    },
  },
  {
    operation: "deleteActivityTypes",
    fact: "answers the ids",
    async run(scene) {
      const ids = [idNumber(await added(scene)), idNumber(await added(scene))];
      expect(await scene.one("deleteActivityTypes", { ids: ids.join(",") })).toEqual({ id: ids });
    },
  },
];
