import { toSecondTime } from "../lib/clock.ts";
import type { WebhookThing } from "../webhooks/webhook-thing.ts";
import { findUser, type UserRow } from "./users.store.ts";

type State = Omit<UserRow, "active" | "is_admin"> & { active_flag: boolean; is_admin: boolean };

/** Pipedrive publishes no sample of a user: these are the members of `/users`, with the times of version 2.0. */
const toData = (user: State) => ({
  active_flag: user.active_flag,
  add_time: toSecondTime(user.add_time),
  default_currency: user.default_currency,
  email: user.email,
  id: user.id,
  is_admin: user.is_admin,
  locale: user.locale,
  name: user.name,
  phone: user.phone,
  role_id: user.role_id,
  timezone_name: user.timezone,
  update_time: toSecondTime(user.update_time),
});

export const userWebhook: WebhookThing<State> = {
  async present(db, company, id) {
    const row = await findUser(db, company, Number(id));
    if (!row) return undefined;
    const { active, is_admin, ...user } = row;
    return { ...user, active_flag: active === 1, is_admin: is_admin === 1 };
  },
  audience: async () => undefined,
  v2: toData,
  v1: async (_actor, user) => toData(user),
};
