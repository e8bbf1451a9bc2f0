import {
  convertDealToLead,
  convertLeadToDeal,
  getDealConversionStatus,
  getLeadConversionStatus,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { ConversionService } from "./conversions.service.ts";

export function conversionRoutes(serve: Serve, conversions: ConversionService): void {
  serve(convertLeadToDeal, ({ actor, params, body }) => conversions.convertLead(actor, params.id, body));
  serve(getLeadConversionStatus, ({ actor, params }) =>
    conversions.leadStatus(actor, params.id, params.conversion_id),
  );
  serve(convertDealToLead, ({ actor, params }) => conversions.convertDeal(actor, params.id));
  serve(getDealConversionStatus, ({ actor, params }) =>
    conversions.dealStatus(actor, params.id, params.conversion_id),
  );
}
