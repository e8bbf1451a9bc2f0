import { errors } from "@leadfoyer/contract";
import { CommandError } from "./commands/failures.ts";
import { ConfigError } from "./config.ts";
import { DomainError } from "./lib/domain-error.ts";
import { VERSION } from "./lib/version.ts";

type Command = { run: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>; help: string };

/** Each is loaded when it is asked for. */
const commands: Record<string, () => Promise<Command>> = {
  serve: () => import("./commands/serve.ts").then(({ serve, help }) => ({ run: serve, help })),
  seed: () => import("./commands/seed.ts").then(({ seed, help }) => ({ run: seed, help })),
  user: () => import("./commands/user.ts").then(({ user, help }) => ({ run: user, help })),
  app: () => import("./commands/app.ts").then(({ app, help }) => ({ run: app, help })),
  token: () => import("./commands/token.ts").then(({ token, help }) => ({ run: token, help })),
  types: () => import("./commands/types.ts").then(({ types, help }) => ({ run: types, help })),
};

const overview = `foyer <command> [options]

Commands:
  serve   run Foyer
  seed    fill a company with realistic leads
  user    add, list, sign in and deactivate users
  token   create, list and revoke API tokens
  app     create, list and remove OAuth apps
  types   write a company's custom fields as TypeScript

foyer <command> --help says more, foyer --version which version this is.`;

const ASIDE = ["--help", "-h", "help", "--version", "-v"];

/** Flags alone are those of `serve`, as nothing is `serve`. */
function split(words: readonly string[]): { name: string; args: readonly string[] } {
  const [name = "serve", ...args] = words;
  return name.startsWith("-") && !ASIDE.includes(name) ? { name: "serve", args: words } : { name, args };
}

async function runCommand(words: readonly string[]): Promise<void> {
  const { name, args } = split(words);
  const load = commands[name];
  if (["--help", "-h", "help"].includes(name)) return void process.stdout.write(`${overview}\n`);
  if (["--version", "-v"].includes(name)) return void process.stdout.write(`${VERSION}\n`);
  if (!load)
    throw new CommandError(
      `There is no command ${name}. Commands: ${Object.keys(commands).join(", ")}. See: foyer --help`,
    );
  const command = await load();
  if (args.includes("--help") || args.includes("-h")) process.stdout.write(`${command.help}\n`);
  else await command.run(args, process.env);
}

/** What is wrong with the flags, without Node's advice on how else to write them. */
function explainFlags(error: Error, words: readonly string[]): string | undefined {
  const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  if (!code?.startsWith("ERR_PARSE_ARGS_")) return undefined;
  const [what = message] = message.split(/\.\s/, 1);
  return `${what}. See: foyer ${split(words).name} --help`;
}

/** What to tell people: one line for what is expected, everything for a fault of ours. */
function explain(error: Error): string {
  if (error instanceof DomainError) return error.info ?? errors[error.code].error;
  const expected = error instanceof CommandError || error instanceof ConfigError || "code" in error;
  return expected ? error.message : (error.stack ?? error.message);
}

/** Runs the command the arguments name. A failure is said on standard error and ends the process with 1. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await runCommand(args);
  } catch (error) {
    process.stderr.write(`foyer: ${explainFlags(error as Error, args) ?? explain(error as Error)}\n`);
    process.exit(1);
  }
}
