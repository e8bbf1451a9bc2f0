import type { Endpoint, InputOf, ListOf } from "@leadfoyer/contract";

/** An endpoint of the contract, with the literals its line is checked against. */
export type Called = Endpoint & { readonly method: string; readonly path: string; readonly cost: number };

type Part<E, Name extends string> = InputOf<E> extends { [K in Name]: infer Value } ? Value : undefined;

/** Query of an endpoint, or undefined. */
export type QueryOf<E> = Part<E, "query">;
/** Body of an endpoint, or undefined. */
export type BodyOf<E> = Part<E, "body">;
/** Path parameters of an endpoint, or undefined. */
export type ParamsOf<E> = Part<E, "params">;

type ListWord<E> = ListOf<E> extends string ? ` ${ListOf<E>}` : "";

type Mark<Input, Sign extends string> = [Input] extends [undefined] ? "" : Sign;

/**
 * How an endpoint is written down for the client: `GET /v1/leads? 20 offset` is method, path (`?` where it takes a
 * query, `!` where it takes a body), tokens of the daily budget, and list style. The contract's types admit exactly one
 * line per endpoint, so that a wrong one does not compile and no schema needs to be bundled.
 */
export type Line<E extends Called> =
  `${E["method"]} ${E["path"]}${Mark<QueryOf<E>, "?">}${Mark<BodyOf<E>, "!">} ${E["cost"]}${ListWord<E>}`;

export type Parsed = {
  method: string;
  /** Between the parts stand the path's parameters. */
  path: readonly string[];
  hasQuery: boolean;
  hasBody: boolean;
  /** Tokens taken from the daily budget. */
  cost: number;
  list: string | undefined;
  /** `GET /v1/leads/{id}`, as errors name the call. */
  name: string;
};

/** Takes a line apart. */
export function parseLine(line: string): Parsed {
  const [method = "", address = "", cost, list] = line.split(" ");
  const path = address.replace(/[?!]/g, "");
  return {
    method,
    path: path.split(/\{\w+\}/),
    hasQuery: address.includes("?"),
    hasBody: address.includes("!"),
    cost: Number(cost),
    list,
    name: `${method} ${path}`,
  };
}
