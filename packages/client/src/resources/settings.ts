import type * as contract from "@leadfoyer/contract";
import { call } from "../call.ts";
import type { Core } from "../core.ts";
import { list } from "../list.ts";

/** Users of the company. */
export const users = (core: Core) => ({
  list: list<typeof contract.getUsers>(core, "GET /v1/users 20 all"),
  /** Who asks, with the company. */
  me: call<typeof contract.getCurrentUser>(core, "GET /v1/users/me 2"),
  get: call<typeof contract.getUser>(core, "GET /v1/users/{id} 2"),
  /** By name, or by e-mail. */
  find: list<typeof contract.findUsersByName>(core, "GET /v1/users/find? 40 all"),
});

/** Currencies a value may have. */
export const currencies = (core: Core) => ({
  list: list<typeof contract.getCurrencies>(core, "GET /v1/currencies? 20 all"),
});
