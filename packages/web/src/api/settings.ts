import { queryOptions } from "@tanstack/react-query";
import { foyer } from "./foyer.ts";

export const tokens = queryOptions({
  queryKey: ["tokens"],
  queryFn: async ({ signal }) => (await foyer.tokens.list({ signal })).data,
});

export const grants = queryOptions({
  queryKey: ["grants"],
  queryFn: async ({ signal }) => (await foyer.apps.grants({ signal })).data,
});

export const company = queryOptions({
  queryKey: ["company"],
  queryFn: ({ signal }) => foyer.company.get({ signal }),
});

export const members = queryOptions({
  queryKey: ["members"],
  queryFn: async ({ signal }) => (await foyer.members.list({ signal })).data,
});

export const roles = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) => foyer.roles.list({}, { signal }).toArray(),
});

export const roleSettings = (id: number) =>
  queryOptions({
    queryKey: ["roles", id, "settings"],
    queryFn: ({ signal }) => foyer.roles.settings(id, { signal }),
  });

/** The sets that can be changed, with what they permit. */
export const permissionSets = queryOptions({
  queryKey: ["permission-sets"],
  queryFn: async ({ signal }) => {
    const { data } = await foyer.permissionSets.list({}, { signal });
    const regular = data.filter(({ type }) => type === "regular");
    return Promise.all(
      regular.map(async ({ id }) => {
        const [set] = (await foyer.permissionSets.get(id, { signal })).data;
        if (!set) throw new Error(`There is no permission set ${id}`);
        return set;
      }),
    );
  },
});

export type FieldEntity = "deal" | "person" | "organization";

export const customFields = (entity: FieldEntity) =>
  queryOptions({
    queryKey: ["custom-fields", entity],
    queryFn: async ({ signal }) => {
      const all = await foyer.fields[entity].list({}, { signal }).toArray();
      return all.filter(({ edit_flag }) => edit_flag);
    },
  });

export const apps = queryOptions({
  queryKey: ["apps"],
  queryFn: async ({ signal }) => (await foyer.apps.list({ signal })).data,
});

export const webhooks = queryOptions({
  queryKey: ["webhooks"],
  queryFn: async ({ signal }) => (await foyer.webhooks.health({ signal })).data,
});

type Item<F extends (...args: never[]) => PromiseLike<{ data: unknown[] }>> = Awaited<
  ReturnType<F>
>["data"][number];
export type ApiToken = Item<typeof foyer.tokens.list>;
export type Grant = Item<typeof foyer.apps.grants>;
export type Member = Item<typeof foyer.members.list>;
export type Role = Item<typeof foyer.roles.list>;
export type PermissionSet = Item<typeof foyer.permissionSets.get>;
export type Field = Item<typeof foyer.fields.deal.list>;
export type App = Item<typeof foyer.apps.list>;
export type Webhook = Item<typeof foyer.webhooks.health>;
export type Delivery = Item<typeof foyer.webhooks.deliveries>;
