import { findUsersByName, getCurrentUser, getUser, getUsers } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { UserService } from "./users.service.ts";

export function userRoutes(serve: Serve, users: UserService): void {
  serve(getUsers, ({ actor }) => users.list(actor));
  serve(getCurrentUser, ({ actor }) => users.me(actor));
  serve(findUsersByName, ({ actor, query }) => users.find(actor, query.term, query.search_by_email ?? false));
  serve(getUser, ({ actor, params }) => users.get(actor, params.id));
}
