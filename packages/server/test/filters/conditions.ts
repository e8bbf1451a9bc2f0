import type {
  FilterConditionInput,
  FilterConditionsInput,
  FilterObject,
  FilterType,
} from "@leadfoyer/contract";
import type { TestApp } from "../app.ts";

/** The fixed structure around conditions. */
export const conditionsOf = (
  and: readonly FilterConditionInput[],
  or: readonly FilterConditionInput[] = [],
): FilterConditionsInput => ({
  glue: "and",
  conditions: [
    { glue: "and", conditions: [...and] },
    { glue: "or", conditions: [...or] },
  ],
});

const lists = {
  lead: "/v1/leadFields",
  deal: "/v1/dealFields",
  person: "/v1/personFields",
  organization: "/v1/organizationFields",
  activity: "/v1/activityFields",
};

/** Makes conditions by the keys of fields. */
export async function conditionMaker(app: TestApp) {
  const ids = new Map<string, number>();
  for (const [object, url] of Object.entries(lists)) {
    const fields: { id: number; key: string }[] = await app.data("GET", `${url}?limit=500`);
    for (const { id, key } of fields) ids.set(`${object} ${key}`, id);
  }
  return (
    field: `${FilterObject} ${string}`,
    operator: string,
    value: string | number | null = null,
    extra_value: string | null = null,
  ): FilterConditionInput => {
    const id = ids.get(field);
    if (id === undefined) throw new Error(`no field ${field}`);
    const [object] = field.split(" ") as [FilterObject];
    return { object, field_id: String(id), operator, value, extra_value };
  };
}

/** Adds a filter and answers its id. */
export async function addFilter(
  app: TestApp,
  and: readonly FilterConditionInput[],
  { or = [], type = "leads" }: { or?: readonly FilterConditionInput[]; type?: FilterType } = {},
): Promise<number> {
  const body = { name: "A filter", type, conditions: conditionsOf(and, or) };
  return (await app.data("POST", "/v1/filters", body)).id;
}
