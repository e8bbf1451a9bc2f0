import { countInbox, getInbox } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { InboxService } from "./inbox.service.ts";

export function inboxRoutes(serve: Serve, inbox: InboxService): void {
  serve(getInbox, ({ actor, query }) => inbox.list(actor, query));
  serve(countInbox, ({ actor, query }) => inbox.count(actor, query));
}
