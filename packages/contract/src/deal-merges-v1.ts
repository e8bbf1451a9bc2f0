import * as Type from "typebox";
import { FlatDealV1, MergedDealV1 } from "./deal-shapes-v1.ts";
import { dealPath, writeDeals } from "./deals.ts";
import { endpoint } from "./endpoint.ts";
import { Id } from "./scalars.ts";

const common = {
  family: "v1",
  tag: "Deals (v1)",
  status: 200,
  scopes: writeDeals,
  params: dealPath,
} as const;

export const duplicateDeal = endpoint({
  ...common,
  operation: "duplicateDeal",
  method: "POST",
  path: "/v1/deals/{id}/duplicate",
  summary: "Add an open deal like this one",
  cost: 10,
  data: FlatDealV1,
});

export const mergeDeals = endpoint({
  ...common,
  operation: "mergeDeals",
  method: "PUT",
  path: "/v1/deals/{id}/merge",
  summary: "Merge a deal into another, which stays and goes first where both hold something",
  cost: 40,
  body: Type.Object({ merge_with_id: Id }),
  data: MergedDealV1,
});

export const dealMergeV1Endpoints = [duplicateDeal, mergeDeals];
