import { permissions, roleSettingKeys } from "@leadfoyer/contract";
import type { GeneratorValue } from "fast-check";
import fc from "fast-check";
import type { Actor } from "../../src/lib/actor.ts";
import type { TestApp } from "../app.ts";
import { addField } from "../fields.ts";
import type { Kind, States } from "./states.ts";

export type Operation = { method: string; url: string; body?: unknown };
type Fields = Awaited<ReturnType<typeof addKnownFields>>;

/** Custom fields of leads, persons and organizations for values to be held in. */
export async function addKnownFields(app: TestApp) {
  const types = ["varchar", "double", "enum", "set", "monetary", "date"] as const;
  const of = async (entity: "deal" | "person" | "organization") => {
    const made = await Promise.all(types.map((type) => addField(app, entity, type)));
    return made.map(({ id, key, field_type, options }) => ({ id, key, field_type, options }));
  };
  return { deal: await of("deal"), person: await of("person"), organization: await of("organization") };
}

/** Draws requests that write, for whatever there is at the moment. */
export function createDrawer(gen: GeneratorValue, fields: Fields, { user_id }: Actor) {
  const one = <T>(...values: T[]): T => gen(fc.constantFrom<T[]>, ...values);
  const some = <T>(values: readonly T[], minLength = 0): T[] =>
    gen(fc.shuffledSubarray<T>, [...values], { minLength, maxLength: Math.min(3, values.length) });
  const words = () => one("Blue", "Red door", "Ann Example", "Ärger & Söhne", "x");
  const day = () => one(null, "2026-01-31", "2026-12-01");

  /** Some of the members, each drawn only when it is chosen. */
  function members(all: Record<string, () => unknown>): Record<string, unknown> {
    const names = Object.keys(all);
    const size = { minLength: 1, maxLength: Math.min(4, names.length) };
    const keys = gen(fc.shuffledSubarray<string>, names, size);
    return Object.fromEntries(keys.map((key) => [key, all[key]?.()]));
  }

  /** `nested`: as version 2 writes them, leads do not. */
  function custom(entity: keyof Fields, nested = true): Record<string, () => unknown> {
    return Object.fromEntries(
      fields[entity].map(({ key, field_type, options }) => {
        const ids = options?.map(({ id }) => id) ?? [];
        const values: Record<string, () => unknown> = {
          varchar: () => one(null, "a", "b"),
          double: () => one(null, 1, 2.5),
          enum: () => one(null, ...ids),
          set: () => some(ids),
          monetary: () => (nested ? one(null, { value: 5, currency: "EUR" }) : one(null, 5)),
          date: day,
        };
        return [key, values[field_type] ?? (() => null)];
      }),
    );
  }

  /** Requests by name, among what there is; each answers undefined when it needs something that is not there. */
  return function among(states: States): Record<string, () => Operation | undefined> {
    const ids = (kind: Kind) =>
      [...states[kind].entries()].flatMap(([id, state]) => (isLive(state) ? [id] : []));
    const numbers = (kind: Kind) => ids(kind).map(Number);
    const of = (kind: Kind): string | undefined => (ids(kind).length > 0 ? one(...ids(kind)) : undefined);
    const maybe = (kind: Kind) => one(null, ...numbers(kind));
    const onOne = (method: string, path: string, kind: Kind, body?: () => unknown): Operation | undefined => {
      const id = of(kind);
      if (id === undefined) return undefined;
      const url = path.replaceAll(/\{(\w*)\}/g, (_, name) =>
        String(name ? states[kind].get(id)?.[name] : id),
      );
      return { method, url, ...(body && { body: body() }) };
    };
    const add = (url: string, body: Record<string, unknown>): Operation => ({ method: "POST", url, body });

    const lead = () =>
      members({
        title: words,
        owner_id: () => one(...numbers("user")),
        label_ids: () => some(ids("lead_label")),
        value: () => one(null, { amount: 5, currency: "EUR" }, { amount: 7, currency: "USD" }),
        expected_close_date: day,
        person_id: () => maybe("person"),
        organization_id: () => maybe("organization"),
        visible_to: () => one("1", "3", "5", "7"),
        was_seen: () => one(true, false),
        channel_id: () => one(null, "c"),
        ...custom("deal", false),
      });
    const contact = (more: Record<string, () => unknown>, entity: "person" | "organization") =>
      members({
        name: words,
        owner_id: () => one(...numbers("user")),
        visible_to: () => one(1, 3, 5, 7),
        custom_fields: () => members(custom(entity)),
        ...more,
      });
    const person = () =>
      contact(
        {
          org_id: () => maybe("organization"),
          emails: () => one([], [{ value: "a@b.test", primary: true, label: "work" }]),
          phones: () => one([], [{ value: "+49 1", primary: true, label: "home" }]),
        },
        "person",
      );
    const organization = () => contact({ address: () => one(null, { value: "Main St 1" }) }, "organization");
    const deal = () =>
      members({
        title: words,
        owner_id: () => one(...numbers("user")),
        person_id: () => maybe("person"),
        org_id: () => maybe("organization"),
        value: () => one(0, 5, 7.5),
        currency: () => one("EUR", "USD"),
        status: () => one("open", "won", "lost"),
        stage_id: () => Number(of("stage") ?? 0),
        visible_to: () => one(1, 3, 5, 7),
        expected_close_date: day,
        is_archived: () => one(true, false),
        custom_fields: () => members(custom("deal")),
      });
    const note = () =>
      members({
        content: () => `<p>${words()}</p>`,
        lead_id: () => one(null, ...ids("lead")),
        deal_id: () => maybe("deal"),
        person_id: () => maybe("person"),
        org_id: () => maybe("organization"),
        pinned_to_lead_flag: () => one(0, 1),
        pinned_to_person_flag: () => one(0, 1),
      });
    const activity = () =>
      members({
        subject: words,
        type: () => one("call", "meeting"),
        owner_id: () => one(...numbers("user")),
        lead_id: () => one(null, ...ids("lead")),
        deal_id: () => maybe("deal"),
        org_id: () => maybe("organization"),
        due_date: () => one("2026-01-31", "2026-12-01"),
        due_time: () => one(null, "09:30"),
        done: () => one(true, false),
        participants: () => some(numbers("person")).map((person_id) => ({ person_id, primary: false })),
        priority: () => one(null, 1),
        note: () => one(null, "<b>x</b>"),
      });
    const conditions = () => ({
      glue: "and",
      conditions: [
        {
          glue: "and",
          conditions: [
            {
              object: "person",
              field_id: String(fields.person[0]?.id),
              operator: "IS NOT NULL",
              value: null,
            },
          ],
        },
        { glue: "or", conditions: [] },
      ],
    });
    const follow = (path: string, kind: Kind) =>
      onOne("POST", path, kind, () => ({ user_id: one(...numbers("user")) }));
    const unfollow = (object: string, path: string) => {
      const followers = [...states.follower.values()].filter((follower) => follower.object === object);
      if (followers.length === 0) return undefined;
      const { id, item_id } = one(...followers);
      return { method: "DELETE", url: `/v1/${path}/${item_id}/followers/${id}` };
    };
    const bulk = (action: object) =>
      ids("lead").length > 0 ? add("/foyer/bulk", { ids: some(ids("lead"), 1), ...action }) : undefined;
    /** Two of a kind, in whichever order. */
    const two = (kind: Kind): string[] => gen(fc.shuffledSubarray<string>, ids(kind)).slice(0, 2);

    const undo = ({ undoable }: States) =>
      undoable.length > 0 ? add(`/foyer/undo/${one(...undoable)}`, { force: true }) : undefined;

    const operations: Record<string, () => Operation | undefined> = {
      addLead: () => add("/v1/leads", { title: "New", person_id: Number(of("person") ?? 0), ...lead() }),
      changeLead: () => onOne("PATCH", "/v1/leads/{}", "lead", lead),
      archiveLead: () => onOne("PATCH", "/v1/leads/{}", "lead", () => ({ is_archived: one(true, false) })),
      removeLead: () => onOne("DELETE", "/v1/leads/{}", "lead"),
      mergeLeads: () => {
        const [id, ...others] = gen(fc.shuffledSubarray<string>, ids("lead"));
        return id && others.length > 0 ? add(`/foyer/leads/${id}/merge`, { loser_ids: others }) : undefined;
      },
      convertLead: () => onOne("POST", "/api/v2/leads/{}/convert/deal", "lead"),
      convertDeal: () => onOne("POST", "/api/v2/deals/{}/convert/lead", "deal"),
      convertInto: () => {
        const deal = of("deal");
        return deal === undefined ? undefined : onOne("POST", `/foyer/leads/{}/convert/into/${deal}`, "lead");
      },
      takeBack: () =>
        states.conversions.length > 0
          ? add(`/foyer/conversions/${one(...states.conversions)}/take-back`, { force: true })
          : undefined,
      changeMany: () =>
        bulk({
          action: "change",
          change: members({
            owner_id: () => one(...numbers("user")),
            is_archived: () => one(true, false),
            was_seen: () => one(true, false),
            add_label_ids: () => some(ids("lead_label")),
            remove_label_ids: () => some(ids("lead_label")),
          }),
        }),
      convertMany: () => bulk({ action: "convert" }),
      removeMany: () => bulk({ action: "delete" }),
      undo: () => undo(states),
      undoAgain: () => undo(states),
      addLabel: () => add("/v1/leadLabels", { name: words(), color: "red" }),
      changeLabel: () =>
        onOne("PATCH", "/v1/leadLabels/{}", "lead_label", () =>
          members({ name: words, color: () => one("red", "blue") }),
        ),
      removeLabel: () => onOne("DELETE", "/v1/leadLabels/{}", "lead_label"),
      addPerson: () => add("/api/v2/persons", { name: "New", ...person() }),
      changePerson: () => onOne("PATCH", "/api/v2/persons/{}", "person", person),
      changePersonV1: () =>
        onOne("PUT", "/v1/persons/{}", "person", () => ({ name: words(), email: "c@d.test" })),
      removePerson: () => onOne("DELETE", "/api/v2/persons/{}", "person"),
      addOrganization: () => add("/api/v2/organizations", { name: "New", ...organization() }),
      changeOrganization: () => onOne("PATCH", "/api/v2/organizations/{}", "organization", organization),
      removeOrganization: () => onOne("DELETE", "/v1/organizations/{}", "organization"),
      addDeal: () => add("/api/v2/deals", { title: "New", ...deal() }),
      changeDeal: () => onOne("PATCH", "/api/v2/deals/{}", "deal", deal),
      closeDeal: () => onOne("PUT", "/v1/deals/{}", "deal", () => ({ status: one("open", "won", "lost") })),
      mergeDeals: () => {
        const [id, into] = two("deal");
        return into
          ? { method: "PUT", url: `/v1/deals/${id}/merge`, body: { merge_with_id: Number(into) } }
          : undefined;
      },
      duplicateDeal: () => onOne("POST", "/v1/deals/{}/duplicate", "deal"),
      addParticipant: () =>
        onOne("POST", "/v1/deals/{}/participants", "deal", () => ({ person_id: Number(of("person") ?? 0) })),
      removeParticipant: () => onOne("DELETE", "/v1/deals/{deal_id}/participants/{}", "deal_participant"),
      removeDeal: () => onOne("DELETE", "/api/v2/deals/{}", "deal"),
      addNote: () => add("/v1/notes", { content: "New", person_id: Number(of("person") ?? 0), ...note() }),
      changeNote: () => onOne("PUT", "/v1/notes/{}", "note", note),
      removeNote: () => onOne("DELETE", "/v1/notes/{}", "note"),
      addComment: () => onOne("POST", "/v1/notes/{}/comments", "note", () => ({ content: words() })),
      changeComment: () =>
        onOne("PUT", "/v1/notes/{object_id}/comments/{}", "note_comment", () => ({ content: words() })),
      removeComment: () => onOne("DELETE", "/v1/notes/{object_id}/comments/{}", "note_comment"),
      addActivity: () => add("/api/v2/activities", activity()),
      changeActivity: () => onOne("PATCH", "/api/v2/activities/{}", "activity", activity),
      changeActivityV1: () =>
        onOne("PUT", "/v1/activities/{}", "activity", () => ({ done: one(0, 1), subject: words() })),
      finishActivity: () => onOne("PUT", "/v1/activities/{}", "activity", () => ({ done: 1 })),
      removeActivities: () => ({ method: "DELETE", url: `/v1/activities?ids=${some(ids("activity"))}` }),
      addType: () => add("/v1/activityTypes", { name: words(), icon_key: "call" }),
      changeType: () =>
        onOne("PUT", "/v1/activityTypes/{}", "activity_type", () => ({ name: words(), color: "AAAAAA" })),
      removeType: () => onOne("DELETE", "/v1/activityTypes/{}", "activity_type"),
      addFilter: () => add("/v1/filters", { name: words(), type: "people", conditions: conditions() }),
      changeFilter: () =>
        onOne("PUT", "/v1/filters/{}", "filter", () =>
          members({ name: words, visible_to: () => one("1", "3", "7"), conditions }),
        ),
      removeFilter: () => onOne("DELETE", "/v1/filters/{}", "filter"),
      addField: () =>
        add(`/v1/${one("deal", "person", "organization")}Fields`, {
          name: words(),
          field_type: one("text", "user"),
        }),
      changeField: () => onOne("PUT", "/v1/{entity}Fields/{}", "field", () => ({ name: words() })),
      addOption: () =>
        onOne("POST", "/api/v2/{entity}Fields/{key}/options", "field", () => [{ label: words() }]),
      dropOption: () =>
        onOne("PUT", "/v1/{entity}Fields/{}", "field", () => ({ options: [{ label: words() }] })),
      removeOption: () => {
        const options = [...states.field.entries()].flatMap(([field, { options }]) =>
          Array.isArray(options) && isLive(states.field.get(field) ?? {})
            ? options.map((option: { id: unknown }) => [field, option.id] as const)
            : [],
        );
        if (options.length === 0) return undefined;
        const [field, id] = one(...options);
        const { entity, key } = states.field.get(field) ?? {};
        return { method: "DELETE", url: `/api/v2/${entity}Fields/${key}/options`, body: [{ id }] };
      },
      orderFields: () => {
        const { entity, id } = states.field.get(of("field") ?? "") ?? {};
        return id ? { method: "PUT", url: `/foyer/${entity}-fields/order`, body: { ids: [id] } } : undefined;
      },
      removeField: () => onOne("DELETE", "/v1/{entity}Fields/{}", "field"),
      invite: () => add("/foyer/users", { name: words(), email: `${gen(fc.nat)}@acme.test` }),
      changeUser: () => {
        const others = ids("user").filter((id) => id !== String(user_id));
        if (others.length === 0) return undefined;
        const body = members({
          name: words,
          is_admin: () => one(true, false),
          active_flag: () => one(true, false),
          role_id: () => one(...numbers("role")),
        });
        return { method: "PATCH", url: `/foyer/users/${one(...others)}`, body };
      },
      changeProfile: () => ({
        method: "PATCH",
        url: "/foyer/profile",
        body: members({ name: words, phone: () => one(null, "+49"), theme: () => one("dark", "light") }),
      }),
      changeCompany: () => ({
        method: "PATCH",
        url: "/foyer/company",
        body: members({ name: words, default_currency: () => one("EUR", "USD") }),
      }),
      addRole: () => add("/v1/roles", { name: words(), parent_role_id: maybe("role") }),
      changeRole: () =>
        onOne("PUT", "/v1/roles/{}", "role", () =>
          members({ name: words, parent_role_id: () => maybe("role") }),
        ),
      removeRole: () => onOne("DELETE", "/v1/roles/{}", "role"),
      setRole: () =>
        onOne("POST", "/v1/roles/{}/settings", "role", () => ({
          setting_key: one(...roleSettingKeys),
          value: one(1, 3, 7),
        })),
      assignRole: () =>
        onOne("POST", "/v1/roles/{}/assignments", "role", () => ({ user_id: one(...numbers("user")) })),
      unassignRole: () =>
        onOne("DELETE", "/v1/roles/{}/assignments", "role", () => ({ user_id: one(...numbers("user")) })),
      permit: () =>
        onOne("PATCH", "/foyer/permission-sets/{}", "permission_set", () => ({
          contents: some(permissions),
        })),
      addPipeline: () => add("/api/v2/pipelines", { name: words() }),
      changePipeline: () =>
        onOne("PATCH", "/api/v2/pipelines/{}", "pipeline", () =>
          members({ name: words, is_deal_probability_enabled: () => one(true, false) }),
        ),
      removePipeline: () => onOne("DELETE", "/api/v2/pipelines/{}", "pipeline"),
      addStage: () => add("/api/v2/stages", { name: words(), pipeline_id: Number(of("pipeline") ?? 0) }),
      changeStage: () =>
        onOne("PATCH", "/api/v2/stages/{}", "stage", () =>
          members({
            name: words,
            deal_probability: () => one(0, 50),
            pipeline_id: () => Number(of("pipeline") ?? 0),
          }),
        ),
      removeStage: () => onOne("DELETE", "/api/v2/stages/{}", "stage"),
      followLead: () => follow("/foyer/leads/{}/followers", "lead"),
      followDeal: () => follow("/api/v2/deals/{}/followers", "deal"),
      followPerson: () => follow("/v1/persons/{}/followers", "person"),
      followOrganization: () => follow("/v1/organizations/{}/followers", "organization"),
      unfollowLead: () => onOne("DELETE", `/foyer/leads/{}/followers/${one(...numbers("user"))}`, "lead"),
      unfollowDeal: () => unfollow("deal", "deals"),
      unfollowPerson: () => unfollow("person", "persons"),
      unfollowOrganization: () => unfollow("organization", "organizations"),
    };
    return operations;
  };
}

const isLive = (state: object): boolean => !("is_deleted" in state && state.is_deleted);
