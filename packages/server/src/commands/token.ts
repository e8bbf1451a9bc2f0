import { parseArgs } from "node:util";
import { ApiTokenCreate, type Scope } from "@leadfoyer/contract";
import { createReader } from "../http/validate.ts";
import { readAction } from "./actions.ts";
import { CommandError } from "./failures.ts";
import { openOffice } from "./office.ts";
import { print, printTable } from "./print.ts";
import { readScopes } from "./scopes.ts";
import { findActive } from "./user.ts";

export const help = `foyer token create EMAIL [--name NAME] [--scopes "leads:read users:read"]
foyer token list
foyer token revoke ID

Makes, lists and revokes API tokens. A token is shown once, when it is made.

  --scopes LIST      what the token may do; everything unless given
  --company DOMAIN   the company; the first one unless given
  --database URL     the database Foyer keeps its data in   (FOYER_DATABASE_URL)
  --json             print JSON`;

const options = {
  name: { type: "string" },
  scopes: { type: "string" },
  company: { type: "string" },
  database: { type: "string" },
  json: { type: "boolean" },
} as const;

type Office = Awaited<ReturnType<typeof openOffice>>;
type Request = { subject: string; name: string; scopes: readonly Scope[] | null; json: boolean };

export async function token(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { action, subject } = readAction("token", positionals, { create: 1, list: 0, revoke: 1 });
  const { name = "Command line", json = false } = values;
  const scopes = readScopes(values.scopes);
  await using office = await openOffice(values, env);
  await actions[action](office, { subject, name, scopes, json });
}

/** By the rules of `POST /foyer/tokens`. */
const readToken = createReader(ApiTokenCreate, "v1", "json");

const actions: Record<"create" | "list" | "revoke", (office: Office, request: Request) => Promise<void>> = {
  async create(office, { subject, name, scopes, json }) {
    if (!subject.includes("@"))
      throw new CommandError("foyer token create needs the e-mail address of a user. See: foyer user list");
    readToken({ name, scopes });
    const user = await findActive(office, subject);
    const { id, secret } = await office.tokens.create(office.actor, { user_id: user.id, name, scopes });
    print(json ? { id, token: secret } : `Token ${id} of ${user.name}, shown this once:\n\n  ${secret}`);
  },

  async list(office, { json }) {
    const tokens = await office.tokens.list(office.actor);
    if (json) return print(tokens);
    printTable(
      ["ID", "USER", "NAME", "ENDS IN", "SCOPES"],
      tokens.map((one) => [one.id, one.user_id, one.name, one.hint, one.scopes ?? "all"]),
    );
  },

  async revoke(office, { subject, json }) {
    if (!/^\d{1,15}$/.test(subject))
      throw new CommandError("foyer token revoke needs an id. See: foyer token list");
    const known = (await office.tokens.list(office.actor)).some(({ id }) => id === Number(subject));
    if (!known) throw new CommandError(`There is no token ${subject}. See: foyer token list`);
    await office.tokens.revoke(office.actor, Number(subject));
    print(json ? { id: Number(subject) } : `Revoked token ${subject}.`);
  },
};
