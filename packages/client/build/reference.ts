import { join, resolve } from "node:path";
import * as contract from "@leadfoyer/contract";
import { type Schema, type Types, typeWriter } from "./contract-types.ts";
import { membersTable, resourceText } from "./reference-calls.ts";
import { type Documented, exportsOf, resourcesOf } from "./reference-source.ts";

const SOURCE = resolve(import.meta.dirname, "../src");

const HEAD = `# Reference of @leadfoyer/client

<!-- Written by a test from doc comments and the contract. Anew: FOYER_UPDATE_DOCS=1 npm test -- packages/server/src/http/docs -->

- [Calls](#calls): what a client made by \`createClient\` can ask, resource by resource.
- [Functions, classes and types](#functions-classes-and-types): everything else the package gives away.
- [Shapes](#shapes): what goes over the wire. The client adds to them what a newer server may know: see \`Opened\`.

## Calls

A call is \`await\`ed for its \`data\`, or for the whole answer by \`.withResponse()\`. A list is \`await\`ed for its first page,
walked by \`for await\`, or gathered by \`.toArray()\`. Tokens are those of Pipedrive's daily budget.`;

/** Everything the package offers, as one page of Markdown. */
export function reference(): string {
  const types = typeWriter(contract);
  const resources = resourcesOf(join(SOURCE, "client.ts"));
  const calls = resources.map((resource) => resourceText(resource, contract.endpoints, types));
  const others = exportsOf(join(SOURCE, "index.ts")).map(exportText);
  const shapes = shapesNeeded([...calls, ...others].join("\n"), types).map((name) => shapeText(name, types));
  const parts = [HEAD, ...calls, "## Functions, classes and types", ...others, "## Shapes", ...shapes];
  return `${parts.join("\n\n")}\n`;
}

function exportText({ name, text, doc, examples }: Documented): string {
  const code = [text, ...examples].map((lines) => `\`\`\`ts\n${lines}\n\`\`\``);
  return [`### ${name}`, doc, ...code].filter(Boolean).join("\n\n");
}

/** Names of the shapes that a text's code speaks of, and of those that these stand on. */
function shapesNeeded(text: string, types: Types): string[] {
  const needed = new Set<string>();
  const code = text.match(/```ts[\s\S]*?```|`[^`\n]*`/g) ?? [];
  const look = (words: string): void => {
    for (const [word] of words.matchAll(/\b[A-Z]\w+\b/g)) {
      const schema = types.named.get(word);
      if (!schema || needed.has(word)) continue;
      needed.add(word);
      look(types.of({ ...schema }));
    }
  };
  look(code.join("\n"));
  return [...needed].toSorted();
}

function shapeText(name: string, types: Types): string {
  const schema = types.named.get(name) as Schema;
  const table = membersTable("member", schema, types);
  const says = typeof schema.description === "string" ? schema.description : "";
  return [`### ${name} (shape)`, says, table || `\`\`\`ts\n${types.of({ ...schema })}\n\`\`\``]
    .filter(Boolean)
    .join("\n\n");
}
