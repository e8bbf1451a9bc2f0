import type { Endpoint } from "@leadfoyer/contract";
import type { Schema, Types } from "./contract-types.ts";
import type { Member, Resource } from "./reference-source.ts";

const LISTS: Record<string, string> = {
  all: "all at once",
  offset: "pages by `start` and `limit`",
  cursor: "pages by `cursor` and `limit`",
};

/** A resource with its calls, as Markdown. */
export function resourceText(resource: Resource, endpoints: readonly Endpoint[], types: Types): string {
  const calls = callsOf(resource, resource.name, (member, name) => callText(member, name, endpoints, types));
  return [`### foyer.${resource.name}`, resource.doc, ...calls].filter(Boolean).join("\n\n");
}

function callsOf(
  { members }: Member,
  path: string,
  write: (member: Member, name: string) => string,
): string[] {
  return members.flatMap((member) => {
    const name = `${path}.${member.name}`;
    return member.members.length > 0 ? callsOf(member, name, write) : [write(member, name)];
  });
}

function callText(member: Member, name: string, endpoints: readonly Endpoint[], types: Types): string {
  const said = [member.doc, ...member.examples.map((example) => `\`\`\`ts\n${example}\n\`\`\``)];
  if (member.line === undefined) {
    const text = member.text.replace(/\s+/g, " ").replaceAll("contract.", "").replace(member.name, name);
    const signature = `\`\`\`ts\n${text}\n\`\`\``;
    return [`#### ${name}`, signature, ...said].filter(Boolean).join("\n\n");
  }
  const endpoint = endpointOf(member.line, endpoints);
  const facts = [
    `\`${endpoint.method} ${endpoint.path}\``,
    `${endpoint.cost} tokens`,
    endpoint.list && LISTS[endpoint.list],
    endpoint.scopes.length > 0 && `scope ${endpoint.scopes.map((scope) => `\`${scope}\``).join(" or ")}`,
  ];
  return [
    `#### ${name}`,
    `\`\`\`ts\n${signatureOf(name, endpoint, types)}\n\`\`\``,
    ...(member.doc ? said : [`${endpoint.summary}.`, ...said]),
    facts.filter(Boolean).join(" · "),
    queryTable(endpoint.query as Schema | undefined, types),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function endpointOf(line: string, endpoints: readonly Endpoint[]): Endpoint {
  const [method, address = ""] = line.split(" ");
  const path = address.replace(/[?!]/g, "");
  const found = endpoints.find((endpoint) => endpoint.method === method && endpoint.path === path);
  if (!found) throw new Error(`The contract has no ${method} ${path}`);
  return found;
}

function signatureOf(
  name: string,
  { method, path, params, query, body, data, list }: Endpoint,
  types: Types,
): string {
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, id = ""]) => {
    const { properties = {} } = (params ?? {}) as { properties?: Record<string, Schema> };
    const type = types.of(properties[id] ?? {});
    return `${id}: ${type}`;
  });
  const input = body ? optional("body", body as Schema, types) : query && `query${mark(query as Schema)}: …`;
  const isRead = list !== undefined && method === "GET"; // a write is one call, whatever it answers
  const options = `options?: ${isRead ? "ListOptions" : "CallOptions"}`;
  const item = types.of(data as Schema);
  const answer = isRead ? `List<${item}>` : `Call<${item}${list ? "[]" : ""}>`;
  return `${name}(${[...ids, input, options].filter(Boolean).join(", ")}): ${answer}`;
}

const mark = ({ required, type }: Schema): string =>
  (required as string[] | undefined)?.length || type === "array" ? "" : "?";

const optional = (name: string, schema: Schema, types: Types): string =>
  `${name}${mark(schema)}: ${types.of(schema)}`;

function queryTable(query: Schema | undefined, types: Types): string {
  return query ? membersTable("query", query, types) : "";
}

/** The members of an object as a table. */
export function membersTable(head: string, schema: Schema, types: Types): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  if (properties.length === 0) return "";
  const required = (schema.required ?? []) as string[];
  const rows = properties.map(([name, property]) => {
    const type = types.of(property).replaceAll("|", "\\|").replace(/\s+/g, " ");
    const says = String(property.description ?? "").replaceAll("|", "\\|");
    return `| \`${name}${required.includes(name) ? "" : "?"}\` | \`${type}\` | ${says} |`;
  });
  return [`| ${head} | type | |`, "| --- | --- | --- |", ...rows].join("\n");
}
