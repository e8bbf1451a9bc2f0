import { createRequire } from "node:module";
import type { Exchange } from "../support/tee.ts";
import { type OperationName, operations } from "./operations.ts";

export type CallArguments = {
  id?: string | number;
  commentId?: string;
  conversion_id?: string;
  follower_id?: number;
  deal_participant_id?: number;
  /** How v2 knows a field. */
  field_code?: string;
  /** Several ids, separated by commas. */
  ids?: string;
  /** The search term, which the clients take apart from the other parameters. */
  term?: string;
  /** Query parameters, spelt as on the wire. */
  query?: Record<string, unknown>;
  body?: Record<string, unknown> | Record<string, unknown>[];
};

type Connection = { call(name: OperationName, call?: CallArguments): Promise<unknown> };

/** One major version of the npm package `pipedrive`, behind the same few words for every generation. */
export type OfficialClient = {
  /** The version installed, such as `22.10.1`. */
  version: string;
  major: number;
  has(name: OperationName): boolean;
  connect(server: { baseUrl: string; token: string; prefix?: string }): Connection;
  /** A body with what this generation drops or converts on its way to the caller taken out. */
  comparable(body: unknown): unknown;
  /** What a caller of this generation can see of an error. */
  visibleError(error: unknown): unknown;
  /** What a caller of this generation must see of an error answer. */
  expectedError(exchange: Exchange): unknown;
};

/** The packages are untyped up to 23 and typed differently in every major since; they are used as found. */
export type ClientModule = Record<string, ApiClass>;
type ApiClass = new (configuration?: unknown) => Record<string, ApiMethod>;
export type ApiMethod = (...callArguments: unknown[]) => Promise<unknown>;

const require = createRequire(import.meta.url);

export function loadModule(specifier: string): ClientModule {
  return require(specifier);
}

export function installedVersion(alias: string): string {
  const packageFile = require
    .resolve(alias)
    .replace(/([\\/]node_modules[\\/][^\\/]+[\\/]).*/, "$1package.json");
  const { version } = require(packageFile);
  return version;
}

export function hasMethod(module: ClientModule, name: OperationName): boolean {
  const { api, method } = operations[name];
  return typeof module[api]?.prototype[method] === "function";
}

export function invoke(
  api: Record<string, ApiMethod>,
  method: string,
  callArguments: unknown[],
): Promise<unknown> {
  const call = api[method];
  if (!call) throw new Error(`this client has no ${method}`);
  return call.apply(api, callArguments);
}
