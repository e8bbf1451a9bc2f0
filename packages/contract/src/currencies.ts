import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Text } from "./scalars.ts";

export const Currency = Type.Object({
  id: Id,
  code: Type.String({ description: "ISO 4217" }),
  name: Type.String(),
  decimal_points: Type.Integer(),
  symbol: Type.String(),
  active_flag: Type.Boolean(),
  is_custom_flag: Type.Boolean(),
});
export type Currency = Type.Static<typeof Currency>;

export const getCurrencies = endpoint({
  operation: "getCurrencies",
  family: "v1",
  tag: "Currencies",
  method: "GET",
  path: "/v1/currencies",
  summary: "List all currencies",
  scopes: ["base"],
  cost: 20,
  query: Type.Object({
    term: Type.Optional(Text({ maxLength: 100, description: "Part of the name or code" })),
  }),
  status: 200,
  data: Currency,
  list: "all",
});

export const currencyEndpoints = [getCurrencies];
