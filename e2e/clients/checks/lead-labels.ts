import { expect } from "vitest";
import { UNKNOWN_UUID } from "../error-bodies.ts";
import { idOf } from "../fixtures.ts";
import { asItem, type Item, pluck } from "../json.ts";
import type { Check } from "./check.ts";

const KEYS = ["id", "name", "color", "add_time", "update_time"];
const COLORS = [
  ...["blue", "brown", "dark-gray", "gray", "green"],
  ...["orange", "pink", "purple", "red", "yellow"],
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MILLISECOND_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const leadLabelChecks: Check[] = [
  {
    operation: "getLeadLabels",
    fact: "starts with hot, cold and warm, and then tells of every label",
    async run({ call, given }) {
      const label = await given.label();
      const { body } = await call("getLeadLabels");
      const labels: unknown = asItem(body).data;
      expect(Object.keys(asItem(body))).toEqual(["success", "data"]);
      expect(labels).toMatchObject([
        { name: "Hot", color: "red" },
        { name: "Cold", color: "blue" },
        { name: "Warm", color: "yellow" },
        ...Array(Array.isArray(labels) ? labels.length - 3 : 0).fill({ id: expect.stringMatching(UUID) }),
      ]);
      expect(labels).toContainEqual(label);
    },
  },
  {
    operation: "addLeadLabel",
    fact: "answers 200 with the label, in any of the ten colours",
    async run({ call }) {
      for (const color of COLORS) {
        const { status, body } = await call("addLeadLabel", { body: { name: `Label ${color}`, color } });
        expect(status).toBe(200);
        expectLabel(asItem(asItem(body).data), { name: `Label ${color}`, color });
      }
    },
  },
  {
    operation: "addLeadLabel",
    fact: "refuses a colour that is none",
    async run({ refused }) {
      const { status, body } = await refused("addLeadLabel", { body: { name: "Odd", color: "ultraviolet" } });
      expect(status).toBe(400);
      expect(body).toMatchObject({
        data: null,
        additional_data: null,
        error_info: expect.stringContaining("color"),
      });
    },
  },
  {
    operation: "updateLeadLabel",
    fact: "changes the name and the colour, each by itself",
    async run({ one, given }) {
      const label = await given.label({ name: "Before", color: "green" });
      const renamed = await one("updateLeadLabel", { id: idOf(label), body: { name: "After" } });
      expectLabel(renamed, { id: label.id, name: "After", color: "green", add_time: label.add_time });
      const recoloured = await one("updateLeadLabel", { id: idOf(label), body: { color: "pink" } });
      expectLabel(recoloured, { id: label.id, name: "After", color: "pink", add_time: label.add_time });
    },
  },
  {
    operation: "updateLeadLabel",
    fact: "does not know a label that never was",
    async run({ refused }) {
      const { status } = await refused("updateLeadLabel", { id: UNKNOWN_UUID, body: { name: "x" } });
      expect(status).toBe(404);
    },
  },
  {
    operation: "deleteLeadLabel",
    fact: "answers the id, and no lead wears the label any more",
    async run({ one, list, given }) {
      const [gone, kept] = [idOf(await given.label()), idOf(await given.label())];
      const lead = await given.lead({ label_ids: [gone, kept] });
      expect(await one("deleteLeadLabel", { id: gone })).toEqual({ id: gone });
      expect(pluck(await list("getLeadLabels"), "id")).not.toContain(gone);
      expect(await one("getLead", { id: idOf(lead) })).toMatchObject({ label_ids: [kept] });
    },
  },
  {
    operation: "deleteLeadLabel",
    fact: "does not know a label that never was",
    async run({ refused }) {
      const { status } = await refused("deleteLeadLabel", { id: UNKNOWN_UUID });
      expect(status).toBe(404);
    },
  },
];

function expectLabel(label: Item, values: Item): void {
  expect(Object.keys(label)).toEqual(KEYS);
  expect(label).toMatchObject({
    id: expect.stringMatching(UUID),
    add_time: expect.stringMatching(MILLISECOND_TIME),
    update_time: expect.stringMatching(MILLISECOND_TIME),
    ...values,
  });
}
