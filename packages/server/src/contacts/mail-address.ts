import type { Actor } from "../lib/actor.ts";

/** Mail sent here is filed with the company: contacts have no address of their own, as leads and deals do. */
export const companyMailAddress = ({ company_domain }: Pick<Actor, "company_domain">): string =>
  `${company_domain}@pipedrivemail.com`;
