import { parseArgs } from "node:util";
import type { User } from "@leadfoyer/contract";
import { CommandError } from "./failures.ts";
import { openOffice } from "./office.ts";
import { print, printTable } from "./print.ts";

export const help = `foyer user add EMAIL [--name NAME] [--admin]
foyer user list
foyer user link EMAIL
foyer user deactivate EMAIL

Adds, lists and deactivates users; link prints an address that signs a user in once.

  --company DOMAIN   the company; the first one unless given
  --database URL     the database Foyer keeps its data in   (FOYER_DATABASE_URL)
  --json             print JSON`;

const options = {
  name: { type: "string" },
  admin: { type: "boolean" },
  company: { type: "string" },
  database: { type: "string" },
  json: { type: "boolean" },
} as const;

type Office = Awaited<ReturnType<typeof openOffice>>;

export async function user(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [action = "", email = ""] = positionals;
  const run = actions[action];
  if (!run) throw new CommandError(`Say what to do:\n\n${help}`);
  if (action !== "list" && !email.includes("@"))
    throw new CommandError(`foyer user ${action} needs an e-mail address.`);
  await using office = await openOffice(values, env);
  await run(office, {
    email,
    name: values.name ?? email.split("@", 1)[0] ?? email,
    admin: values.admin === true,
    json: values.json === true,
    env,
  });
}

type Request = { email: string; name: string; admin: boolean; json: boolean; env: NodeJS.ProcessEnv };

const actions: Record<string, (office: Office, request: Request) => Promise<void>> = {
  async add(office, request) {
    const { email, name, admin, json } = request;
    const id = await office.users.add(office.actor, { email, name, is_admin: admin, password_hash: null });
    const link = await signInLink(office, id, request.env);
    if (json) return print({ id, email, name, link });
    print(`Added ${name} <${email}> as user ${id}. They sign in once, within a day, at\n\n  ${link}`);
  },

  async list(office, { json }) {
    const users = await office.users.list(office.actor);
    if (json) return print(users);
    printTable(
      ["ID", "NAME", "E-MAIL", "ADMIN", "ACTIVE"],
      users.map((one) => [
        one.id,
        one.name,
        one.email,
        isAdmin(one) ? "yes" : "",
        one.active_flag ? "yes" : "no",
      ]),
    );
  },

  async link(office, { email, json, env }) {
    const { id } = await find(office, email);
    const link = await signInLink(office, id, env);
    print(json ? { id, link } : `Signs ${email} in once, within a day:\n\n  ${link}`);
  },

  async deactivate(office, { email, json }) {
    const { id } = await find(office, email);
    await office.users.deactivate(office.actor, id);
    print(
      json ? { id, email } : `Deactivated ${email}. Their tokens and sessions are refused; their leads stay.`,
    );
  },
};

async function signInLink(office: Office, id: number, env: NodeJS.ProcessEnv): Promise<string> {
  const code = await office.signIn.createLink(office.actor, id);
  const port = env.FOYER_PORT ?? "8080";
  return `${env.FOYER_PUBLIC_URL ?? `http://127.0.0.1:${port}`}/foyer/sign-in?code=${code}`;
}

/** @throws CommandError when no user has the e-mail. */
export async function find(office: Office, email: string): Promise<User> {
  const users = await office.users.list(office.actor);
  const found = users.find((one) => one.email === email.toLowerCase());
  if (found) return found;
  throw new CommandError(`${office.company.name} has no user ${email}. See: foyer user list`);
}

const isAdmin = ({ access }: User): boolean => access.some(({ admin }) => admin);
