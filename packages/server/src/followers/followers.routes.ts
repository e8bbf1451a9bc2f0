import {
  dealFollowers,
  dealFollowersV1,
  type FollowerEndpoints,
  leadFollowers,
  organizationFollowers,
  organizationFollowersV1,
  personFollowers,
  personFollowersV1,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import { toSecondTime, toSpacedTime } from "../lib/clock.ts";
import { pageOf } from "../lib/paging.ts";
import type { Followed, FollowerRow, FollowerService } from "./followers.service.ts";

const toFollower = ({ user_id, add_time }: FollowerRow) => ({ user_id, add_time: toSecondTime(add_time) });

const toFollowerV1 = ({ user_id, id, add_time }: FollowerRow, key: object) => ({
  user_id,
  id,
  ...key,
  add_time: toSpacedTime(add_time),
});

/** What v1 calls the thing that is followed. */
const keys = { persons: "person_id", organizations: "org_id", deals: "deal_id" } as const;

export function followerRoutes(serve: Serve, followers: FollowerService): void {
  function serveV2(table: Followed, at: FollowerEndpoints): void {
    const targetOf = (params: unknown) => {
      const { id } = params as { id: string | number }; // a lead's is a text, any other a number
      return { table, id: typeof id === "string" ? id.toLowerCase() : id };
    };
    serve(at.list, async ({ actor, params, query }) => {
      const { items, next_cursor } = await followers.list(actor, targetOf(params), query);
      return { items: items.map(toFollower), next_cursor };
    });
    serve(at.add, async ({ actor, params, body }) =>
      toFollower(await followers.add(actor, targetOf(params), body.user_id)),
    );
    serve(at.remove, async ({ actor, params }) => {
      await followers.end(actor, targetOf(params), "user_id", params.follower_id);
      return { user_id: params.follower_id };
    });
  }

  function serveV1(
    table: keyof typeof keys,
    at: typeof personFollowersV1 | typeof organizationFollowersV1 | typeof dealFollowersV1,
  ): void {
    const keyOf = (id: number) => ({ [keys[table]]: id });
    serve(at.list as typeof personFollowersV1.list, async ({ actor, params: { id }, query }) => {
      const all = await followers.all(actor, { table, id });
      const { items, ...page } = pageOf(all, query);
      return { ...page, items: (items as FollowerRow[]).map((one) => toFollowerV1(one, keyOf(id)) as never) };
    });
    serve(at.add as typeof personFollowersV1.add, async ({ actor, params: { id }, body }) => {
      const follower = await followers.add(actor, { table, id }, body.user_id);
      return toFollowerV1(follower, keyOf(id)) as never; // the key differs by the kind of thing
    });
    serve(at.remove, async ({ actor, params: { id, follower_id } }) => {
      await followers.end(actor, { table, id }, "id", follower_id);
      return { id: follower_id };
    });
    serve(at.viewers, ({ actor, params: { id } }) => followers.permittedUsers(actor, { table, id }));
  }

  serveV1("persons", personFollowersV1);
  serveV1("organizations", organizationFollowersV1);
  serveV1("deals", dealFollowersV1);
  serveV2("deals", dealFollowers);
  serveV2("persons", personFollowers);
  serveV2("organizations", organizationFollowers);
  serveV2("leads", leadFollowers);
}
