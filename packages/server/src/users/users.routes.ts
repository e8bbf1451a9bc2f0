import { addUser, findUsersByName, getCurrentUser, getUser, getUsers, updateUser } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { MemberService } from "./members.service.ts";
import type { UserService } from "./users.service.ts";

export function userRoutes(serve: Serve, { users, members }: { users: UserService; members: MemberService }) {
  serve(getUsers, ({ actor }) => users.list(actor));
  serve(getCurrentUser, ({ actor }) => users.me(actor));
  serve(findUsersByName, ({ actor, query }) => users.find(actor, query.term, query.search_by_email ?? false));
  serve(getUser, ({ actor, params }) => users.get(actor, params.id));
  serve(addUser, async ({ actor, body }) => users.get(actor, await members.add(actor, body)));
  serve(updateUser, async ({ actor, params, body }) => {
    await members.change(actor, params.id, body);
    return users.get(actor, params.id);
  });
}
