import type { Actor } from "../lib/actor.ts";

/** Mail sent to this address is linked to the deal. Recorded: unlike a lead's, it does not name the company's id. */
export const dealMailAddress = ({ company_domain }: Pick<Actor, "company_domain">, id: number): string =>
  `${company_domain}+deal${id}@pipedrivemail.com`;
