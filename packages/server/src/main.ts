import { CommandError } from "./commands/failures.ts";
import { serve, help as serveHelp } from "./commands/serve.ts";
import { ConfigError } from "./config.ts";
import { DomainError } from "./lib/domain-error.ts";

type Command = { run: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>; help: string };

const commands: Record<string, Command> = {
  serve: { run: serve, help: serveHelp },
};

const overview = `foyer <command> [options]

Commands:
  serve   run Foyer

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

const isExpected = (error: unknown): error is Error =>
  error instanceof CommandError || error instanceof ConfigError || error instanceof DomainError;

main(process.argv.slice(2)).catch((error: unknown) => {
  const text = isExpected(error) ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`foyer: ${text}\n`);
  process.exit(1);
});
