import {
  addMemberLink,
  getMembers,
  getProfile,
  inviteMember,
  updateMember,
  updateProfile,
} from "@leadfoyer/contract";
import type { FastifyRequest } from "fastify";
import type { Serve } from "../http/serve.ts";
import type { Site } from "../http/site.ts";
import type { MemberService } from "./members.service.ts";
import type { ProfileService } from "./profile.service.ts";

type Deps = { profiles: ProfileService; members: MemberService; site: Site };

export function userSettingRoutes(serve: Serve, { profiles, members, site }: Deps): void {
  const linkTo = (request: FastifyRequest, code: string): string =>
    `${site.addressOf(request)}/foyer/sign-in?code=${code}`;

  serve(getProfile, ({ actor }) => profiles.get(actor));
  serve(updateProfile, ({ actor, body }) => profiles.change(actor, body));
  serve(getMembers, ({ actor }) => members.list(actor));
  serve(inviteMember, async ({ actor, body }, { request }) => {
    const { code, ...member } = await members.invite(actor, body);
    return { ...member, link: linkTo(request, code) };
  });
  serve(updateMember, ({ actor, params, body }) => members.change(actor, params.id, body));
  serve(addMemberLink, async ({ actor, params }, { request }) => ({
    id: params.id,
    link: linkTo(request, await members.createLink(actor, params.id)),
  }));
}
