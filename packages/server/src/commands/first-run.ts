import type { App } from "../app.ts";
import type { Config } from "../config.ts";
import { DomainError } from "../lib/domain-error.ts";
import { newApiToken } from "../lib/secrets.ts";

/**
 * Makes the company, its administrator and a token when the database has none.
 * Answers what to tell the user once the address is known; undefined on later starts.
 */
export async function firstRun(
  { companies }: App,
  { company, admin }: Config,
): Promise<((url: string) => string) | undefined> {
  if (await companies.first()) return undefined;
  const token = admin.token ?? newApiToken();
  const email = admin.email ?? `admin@${company.domain}.localhost`;
  try {
    await companies.found({
      ...company,
      admin: { name: "Administrator", email, password_hash: null },
      token,
    });
  } catch (error) {
    // Another process over the same database was first.
    if (error instanceof DomainError && error.code === "company_exists") return undefined;
    throw error;
  }
  return (url) => welcome({ url, token, email, name: company.name, domain: company.domain });
}

type Welcome = { url: string; token: string; email: string; name: string; domain: string };

function welcome({ url, token, email, name, domain }: Welcome): string {
  return `
Welcome to Foyer. A company has been made for you. Keep the token: it is shown this once.

  Company    ${name} (${domain})
  User       ${email}
  API token  ${token}

Try it:

  curl "${url}/v1/users/me?api_token=${token}"
`;
}
