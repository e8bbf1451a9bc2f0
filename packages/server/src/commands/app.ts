import { parseArgs } from "node:util";
import { AppCreate } from "@leadfoyer/contract";
import { createReader } from "../http/validate.ts";
import { readAction } from "./actions.ts";
import { CommandError } from "./failures.ts";
import { openOffice } from "./office.ts";
import { print, printTable } from "./print.ts";
import { readScopes } from "./scopes.ts";

export const help = `foyer app create --name NAME --redirect-uri URI [--redirect-uri URI] [--scopes "leads:read users:read"]
foyer app list
foyer app remove ID

Makes, lists and removes apps: what may act for users who let it, by OAuth 2. The secret is shown once, when the app
is made. Removing an app ends all its tokens.

  --name NAME         shown to whoever is asked to let the app act for them
  --redirect-uri URI  where codes are sent: exactly this address, or one of these
  --scopes LIST       what the app may do; everything but admin unless given
  --company DOMAIN    the company; the first one unless given
  --database URL      the database Foyer keeps its data in   (FOYER_DATABASE_URL)
  --json              print JSON`;

const options = {
  name: { type: "string" },
  "redirect-uri": { type: "string", multiple: true },
  scopes: { type: "string" },
  company: { type: "string" },
  database: { type: "string" },
  json: { type: "boolean" },
} as const;

type Office = Awaited<ReturnType<typeof openOffice>>;
type Values = ReturnType<typeof read>["values"];
type Request = { subject: string; values: Values; json: boolean };

const read = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true });

export async function app(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = read(args);
  const { action, subject } = readAction("app", positionals, { create: 0, list: 0, remove: 1 });
  await using office = await openOffice(values, env);
  await actions[action](office, { subject, values, json: values.json === true });
}

/** By the rules of `POST /foyer/apps`. */
const readApp = createReader(AppCreate, "v1", "json");

const actions: Record<"create" | "list" | "remove", (office: Office, request: Request) => Promise<void>> = {
  async create(office, { values, json }) {
    const { name, "redirect-uri": redirect_uris = [] } = values;
    if (!name || redirect_uris.length === 0)
      throw new CommandError("foyer app create needs --name and --redirect-uri. See: foyer app --help");
    const scopes = readScopes(values.scopes);
    const wanted = { name, redirect_uris, ...(scopes && { scopes }) };
    readApp(wanted);
    const made = await office.apps.add(office.actor, wanted);
    if (json) return print(made);
    print(`App ${made.id}, ${made.name}. Its secret is shown this once:

  client_id      ${made.client_id}
  client_secret  ${made.client_secret}
  redirect_uri   ${made.redirect_uris.join("\n                 ")}
  scopes         ${made.scopes.join(" ")}`);
  },

  async list(office, { json }) {
    const apps = await office.apps.list(office.actor);
    if (json) return print(apps);
    printTable(
      ["ID", "NAME", "CLIENT ID", "REDIRECT URIS", "SCOPES"],
      apps.map((one) => [one.id, one.name, one.client_id, one.redirect_uris.join(" "), one.scopes.join(" ")]),
    );
  },

  async remove(office, { subject, json }) {
    if (!/^\d{1,15}$/.test(subject))
      throw new CommandError("foyer app remove needs an id. See: foyer app list");
    const known = (await office.apps.list(office.actor)).some(({ id }) => id === Number(subject));
    if (!known) throw new CommandError(`There is no app ${subject}. See: foyer app list`);
    const removed = await office.apps.remove(office.actor, Number(subject));
    print(json ? removed : `Removed app ${subject}. Its tokens are refused from now on.`);
  },
};
