import { getCurrencies } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import { listCurrencies } from "./currencies.ts";

export function currencyRoutes(serve: Serve): void {
  serve(getCurrencies, ({ query }) => listCurrencies(query.term));
}
