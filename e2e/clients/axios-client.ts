import {
  type CallArguments,
  type ClientModule,
  hasMethod,
  installedVersion,
  invoke,
  loadModule,
  type OfficialClient,
} from "./official-client.ts";
import { type Operation, type OperationName, operations } from "./operations.ts";

type Modules = Record<Operation["version"], ClientModule>;

/** Majors 24 to 33: a Configuration, one module per API version, one object with ids, query and body. */
export function loadAxiosClient(alias: string): OfficialClient {
  const modules: Modules = { v1: loadModule(`${alias}/v1`), v2: loadModule(`${alias}/v2`) };
  const version = installedVersion(alias);
  return {
    version,
    major: Number.parseInt(version, 10),
    has: (name) => hasMethod(modules[operations[name].version], name),
    connect: ({ baseUrl, token, prefix = "/v1" }) => {
      const prefixes = { v1: prefix, v2: "/api/v2" };
      return {
        call: (name, call = {}) => {
          const { version: apiVersion, method } = operations[name];
          const basePath = baseUrl + prefixes[apiVersion];
          const api = apiOf(modules[apiVersion], name, { apiKey: token, basePath });
          return invoke(api, method, named(name, call));
        },
      };
    },
    comparable: (body) => body,
    // The client rejects with the very body of the answer, so that is all its user ever sees.
    visibleError: (error) => error,
    expectedError: (exchange) => exchange.body,
  };
}

function apiOf(module: ClientModule, name: OperationName, settings: { apiKey: string; basePath: string }) {
  const { Configuration, [operations[name].api]: Api } = module;
  if (!Configuration || !Api) throw new Error(`this client has no ${operations[name].api}`);
  return new Api(new Configuration(settings));
}

function named(name: OperationName, { query, body, ...rest }: CallArguments): unknown[] {
  const { method, bodies }: Operation = operations[name];
  const names = bodies ?? [`${method.charAt(0).toUpperCase()}${method.slice(1)}Request`];
  const request = body && Object.fromEntries(names.map((one) => [one, body]));
  const given = Object.entries({ ...rest, ...query, ...request }).filter(([, value]) => value !== undefined);
  return given.length > 0 ? [Object.fromEntries(given)] : [];
}
