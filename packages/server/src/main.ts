import { errors } from "@leadfoyer/contract";
import { CommandError } from "./commands/failures.ts";
import { seed, help as seedHelp } from "./commands/seed.ts";
import { serve, help as serveHelp } from "./commands/serve.ts";
import { token, help as tokenHelp } from "./commands/token.ts";
import { user, help as userHelp } from "./commands/user.ts";
import { ConfigError } from "./config.ts";
import { DomainError } from "./lib/domain-error.ts";

type Command = { run: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>; help: string };

const commands: Record<string, Command> = {
  serve: { run: serve, help: serveHelp },
  seed: { run: seed, help: seedHelp },
  user: { run: user, help: userHelp },
  token: { run: token, help: tokenHelp },
};

const overview = `foyer <command> [options]

Commands:
  serve   run Foyer
  seed    fill a company with realistic leads
  user    add, list, sign in and deactivate users
  token   create, list and revoke API tokens

foyer <command> --help says more.`;

async function main([name = "serve", ...args]: string[]): Promise<void> {
  const command = commands[name];
  if (!command || name === "--help") {
    process.stdout.write(`${overview}\n`);
    process.exitCode = name === "--help" || name === "help" ? 0 : 1;
    return;
  }
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${command.help}\n`);
    return;
  }
  await command.run(args, process.env);
}

/** What to tell people: one line for what is expected, everything for a fault of ours. */
function explain(error: Error): string {
  if (error instanceof DomainError) return error.info ?? errors[error.code].error;
  const expected = error instanceof CommandError || error instanceof ConfigError || "code" in error;
  return expected ? error.message : (error.stack ?? error.message);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`foyer: ${explain(error)}\n`);
  process.exit(1);
});
