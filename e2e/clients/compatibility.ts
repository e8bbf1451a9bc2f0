import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { OfficialClient } from "./official-client.ts";
import { type OperationName, operationNames, operations } from "./operations.ts";

const PAGE = resolve(import.meta.dirname, "../../docs/compatibility.md");
const BEGIN = "<!-- clients:begin -->";
const END = "<!-- clients:end -->";

export type Results = {
  /** Notes how a check of one operation with one client ends, and passes its outcome on. */
  follow(client: OfficialClient, name: OperationName, run: Promise<void>): Promise<void>;
  /** The Markdown table: a row per operation, a column per client. */
  table(clients: OfficialClient[]): string;
};

/** An operation works with a client when every check of it passed, and at least one ran. */
export function createResults(): Results {
  const outcomes = new Map<string, boolean>();
  const key = (client: OfficialClient, name: OperationName) => `${client.version} ${name}`;
  const cell = (client: OfficialClient, name: OperationName) => {
    if (!client.has(name)) return "–";
    return outcomes.get(key(client, name)) ? "✓" : "✗";
  };
  return {
    async follow(client, name, run) {
      const before = outcomes.get(key(client, name)) ?? true;
      outcomes.set(key(client, name), false);
      await run;
      outcomes.set(key(client, name), before);
    },
    table: (clients) =>
      [
        row(["Operation", "Endpoint", ...clients.map(({ version }) => version)]),
        row(["---", "---", ...clients.map(() => ":-:")]),
        ...operationNames.map((name) =>
          row([...describeOperation(name), ...clients.map((client) => cell(client, name))]),
        ),
      ].join("\n"),
  };
}

function row(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function describeOperation(name: OperationName): string[] {
  const { api, method, endpoint } = operations[name];
  return [`\`${api}.${method}\``, `\`${endpoint}\``];
}

/** The table as it is committed, or undefined when the page or its markers are missing. */
export function committedTable(): string | undefined {
  if (!existsSync(PAGE)) return undefined;
  const [, block] = readFileSync(PAGE, "utf8").split(BEGIN);
  return block?.split(END)[0]?.trim();
}

export function commitTable(table: string): void {
  const block = `${BEGIN}\n${table}\n${END}`;
  const page = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  writeFileSync(PAGE, after === undefined ? `${page}${page && "\n"}${block}\n` : `${before}${block}${after}`);
}
