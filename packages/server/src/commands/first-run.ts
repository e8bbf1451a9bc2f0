import type { App } from "../app.ts";
import type { Config } from "../config.ts";
import { DomainError } from "../lib/domain-error.ts";
import { hashPassword } from "../lib/passwords.ts";
import { newApiToken } from "../lib/secrets.ts";

/**
 * Makes the company, its administrator and a token when the database has none.
 * Answers what to tell the user once the address is known; undefined on later starts.
 */
export async function firstRun(
  { companies, signIn }: App,
  { company, admin }: Config,
): Promise<((url: string) => string) | undefined> {
  if (await companies.first()) return undefined;
  const token = admin.token ?? newApiToken();
  const email = admin.email ?? `admin@${company.domain}.localhost`;
  try {
    const password_hash = admin.password === undefined ? null : await hashPassword(admin.password);
    const actor = await companies.found({
      ...company,
      admin: { name: "Administrator", email, password_hash },
      token,
    });
    const code = await signIn.createLink(actor, actor.user_id);
    return (url) => welcome({ url, token, email, code, company: `${company.name} (${company.domain})` });
  } catch (error) {
    // Another process over the same database was first.
    if (error instanceof DomainError && error.code === "company_exists") return undefined;
    throw error;
  }
}

type Welcome = { url: string; token: string; email: string; code: string; company: string };

const welcome = ({ url, token, email, code, company }: Welcome): string => `
Welcome to Foyer. A company has been made for you. This is shown once:

  Company    ${company}
  User       ${email}
  API token  ${token}
  Sign in    ${url}/foyer/sign-in?code=${code}
             (once, within a day)

Ask it who you are:

  curl "${url}/v1/users/me?api_token=${token}"
`;
