import { expect } from "vitest";
import { BAD_TOKEN, UNAUTHORIZED, USER_NOT_FOUND } from "../error-bodies.ts";
import { asItem, asNumber, asString } from "../json.ts";
import type { Check } from "./check.ts";

const USER_KEYS = [
  ...["id", "name", "default_currency", "locale", "lang", "email", "phone", "activated", "last_login"],
  ...["created", "modified", "has_created_company", "access", "active_flag", "timezone_name"],
  ...["timezone_offset", "role_id", "icon_url", "is_you", "is_deleted"],
];
const OWN_KEYS = [
  "company_id",
  "company_name",
  "company_domain",
  "company_country",
  "company_industry",
  "language",
];
const SECONDS = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

export const userChecks: Check[] = [
  {
    operation: "getCurrentUser",
    fact: "describes the caller and the company",
    async run({ one, foyer }) {
      const me = await one("getCurrentUser");
      expect(Object.keys(me)).toEqual([...USER_KEYS, ...OWN_KEYS]);
      expect(me).toMatchObject({
        ...{ email: foyer.adminEmail, company_domain: foyer.companyDomain, is_you: true },
        ...{ active_flag: true, is_deleted: false, created: expect.stringMatching(SECONDS) },
        timezone_offset: expect.stringMatching(/^[+-]\d\d:\d\d$/),
      });
    },
  },
  {
    operation: "getCurrentUser",
    fact: "refuses a token that is not ours",
    async run({ refused }) {
      const { status, body } = await refused("getCurrentUser", {}, { token: BAD_TOKEN });
      expect({ status, body }).toEqual({ status: 401, body: UNAUTHORIZED });
    },
  },
  {
    operation: "getUsers",
    fact: "lists every user, without what only the caller is told",
    async run({ list, foyer }) {
      const users = await list("getUsers");
      for (const user of users) expect(Object.keys(user)).toEqual(USER_KEYS);
      expect(users).toContainEqual(expect.objectContaining({ email: foyer.adminEmail, is_you: true }));
    },
  },
  {
    operation: "getUser",
    fact: "answers one user as the list has it",
    async run({ one, list }) {
      const [user] = await list("getUsers");
      expect(await one("getUser", { id: asNumber(user?.id) })).toEqual(user);
    },
  },
  {
    operation: "getUser",
    fact: "does not know a user that never was",
    async run({ refused }) {
      const { status, body } = await refused("getUser", { id: 999_999 });
      expect({ status, body }).toEqual({ status: 404, body: USER_NOT_FOUND });
    },
  },
  {
    operation: "addUser",
    fact: "answers 200 with the user, who is active and no administrator",
    async run({ call, given, list }) {
      const word = given.word();
      const body = { name: word, email: `${word}@example.com`, active_flag: true };
      const { status, body: answer } = await call("addUser", { body });
      expect(status).toBe(200);
      const user = asItem(asItem(answer).data);
      expect(Object.keys(user)).toEqual(USER_KEYS);
      expect(user).toMatchObject({ ...body, is_you: false });
      expect(user.access).not.toContainEqual(expect.objectContaining({ admin: true }));
      expect(await list("getUsers")).toContainEqual(user);
    },
  },
  {
    operation: "addUser",
    fact: "refuses what is no mail address",
    async run({ refused }) {
      const body = { name: "x", email: "x", active_flag: true };
      expect((await refused("addUser", { body })).status).toBe(400);
    },
  },
  {
    operation: "updateUser",
    fact: "deactivates a user, and brings one back",
    async run({ one, given }) {
      const word = given.word();
      const body = { name: word, email: `${word}@example.com`, active_flag: true };
      const id = asNumber((await one("addUser", { body })).id);
      const off = await one("updateUser", { id, body: { active_flag: false } });
      expect(off).toMatchObject({ id, active_flag: false });
      const on = await one("updateUser", { id, body: { active_flag: true } });
      expect(on).toMatchObject({ id, active_flag: true });
    },
  },
  {
    operation: "findUsersByName",
    fact: "finds a user by name and by mail address",
    async run({ list, foyer }) {
      const [user] = await list("getUsers");
      expect(await list("findUsersByName", { term: asString(user?.name) })).toContainEqual(user);
      const byMail = { term: foyer.adminEmail, query: { search_by_email: 1 } };
      expect(await list("findUsersByName", byMail)).toEqual([user]);
      expect(await list("findUsersByName", { term: "nobody has this name" })).toEqual([]);
    },
  },
];

export const currencyChecks: Check[] = [
  {
    operation: "getCurrencies",
    fact: "lists the currencies",
    async run({ list }) {
      const currencies = await list("getCurrencies");
      const keys = ["id", "code", "name", "decimal_points", "symbol", "active_flag", "is_custom_flag"];
      for (const currency of currencies) expect(Object.keys(currency)).toEqual(keys);
      expect(currencies).toContainEqual({
        ...{ id: expect.any(Number), code: "EUR", name: "Euro", decimal_points: 2, symbol: "€" },
        ...{ active_flag: true, is_custom_flag: false },
      });
    },
  },
  {
    operation: "getCurrencies",
    fact: "narrows to a term",
    async run({ list }) {
      const currencies = await list("getCurrencies", { query: { term: "EUR" } });
      expect(currencies).toContainEqual(expect.objectContaining({ code: "EUR" }));
      expect(currencies).not.toContainEqual(expect.objectContaining({ code: "USD" }));
    },
  },
];
