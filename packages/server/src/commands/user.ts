import { parseArgs } from "node:util";
import { type User, UserCreate } from "@leadfoyer/contract";
import { addressOptions, isEmail, readAddress } from "../config.ts";
import { createReader } from "../http/validate.ts";
import { readAction } from "./actions.ts";
import { CommandError } from "./failures.ts";
import { openOffice } from "./office.ts";
import { print, printTable } from "./print.ts";

export const help = `foyer user add EMAIL [--name NAME] [--admin]
foyer user list
foyer user link EMAIL
foyer user deactivate EMAIL

Adds, lists and deactivates users; add and link print an address that signs a user in once. It is where foyer serve would
run by the same settings, unless these say otherwise:

  --host HOST        address it listens on                    (FOYER_HOST)
  --port PORT        port it listens on                       (FOYER_PORT)
  --public-url URL   address others reach it at               (FOYER_PUBLIC_URL)

  --company DOMAIN   the company; the first one unless given
  --database URL     the database Foyer keeps its data in   (FOYER_DATABASE_URL)
  --json             print JSON`;

const options = {
  name: { type: "string" },
  admin: { type: "boolean" },
  company: { type: "string" },
  database: { type: "string" },
  json: { type: "boolean" },
  ...addressOptions,
} as const;

type Office = Awaited<ReturnType<typeof openOffice>>;

export async function user(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { action, subject: email } = readAction("user", positionals, {
    add: 1,
    list: 0,
    link: 1,
    deactivate: 1,
  });
  if (action !== "list" && !isEmail(email)) {
    const given = email === "" ? "" : `, which "${email}" is not`;
    throw new CommandError(`foyer user ${action} needs an e-mail address${given}. See: foyer user --help`);
  }
  await using office = await openOffice(values, env);
  await actions[action](office, {
    email,
    name: values.name ?? email.split("@", 1)[0] ?? email,
    admin: values.admin === true,
    json: values.json === true,
    readAddress: () => readAddress(values, env),
  });
}

type Request = { email: string; name: string; admin: boolean; json: boolean; readAddress: () => string };

/** By the rules of `POST /v1/users`. */
const readUser = createReader(UserCreate, "v1", "json");

type Action = "add" | "list" | "link" | "deactivate";

const actions: Record<Action, (office: Office, request: Request) => Promise<void>> = {
  async add(office, request) {
    const { email, name, admin, json } = request;
    readUser({ email, name });
    const address = request.readAddress();
    const id = await office.users.add(office.actor, { email, name, is_admin: admin, password_hash: null });
    const link = await signInLink(office, id, address);
    if (json) return print({ id, email, name, link });
    print(`Added ${name} <${email}> as user ${id}. ${tellLink("Signs them in", address, link)}`);
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

  async link(office, { email, json, readAddress }) {
    const address = readAddress();
    const { id } = await findActive(office, email);
    const link = await signInLink(office, id, address);
    print(json ? { id, link } : tellLink(`Signs ${email} in`, address, link));
  },

  async deactivate(office, { email, json }) {
    const { id } = await find(office, email);
    await office.users.deactivate(office.actor, id);
    print(
      json ? { id, email } : `Deactivated ${email}. Their tokens and sessions are refused; their leads stay.`,
    );
  },
};

async function signInLink(office: Office, id: number, address: string): Promise<string> {
  const code = await office.signIn.createLink(office.actor, id);
  return `${address}/foyer/sign-in?code=${code}`;
}

const tellLink = (what: string, address: string, link: string): string =>
  `${what} once, within a day, if Foyer runs at ${address} (elsewhere: say where by --port or --public-url):\n\n  ${link}`;

/** @throws CommandError when no user has the e-mail. */
async function find(office: Office, email: string): Promise<User> {
  const users = await office.users.list(office.actor);
  const found = users.find((one) => one.email === email.toLowerCase());
  if (found) return found;
  throw new CommandError(`${office.company.name} has no user ${email}. See: foyer user list`);
}

/** @throws CommandError when no user has the e-mail, or one who is let in nowhere. */
export async function findActive(office: Office, email: string): Promise<User> {
  const user = await find(office, email);
  if (user.active_flag) return user;
  throw new CommandError(
    `${email} is deactivated. Activate them first: PUT /v1/users/${user.id} with {"active_flag": true}`,
  );
}

const isAdmin = ({ access }: User): boolean => access.some(({ admin }) => admin);
