import { expect } from "vitest";
import type { Foyer } from "../support/foyer.ts";
import type { OpenApi } from "../support/openapi.ts";
import type { Exchange, Tee } from "../support/tee.ts";
import { createFixtures, type Fixtures } from "./fixtures.ts";
import { asItem, asItems, type Item } from "./json.ts";
import type { CallArguments, OfficialClient } from "./official-client.ts";
import type { OperationName } from "./operations.ts";

export type Page = { items: Item[]; additional_data: Item };

/** What a check works with: one official client, connected to a Foyer through a tee. */
export type Scene = {
  client: OfficialClient;
  foyer: Foyer;
  given: Fixtures;
  /** Calls the client, judges the answer and what the client made of it, and hands out what was said. */
  call(name: OperationName, call?: CallArguments, connection?: ConnectionOptions): Promise<Exchange>;
  /** As `call`, for an answer whose `data` is one object. */
  one(name: OperationName, call?: CallArguments): Promise<Item>;
  /** As `call`, for an answer whose `data` is a list. */
  list(name: OperationName, call?: CallArguments): Promise<Item[]>;
  page(name: OperationName, call?: CallArguments): Promise<Page>;
  /** Calls the client, expects it to fail just as this generation reports such an answer, and hands that out. */
  refused(name: OperationName, call?: CallArguments, connection?: ConnectionOptions): Promise<Exchange>;
};

type ConnectionOptions = { token?: string; prefix?: string };

type Stage = { client: OfficialClient; foyer: Foyer; tee: Tee; openApi: OpenApi };

export function createScene({ client, foyer, tee, openApi }: Stage): Scene {
  const connect = (options: ConnectionOptions = {}) => {
    tee.exchanges.length = 0; // a call that sends nothing must not be judged by its predecessor's answer
    return client.connect({ baseUrl: tee.baseUrl, token: foyer.token, ...options });
  };
  const exchangeOf = (name: OperationName) => {
    const exchange = tee.exchanges.at(-1);
    if (!exchange) throw new Error(`${name} sent nothing`);
    expectConforming(openApi, exchange);
    return exchange;
  };

  const call: Scene["call"] = async (name, callArguments, options) => {
    const returned = await connect(options).call(name, callArguments);
    const exchange = exchangeOf(name);
    expect(client.comparable(returned)).toEqual(client.comparable(exchange.body));
    expect(exchange.body).toHaveProperty("success", true);
    return exchange;
  };
  const refused: Scene["refused"] = async (name, callArguments, options) => {
    const error = await failureOf(connect(options).call(name, callArguments));
    const exchange = exchangeOf(name);
    expect(client.visibleError(error)).toEqual(client.expectedError(exchange));
    expect(exchange.body).toMatchObject({ success: false, error: expect.any(String) });
    return exchange;
  };
  const dataOf = async (...callArguments: Parameters<Scene["one"]>) =>
    asItem((await call(...callArguments)).body).data;
  const page: Scene["page"] = async (...callArguments) => {
    const body = asItem((await call(...callArguments)).body);
    return { items: asItems(body.data), additional_data: asItem(body.additional_data) };
  };

  return {
    client,
    foyer,
    given: createFixtures(foyer),
    call,
    refused,
    one: async (...callArguments) => asItem(await dataOf(...callArguments)),
    list: async (...callArguments) => asItems(await dataOf(...callArguments)),
    page,
  };
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome) return outcome.error;
  throw new Error(`the call should have failed, but answered ${JSON.stringify(outcome.value)}`);
}

function expectConforming(openApi: OpenApi, exchange: Exchange): void {
  expect(exchange.headers["content-type"]).toMatch(/^application\/json/);
  if (!openApi.available) return;
  const { violations } = openApi.checkResponse(exchange);
  expect(violations, `${exchange.method} ${exchange.path} against Pipedrive's OpenAPI document`).toEqual([]);
}
