import {
  type Permission,
  type PermissionSet,
  type PermissionSetAssignment,
  permissions,
  permissionsOf,
  type UserPermissions,
  type WholePermissionSet,
} from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import type { OffsetPage } from "../lib/answers.ts";
import { DomainError } from "../lib/domain-error.ts";
import { type OffsetQuery, pageOf } from "../lib/paging.ts";
import { defaultContents } from "../lib/permissions.ts";
import { requireAdmin } from "../lib/require-admin.ts";
import { command } from "../storage/command.ts";
import type { Db } from "../storage/db.ts";
import type { Storage } from "../storage/open.ts";
import type { UserService } from "../users/users.service.ts";
import { changedSets, putSet } from "./permission-sets.store.ts";
import { type SetKind, setId, setKinds } from "./permission-sets.ts";

type Change = { id: string; contents: Permission[] };

/** Says what a regular set permits; those of administrators permit everything, as in Pipedrive. */
const changeSet = command("permissions.change", async (tx, actor: Actor, { id, contents }: Change) => {
  requireAdmin(actor);
  const kind = kindOf(actor, id);
  if (kind.type === "admin")
    throw new DomainError("invalid", { info: "id: Administrators are permitted everything." });
  const own: readonly string[] = permissionsOf[kind.app];
  const stranger = contents.find((name) => !own.includes(name));
  if (stranger)
    throw new DomainError("invalid", { info: `contents: ${stranger} belongs to another permission set.` });
  const previous = { contents: await contentsOf(tx, actor, kind) };
  const sorted = JSON.stringify([...new Set(contents)].sort());
  await putSet(tx, actor.company_id, { app: kind.app, type: kind.type, contents: sorted });
  const objectId = setId(actor.company_domain, kind);
  await record(tx, actor, { object: "permission_set", objectId, action: "change", previous });
});

function kindOf({ company_domain }: Actor, id: string): SetKind {
  const found = setKinds.find((kind) => setId(company_domain, kind) === id.toLowerCase());
  if (!found) throw new DomainError("permission_set_not_found");
  return found;
}

async function contentsOf(db: Db, actor: Actor, kind: SetKind): Promise<Permission[]> {
  const changed = await changedSets(db, actor.company_id);
  const said = changed.find(({ app, type }) => app === kind.app && type === kind.type);
  return said ? JSON.parse(said.contents) : defaultContents(kind);
}

type Deps = { storage: Storage; users: UserService };

/** What users are permitted to do: administrators everything, others what the regular sets say. */
export function createPermissionService({ storage, users }: Deps) {
  /** The active users a set applies to. */
  const members = async (actor: Actor, { type }: SetKind): Promise<number[]> =>
    users.idsByAdmin(actor, type === "admin");

  const toSet = async (actor: Actor, { app, type, name, description }: SetKind): Promise<PermissionSet> => ({
    id: setId(actor.company_domain, { app, type }),
    name,
    description,
    app,
    type,
    assignment_count: (await users.idsByAdmin(actor, type === "admin")).length,
  });

  async function get(actor: Actor, id: string): Promise<WholePermissionSet> {
    const kind = kindOf(actor, id);
    return { ...(await toSet(actor, kind)), contents: await contentsOf(storage.db, actor, kind) };
  }

  return {
    list: (actor: Actor, app?: string): Promise<PermissionSet[]> =>
      Promise.all(
        setKinds.filter((kind) => app === undefined || kind.app === app).map((kind) => toSet(actor, kind)),
      ),

    get,

    async assignments(
      actor: Actor,
      id: string,
      query: OffsetQuery,
    ): Promise<OffsetPage<PermissionSetAssignment>> {
      const kind = kindOf(actor, id);
      const permission_set_id = setId(actor.company_domain, kind);
      const { name } = kind;
      const all = (await members(actor, kind)).map((user_id) => ({ user_id, permission_set_id, name }));
      return pageOf(all, query);
    },

    /** Every permission, and whether a user has it. */
    async ofUser(actor: Actor, user: number): Promise<UserPermissions> {
      const isAdmin = await users.isAdmin(actor, user);
      const kinds = setKinds.filter(({ type }) => (type === "admin") === isAdmin);
      const contents = await Promise.all(kinds.map((kind) => contentsOf(storage.db, actor, kind)));
      const granted = new Set(contents.flat());
      const all = permissions.map((name) => [name, granted.has(name)]);
      return Object.fromEntries(all) as UserPermissions;
    },

    async change(actor: Actor, id: string, contents: Permission[]): Promise<WholePermissionSet> {
      await storage.run(changeSet, actor, { id, contents });
      return get(actor, id);
    },
  };
}
export type PermissionService = ReturnType<typeof createPermissionService>;
