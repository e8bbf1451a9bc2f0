import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Name, Text } from "./scalars.ts";

export const CompanySettings = Type.Object({
  id: Id,
  name: Type.String(),
  domain: Type.String(),
  default_currency: Type.String({ description: "What new users begin with" }),
});
export type CompanySettings = Type.Static<typeof CompanySettings>;

export const CompanyUpdate = Type.Object(
  {
    name: Type.Optional(Name("The name of the company")),
    default_currency: Type.Optional(Text({ minLength: 3, maxLength: 3, description: "ISO 4217" })),
  },
  { additionalProperties: false },
);
export type CompanyUpdate = Type.Static<typeof CompanyUpdate>;

const common = { family: "v2", tag: "Settings", scopes: [], cost: 0, status: 200 } as const;

export const getCompany = endpoint({
  ...common,
  operation: "getCompany",
  method: "GET",
  path: "/foyer/company",
  summary: "Read the company",
  data: CompanySettings,
});

export const updateCompany = endpoint({
  ...common,
  operation: "updateCompany",
  method: "PATCH",
  path: "/foyer/company",
  summary: "Change the company's name and currency (administrators)",
  body: CompanyUpdate,
  data: CompanySettings,
});

export const fillWithDemo = endpoint({
  ...common,
  operation: "fillWithDemo",
  method: "POST",
  path: "/foyer/demo",
  summary: "Fill a company without leads with a realistic inbox (administrators)",
  body: Type.Object(
    { leads: Type.Integer({ minimum: 1, maximum: 1_000, description: "How many leads to make" }) },
    { additionalProperties: false },
  ),
  data: Type.Object({ leads: Type.Integer() }),
});

export const companyEndpoints = [getCompany, updateCompany, fillWithDemo];
